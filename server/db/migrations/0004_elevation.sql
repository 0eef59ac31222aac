-- Heights of the ground around the place, at most one raster. West and north are degrees, of the corner of the first
-- cell; heights are 16-bit integers, little-endian, row by row from the north, gzipped; -32768 is "unknown".
CREATE TABLE elevation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  columns INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  west REAL NOT NULL,
  north REAL NOT NULL,
  cell_width REAL NOT NULL,
  cell_height REAL NOT NULL,
  step_metres REAL NOT NULL,
  lowest_metres REAL NOT NULL,
  highest_metres REAL NOT NULL,
  heights BLOB NOT NULL
) STRICT;
