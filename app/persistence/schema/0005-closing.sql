-- Closings of an interview: what stood on the signed paper, and what was corrected since.
CREATE TABLE interview_freeze (id BLOB NOT NULL, interview_id BLOB, layer TEXT, frozen_on TEXT, way TEXT, answers TEXT, left_out TEXT, seal TEXT, document_id BLOB, note TEXT, clerk_id BLOB, at TEXT, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE TABLE correction (id BLOB NOT NULL, interview_id BLOB, field_id TEXT, "row" BIGINT, "before" TEXT, "after" TEXT, reason TEXT, at TEXT, clerk_id BLOB, seal TEXT, document_id BLOB, life BLOB, gone INTEGER DEFAULT '0' NOT NULL, sync_v BLOB NOT NULL, PRIMARY KEY (id));
CREATE TRIGGER guard_interview_freeze_insert BEFORE INSERT ON interview_freeze WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_interview_freeze_update BEFORE UPDATE ON interview_freeze WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_interview_freeze_delete BEFORE DELETE ON interview_freeze WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_correction_insert BEFORE INSERT ON correction WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_correction_update BEFORE UPDATE ON correction WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE TRIGGER guard_correction_delete BEFORE DELETE ON correction WHEN NOT teczka_open() BEGIN SELECT raise(ABORT, 'synced tables are written by Teczka only'); END;
CREATE INDEX interview_freeze_interview ON interview_freeze(interview_id);
CREATE INDEX correction_interview ON correction(interview_id);
CREATE INDEX interview_freeze_removed ON interview_freeze(gone) WHERE life IS NOT NULL;
CREATE INDEX correction_removed ON correction(gone) WHERE life IS NOT NULL;
