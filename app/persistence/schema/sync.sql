-- Local bookkeeping of the exchange. Nothing here travels as rows.
CREATE TABLE sync_author(local INTEGER PRIMARY KEY, author INTEGER NOT NULL UNIQUE, signing_key BLOB NOT NULL, sealing_key TEXT NOT NULL);
CREATE TABLE sync_vector(author INTEGER PRIMARY KEY, number INTEGER NOT NULL, chain BLOB NOT NULL, told INTEGER NOT NULL DEFAULT 0, head_number INTEGER, head BLOB);
CREATE TABLE sync_journal(ord INTEGER PRIMARY KEY, author INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, clerk BLOB, scope BLOB, schema INTEGER NOT NULL, causes BLOB, salt BLOB, digest BLOB NOT NULL, body BLOB, UNIQUE(author, number));
CREATE TABLE sync_hist(id BLOB NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY(id, ord)) WITHOUT ROWID;
CREATE TABLE sync_sibling(kind INTEGER NOT NULL, id BLOB NOT NULL, field INTEGER NOT NULL, author INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, value BLOB, PRIMARY KEY(kind, id, field, author, number)) WITHOUT ROWID;
CREATE TABLE sync_peer(peer INTEGER NOT NULL, author INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(peer, author)) WITHOUT ROWID;
CREATE TABLE sync_bundle(id BLOB NOT NULL, peer INTEGER NOT NULL, is_incoming INTEGER NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, made INTEGER NOT NULL, records INTEGER NOT NULL, size INTEGER NOT NULL, vector BLOB NOT NULL, report TEXT NOT NULL DEFAULT '', PRIMARY KEY(id, peer, is_incoming)) WITHOUT ROWID;
CREATE INDEX sync_bundle_at ON sync_bundle(at);
CREATE TABLE sync_parked(author INTEGER NOT NULL, number INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(author, number)) WITHOUT ROWID;
CREATE TABLE sync_meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- Kept bytes of documents, by the hash of their content.
CREATE TABLE content(digest TEXT PRIMARY KEY, bytes BLOB NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
-- Finding and ordering persons; worked out from the rows, rebuilt at will.
CREATE TABLE person_key(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sort TEXT NOT NULL, surname TEXT NOT NULL, pesel TEXT NOT NULL, place TEXT NOT NULL, signs TEXT NOT NULL, words TEXT NOT NULL);
CREATE INDEX person_key_sort ON person_key(sort);
CREATE INDEX person_key_surname ON person_key(surname, sort);
CREATE INDEX person_key_pesel ON person_key(pesel);
CREATE INDEX person_key_place ON person_key(place, sort);
CREATE VIRTUAL TABLE person_words USING fts5(words, content='', contentless_delete=1, detail=column, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0");
