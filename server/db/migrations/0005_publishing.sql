-- A published plan is in force from a day of the place's calendar on, until the next one of its scheme begins. NULL where
-- it came with an import, which does not say since when.
ALTER TABLE grid_plan ADD COLUMN effective_from TEXT;
ALTER TABLE grid_plan ADD COLUMN published_at INTEGER;
ALTER TABLE grid_plan ADD COLUMN published_by TEXT;
-- The publication that a draft has taken everything over from: what came after it is not in the draft.
ALTER TABLE grid_plan ADD COLUMN made_from TEXT;
-- NULL for imported schemes, which come first.
ALTER TABLE grid_scheme ADD COLUMN created_at INTEGER;

-- States of grids that were published, never changed but for their end. The shape is the row of `grid` under the plan
-- that brought it; a grid that a later publication leaves as it was goes on under the same version.
CREATE TABLE grid_version (
  scheme_id TEXT NOT NULL,
  grid_id TEXT NOT NULL,
  plan_id TEXT NOT NULL REFERENCES grid_plan (id),
  valid_from TEXT,
  valid_to TEXT,
  act TEXT NOT NULL,
  parents TEXT NOT NULL,
  PRIMARY KEY (scheme_id, grid_id, plan_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grid_version_plan ON grid_version (plan_id);

-- What was imported as published is the first state there is of its scheme.
INSERT INTO grid_version (scheme_id, grid_id, plan_id, valid_from, valid_to, act, parents)
  SELECT plan.scheme_id, grid.id, plan.id, NULL, NULL, 'import', '[]'
    FROM grid_plan AS plan JOIN grid ON grid.plan_id = plan.id
   WHERE plan.id = (SELECT id FROM grid_plan AS newest
                     WHERE newest.scheme_id = plan.scheme_id AND newest.status = 'published'
                     ORDER BY updated_at DESC, id LIMIT 1);
-- Drafts, and drafts of drafts, come from the published plan at the beginning of their line.
UPDATE grid_plan SET made_from = (
  WITH RECURSIVE line (id, status, based_on) AS (
    SELECT id, status, based_on FROM grid_plan AS source WHERE source.id = grid_plan.based_on
    UNION ALL SELECT source.id, source.status, source.based_on
      FROM grid_plan AS source JOIN line ON source.id = line.based_on WHERE line.status <> 'published'
  ) SELECT id FROM line WHERE status = 'published' LIMIT 1
) WHERE status <> 'published';
