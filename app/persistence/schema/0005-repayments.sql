-- Debts: what was paid back or remitted otherwise than by payment lists; decisions of which some months have another amount.
CREATE TABLE repayment (id BLOB NOT NULL, debt_id BLOB, person_id BLOB, amount BIGINT, settled_on TEXT, kind TEXT, note TEXT, noted_by_id BLOB, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE TRIGGER guard_repayment_insert BEFORE INSERT ON repayment WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_repayment_update BEFORE UPDATE ON repayment WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_repayment_delete BEFORE DELETE ON repayment WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE INDEX repayment_debt ON repayment(debt_id);
CREATE INDEX repayment_person ON repayment(person_id);
CREATE INDEX repayment_removed ON repayment(gone) WHERE life IS NOT NULL;
ALTER TABLE decision ADD COLUMN other_amounts TEXT DEFAULT '';
