-- The full-text index over search_texts: which words a call has, no positions and no statistics. Triggers keep it.
CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
    words, content='search_texts', content_rowid='id', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0");

CREATE TRIGGER IF NOT EXISTS search_texts_added AFTER INSERT ON search_texts BEGIN
    INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
END;

CREATE TRIGGER IF NOT EXISTS search_texts_removed AFTER DELETE ON search_texts BEGIN
    INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
END;

CREATE TRIGGER IF NOT EXISTS search_texts_changed AFTER UPDATE OF words ON search_texts BEGIN
    INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
END;
