-- Visits: what to beware of, and those that came to nothing.
CREATE TABLE precautions (id BLOB NOT NULL, interview_id BLOB, second_worker_id BLOB, is_with_police INTEGER, warning TEXT, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE TABLE visit_attempt (id BLOB NOT NULL, interview_id BLOB, case_id BLOB, at TEXT, outcome TEXT, worker_id BLOB, second_worker_id BLOB, met TEXT, said TEXT, is_notice_left INTEGER, danger TEXT, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE INDEX precautions_interview ON precautions(interview_id);
CREATE INDEX visit_attempt_case ON visit_attempt(case_id);
CREATE INDEX visit_attempt_interview ON visit_attempt(interview_id);
CREATE INDEX precautions_removed ON precautions(gone) WHERE life IS NOT NULL;
CREATE INDEX visit_attempt_removed ON visit_attempt(gone) WHERE life IS NOT NULL;
CREATE TRIGGER guard_precautions_insert BEFORE INSERT ON precautions WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_precautions_update BEFORE UPDATE ON precautions WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_precautions_delete BEFORE DELETE ON precautions WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_visit_attempt_insert BEFORE INSERT ON visit_attempt WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_visit_attempt_update BEFORE UPDATE ON visit_attempt WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_visit_attempt_delete BEFORE DELETE ON visit_attempt WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
