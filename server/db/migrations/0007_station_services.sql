-- What a station offers beside its floor area. NULL: not recorded, which is not the same as none.
ALTER TABLE station ADD COLUMN seats INTEGER;
ALTER TABLE station ADD COLUMN staff INTEGER;
-- As the source writes them (OSM opening_hours); read where they are needed.
ALTER TABLE station ADD COLUMN opening_hours TEXT;
