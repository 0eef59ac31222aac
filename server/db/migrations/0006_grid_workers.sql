-- Who works in a grid is a list of people and of posts without a name, as JSON. What was a number were full-time posts.
CREATE TABLE staffed_grid (
  plan_id TEXT NOT NULL REFERENCES grid_plan (id),
  id TEXT NOT NULL,
  community_id TEXT NOT NULL REFERENCES area (id),
  kind TEXT NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  workers TEXT NOT NULL CHECK (json_type(workers) = 'array'),
  polygons BLOB NOT NULL,
  parents TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (plan_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO staffed_grid
  SELECT plan_id, id, community_id, kind, code, name,
         CASE WHEN round(workers, 3) > 0
              THEN json_array(json_object('id', 'full-time', 'name', '', 'kind', 'full-time', 'posts', round(workers, 3)))
              ELSE '[]' END,
         polygons, parents, revision
    FROM grid;
DROP TABLE grid;
ALTER TABLE staffed_grid RENAME TO grid;

-- The same for what the log keeps of grids before and after each change.
UPDATE plan_change SET change = json_set(
  change,
  '$.put',
  (SELECT json_group_array(json_set(value, '$.workers', CASE WHEN round(json_extract(value, '$.workers'), 3) > 0
            THEN json_array(json_object('id', 'full-time', 'name', '', 'kind', 'full-time',
                                        'posts', round(json_extract(value, '$.workers'), 3)))
            ELSE json_array() END))
     FROM json_each(plan_change.change, '$.put')),
  '$.inverse.put',
  (SELECT json_group_array(json_set(value, '$.workers', CASE WHEN round(json_extract(value, '$.workers'), 3) > 0
            THEN json_array(json_object('id', 'full-time', 'name', '', 'kind', 'full-time',
                                        'posts', round(json_extract(value, '$.workers'), 3)))
            ELSE json_array() END))
     FROM json_each(plan_change.change, '$.inverse.put'))
);
