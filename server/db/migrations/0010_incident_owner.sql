-- Who is responsible, as the source writes it, and when somebody first took it up. NULL: not recorded.
ALTER TABLE incident ADD COLUMN owner TEXT;
ALTER TABLE incident ADD COLUMN responded_at INTEGER; -- UTC milliseconds
