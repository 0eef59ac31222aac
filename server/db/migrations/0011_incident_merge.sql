-- What people have said about two reports, never changed: `merge` makes `incident` a duplicate of `master`, `apart` says that
-- they are two problems, `undo` takes back the last word about the two. Times of the reports are kept beside their ids: an id
-- that means another report after an import (a line number, for example) carries nothing over.
CREATE TABLE incident_merge (
  seq INTEGER PRIMARY KEY,
  incident TEXT NOT NULL,
  incident_reported_at INTEGER NOT NULL,
  master TEXT NOT NULL,
  master_reported_at INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('merge', 'apart', 'undo')),
  at INTEGER NOT NULL, -- UTC milliseconds
  author TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
