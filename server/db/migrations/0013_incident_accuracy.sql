-- How exactly the place of a report is known: radius in metres that holds the true place in 68 of 100 cases. NULL: not recorded.
ALTER TABLE incident ADD COLUMN accuracy_metres REAL;
