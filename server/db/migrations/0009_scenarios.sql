-- What might be done, and every state it was saved in. Edits are JSON (`ScenarioEdit[]`).
CREATE TABLE scenario (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  revision INTEGER NOT NULL,
  edits TEXT NOT NULL
) STRICT;

CREATE TABLE scenario_version (
  scenario_id TEXT NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  edits TEXT NOT NULL,
  saved_at INTEGER NOT NULL, -- UTC milliseconds
  author TEXT NOT NULL,
  PRIMARY KEY (scenario_id, revision)
) STRICT;
