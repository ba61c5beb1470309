-- A corpus file as version 1 of the tables had it: no title_folded. One document.
BEGIN;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, version INTEGER NOT NULL, current INTEGER NOT NULL,
  title TEXT, issued TEXT, earliest INTEGER, latest INTEGER, posted TEXT, events TEXT, publisher TEXT, agency TEXT, republisher TEXT, byline TEXT, place TEXT, genre TEXT, section TEXT, language TEXT, original_url TEXT, capture_url TEXT, captured TEXT, rights TEXT,
  path TEXT, member TEXT, line INTEGER, offset INTEGER, record INTEGER, span TEXT, encoding TEXT,
  sha256 TEXT NOT NULL, mark BLOB NOT NULL, software TEXT NOT NULL, checksum BLOB NOT NULL,
  UNIQUE (id, version)
);
CREATE TABLE contents (
  number INTEGER PRIMARY KEY REFERENCES documents,
  raw TEXT NOT NULL, text TEXT NOT NULL, segments TEXT NOT NULL, sentences TEXT NOT NULL,
  facts TEXT NOT NULL, why INTEGER NOT NULL REFERENCES reasons
);
CREATE TABLE reasons (why INTEGER PRIMARY KEY, reasons TEXT NOT NULL UNIQUE);
CREATE TABLE errors (
  path TEXT, member TEXT, line INTEGER, record INTEGER, offset INTEGER,
  kind TEXT NOT NULL, message TEXT NOT NULL, excerpt TEXT
);
CREATE INDEX documents_mark ON documents (mark);
CREATE INDEX documents_days ON documents (earliest, latest);
CREATE INDEX documents_address ON documents (capture_url) WHERE capture_url IS NOT NULL;
CREATE INDEX documents_publisher ON documents (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX documents_agency ON documents (agency) WHERE agency IS NOT NULL;
CREATE INDEX documents_republisher ON documents (republisher) WHERE republisher IS NOT NULL;
CREATE INDEX documents_genre ON documents (genre) WHERE genre IS NOT NULL;
CREATE INDEX documents_section ON documents (section) WHERE section IS NOT NULL;
CREATE INDEX documents_language ON documents (language) WHERE language IS NOT NULL;
CREATE INDEX documents_issued ON documents (issued) WHERE issued IS NOT NULL;
CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61');
INSERT INTO about (name, value)
  VALUES ('digest', '4194df47a8c4ab4d6daaf833c03cac6c896cfe95ba0b9f7a465bcedd006da698');
INSERT INTO about (name, value)
  VALUES ('settings', '(None, ())');
INSERT INTO documents (number, id, version, current, title, issued, earliest, latest, posted, events, publisher, agency, republisher, byline, place, genre, section, language, original_url, capture_url, captured, rights, path, member, line, offset, record, span, encoding, sha256, mark, software, checksum)
  VALUES (1, 'a', 1, 1, 'RAIN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '8b38b558e4df5eb3a70f60edea988d448559dfdded9b7ca08d9ba7f6c5ac71a8', X'690FCC32C15310DB53A6703D1D5E834E', 'dprkcorpus 0.1.0', X'3A756D3879A8222D63672881D00BE0266415B90C33A45315A938B388B4D354A5');
INSERT INTO contents (number, raw, text, segments, sentences, facts, why)
  VALUES (1, 'It rained.', 'It rained.', '[[0,10,"body","body/paragraph"]]', '[[0,10]]', '[{"field":"title","value":"RAIN","basis":"capture page","reason":"It came along with the text."},{"field":"source","value":{"file":null,"sha256":"8b38b558e4df5eb3a70f60edea988d448559dfdded9b7ca08d9ba7f6c5ac71a8"},"basis":"text","reason":"The raw text as it was received."}]', 1);
INSERT INTO reasons (why, reasons)
  VALUES (1, '{"body/paragraph":"Nothing says that it is not of the article.","space/edge":"White space beside what was removed, or at the ends of the text, says nothing.","space/line-break":"What stands between two paragraphs is one line break."}');
INSERT INTO search (rowid, title, text) VALUES (1, 'RAIN', 'It rained.');
PRAGMA application_id = 1146114627;
PRAGMA user_version = 1;
COMMIT;
