-- Orders to erase a person's data: an ordinary synced table, and what this workstation has erased by them.
CREATE TABLE erasure (id BLOB NOT NULL, person_id BLOB, ordered_on TEXT, reason TEXT, things TEXT, kept BIGINT, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE INDEX erasure_removed ON erasure(gone) WHERE life IS NOT NULL;
CREATE TRIGGER guard_erasure_insert BEFORE INSERT ON erasure WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_erasure_update BEFORE UPDATE ON erasure WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_erasure_delete BEFORE DELETE ON erasure WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TABLE sync_erased(id BLOB NOT NULL, field TEXT NOT NULL, PRIMARY KEY(id, field)) WITHOUT ROWID;
