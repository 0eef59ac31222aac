-- One database holds one place. Geometry is packed lattice integers (geodata/geometry/pack.ts);
-- min_/max_ columns are lattice units too. Times are UTC milliseconds. Names are JSON {"zh","en"}.

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  profile TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  bbox TEXT NOT NULL,
  data_date TEXT NOT NULL,
  sources TEXT NOT NULL,
  dataset_version TEXT NOT NULL
) STRICT;

CREATE TABLE area (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level INTEGER NOT NULL,
  parent_id TEXT REFERENCES area (id),
  geometry BLOB NOT NULL
) STRICT;
CREATE INDEX area_parent ON area (parent_id);

CREATE TABLE compound (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  walled INTEGER NOT NULL,
  boundary BLOB NOT NULL
) STRICT;

CREATE TABLE gate (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  compound_id TEXT NOT NULL REFERENCES compound (id),
  name TEXT NOT NULL,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  node INTEGER NOT NULL,
  access TEXT NOT NULL,
  open INTEGER NOT NULL
) STRICT;

-- Counts are NULL where unknown, never 0 instead. `seq` is the index coverage answers speak of.
CREATE TABLE base_unit (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  footprint BLOB,
  compound_id TEXT REFERENCES compound (id),
  households INTEGER,
  residents INTEGER,
  age_0_14 INTEGER,
  age_15_59 INTEGER,
  age_60_64 INTEGER,
  age_65_74 INTEGER,
  age_75_up INTEGER,
  assumed INTEGER NOT NULL
) STRICT;

CREATE TABLE street (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  class TEXT NOT NULL,
  kind TEXT NOT NULL,
  line BLOB NOT NULL,
  nodes BLOB NOT NULL, -- Float64 little-endian, one a vertex
  walkable INTEGER NOT NULL,
  compound_id TEXT REFERENCES compound (id)
) STRICT;

CREATE TABLE basemap_feature (
  seq INTEGER PRIMARY KEY,
  layer TEXT NOT NULL,
  class TEXT NOT NULL,
  name TEXT,
  geometry_type TEXT NOT NULL,
  geometry BLOB NOT NULL
) STRICT;

CREATE TABLE station (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  tier TEXT NOT NULL,
  services TEXT NOT NULL,
  floor_area_m2 REAL,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  address TEXT
) STRICT;
CREATE INDEX station_kind ON station (kind);

CREATE TABLE incident_type (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parent_code TEXT REFERENCES incident_type (code)
) STRICT;

CREATE TABLE incident (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_number TEXT NOT NULL,
  type_code TEXT NOT NULL REFERENCES incident_type (code),
  reported_at INTEGER NOT NULL,
  due_at INTEGER,
  closed_at INTEGER,
  state TEXT NOT NULL,
  level INTEGER NOT NULL,
  source TEXT NOT NULL,
  channel_ref TEXT,
  title TEXT NOT NULL,
  address TEXT,
  raw_x REAL,
  raw_y REAL,
  raw_crs TEXT,
  x INTEGER,
  y INTEGER
) STRICT;
CREATE INDEX incident_reported ON incident (reported_at);
CREATE INDEX incident_type_reported ON incident (type_code, reported_at);
CREATE UNIQUE INDEX incident_channel ON incident (source, channel_ref) WHERE channel_ref IS NOT NULL;

CREATE TABLE grid_scheme (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE grid_plan (
  id TEXT PRIMARY KEY,
  scheme_id TEXT NOT NULL REFERENCES grid_scheme (id),
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  imported_unbalanced INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  based_on TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- The faces of a plan as they stand now; unassigned land is a face too.
CREATE TABLE grid (
  plan_id TEXT NOT NULL REFERENCES grid_plan (id),
  id TEXT NOT NULL,
  community_id TEXT NOT NULL REFERENCES area (id),
  kind TEXT NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  workers REAL NOT NULL,
  polygons BLOB NOT NULL,
  parents TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (plan_id, id)
) STRICT, WITHOUT ROWID;

-- Append-only: every change committed to a plan, with its inverse.
CREATE TABLE plan_change (
  plan_id TEXT NOT NULL REFERENCES grid_plan (id),
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  note TEXT NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (plan_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_report (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  spec_name TEXT NOT NULL,
  report TEXT NOT NULL
) STRICT;
