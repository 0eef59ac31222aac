-- What was done to closures by hand, every state of it: the newest revision of an id stands for it, before what was imported
-- under that id. Content is a closure as JSON with lattice coordinates; NULL: taken away. An import leaves this table alone.
CREATE TABLE closure_edit (
  id TEXT NOT NULL,
  revision INTEGER NOT NULL, -- from 1
  content TEXT,
  changed_at INTEGER NOT NULL, -- UTC milliseconds
  author TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT;

-- When an open gate is open, as the source writes it (OSM opening_hours); NULL: not recorded, always.
ALTER TABLE gate ADD COLUMN opening_hours TEXT;
