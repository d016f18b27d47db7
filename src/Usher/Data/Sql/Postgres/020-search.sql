-- The full-text index over search_texts: which words a call has, no positions and no statistics.
ALTER TABLE search_texts ADD COLUMN IF NOT EXISTS found tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED;

CREATE INDEX IF NOT EXISTS search_texts_found ON search_texts USING gin (found);
