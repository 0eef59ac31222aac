-- Grid codes belong for good to what was published; until then the numbers of a draft are its own. So the highest
-- number ever given out is kept per plan, and grid_code_sequence is for codes that have been published.
CREATE TABLE plan_code_sequence (
  plan_id TEXT NOT NULL REFERENCES grid_plan (id) ON DELETE CASCADE,
  community_id TEXT NOT NULL,
  highest INTEGER NOT NULL,
  PRIMARY KEY (plan_id, community_id)
) STRICT, WITHOUT ROWID;
-- Until now drafts alone raised the numbers of their scheme.
INSERT INTO plan_code_sequence (plan_id, community_id, highest)
  SELECT plan.id, given.community_id, given.highest
    FROM grid_code_sequence AS given JOIN grid_plan AS plan ON plan.scheme_id = given.scheme_id
   WHERE plan.status <> 'published';
DELETE FROM grid_code_sequence;
