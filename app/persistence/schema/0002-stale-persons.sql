-- Persons whose row of the search index is older than they are: many at once are indexed after the commit.
CREATE TABLE person_stale(id BLOB PRIMARY KEY) WITHOUT ROWID;
