-- What walkers meet on a street besides its length, as JSON (`StreetWalk`); NULL where nothing is on record.
ALTER TABLE street ADD COLUMN walk TEXT;

-- Streets that nobody walks for a while. Days are of the place's calendar, both included; to_day NULL: until further notice.
CREATE TABLE closure (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  reason TEXT,
  document TEXT,
  from_day TEXT NOT NULL,
  to_day TEXT,
  streets TEXT NOT NULL, -- JSON array of street ids
  area BLOB
) STRICT;
