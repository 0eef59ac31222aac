-- The highest sequence number ever given to a grid code, per scheme and community: codes of retired grids and of
-- other drafts are never given out again.
CREATE TABLE grid_code_sequence (
  scheme_id TEXT NOT NULL,
  community_id TEXT NOT NULL,
  highest INTEGER NOT NULL,
  PRIMARY KEY (scheme_id, community_id)
) STRICT, WITHOUT ROWID;
