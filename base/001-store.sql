-- Every file of the office, by its SHA-256: a fact, only ever added.
CREATE TABLE object (
	name  TEXT PRIMARY KEY,  -- SHA-256 in hexadecimal; the file is objects/ab/cdef…
	kind  TEXT NOT NULL CHECK (kind IN ('original', 'derived')),  -- derived: can be made again from data
	type  TEXT NOT NULL,     -- media type
	size  INTEGER NOT NULL,  -- bytes
	added TEXT NOT NULL      -- moment, ISO 8601 in Kyiv
) STRICT;

-- What was refused or looked at and must be answerable for: a fact, only ever added.
CREATE TABLE audit (
	id     INTEGER PRIMARY KEY, -- in the order of time
	at     INTEGER NOT NULL,  -- ms since 1970
	person TEXT,              -- user id; NULL: nobody was named
	act    TEXT NOT NULL,     -- word: fetch, right, export …
	about  TEXT,              -- what it was done to
	words  TEXT               -- how it ended, for people
) STRICT;
