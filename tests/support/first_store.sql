-- The first shipped store (1.0.0): its tables, and a few rows of which one was edited by hand (topics t2).
-- Frozen: it is what migrations start from. Plain SQL that SQLite and PostgreSQL both read.

CREATE TABLE meetings (
    id TEXT NOT NULL,
    held_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    replaced_by TEXT,
    published_on DATE,
    text_path TEXT,
    note TEXT,
    source_url TEXT,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(replaced_by) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT meetings_kind_code CHECK ("kind" IN ('regular', 'extra', 'themed')),
    CONSTRAINT meetings_state_code CHECK ("state" IN ('held', 'planned', 'cancelled', 'in_writing'))
);
INSERT INTO meetings (id, held_on, kind, state, replaced_by, published_on, text_path, note, source_url, row_order) VALUES ('m1', '2020-01-10', 'regular', 'held', NULL, '2020-01-20', 'sources/m1.txt', NULL, NULL, 0);
INSERT INTO meetings (id, held_on, kind, state, replaced_by, published_on, text_path, note, source_url, row_order) VALUES ('m2', '2020-02-10', 'regular', 'cancelled', 'm3', NULL, NULL, NULL, NULL, 1);
INSERT INTO meetings (id, held_on, kind, state, replaced_by, published_on, text_path, note, source_url, row_order) VALUES ('m3', '2020-03-10', 'regular', 'held', NULL, NULL, NULL, NULL, NULL, 2);

CREATE TABLE moments (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    held_on TEXT NOT NULL,
    source_url TEXT NOT NULL,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE package_rows (
    resource TEXT NOT NULL,
    id TEXT NOT NULL,
    cells JSON NOT NULL,
    PRIMARY KEY (resource, id)
);
INSERT INTO package_rows (resource, id, cells) VALUES ('meetings', 'm1', '{"id": "m1", "held_on": "2020-01-10", "kind": "regular", "state": "held", "replaced_by": "", "published_on": "2020-01-20", "text_path": "sources/m1.txt", "note": "", "source_url": ""}');
INSERT INTO package_rows (resource, id, cells) VALUES ('meetings', 'm2', '{"id": "m2", "held_on": "2020-02-10", "kind": "regular", "state": "cancelled", "replaced_by": "m3", "published_on": "", "text_path": "", "note": "", "source_url": ""}');
INSERT INTO package_rows (resource, id, cells) VALUES ('meetings', 'm3', '{"id": "m3", "held_on": "2020-03-10", "kind": "regular", "state": "held", "replaced_by": "", "published_on": "", "text_path": "", "note": "", "source_url": ""}');
INSERT INTO package_rows (resource, id, cells) VALUES ('topics', 't1', '{"id": "t1", "title": "E\u00e9n", "theme": "capacity", "standing": "false"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('topics', 't2', '{"id": "t2", "title": "Twee", "theme": "capacity", "standing": "true"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('discussions', 'discussions_1', '{"id": "discussions_1", "topic": "t1", "meeting": "m1", "position": "1", "heading": "", "summary": "", "section_start": "", "section_end": "", "source_url": "discussions_1"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('discussions', 'discussions_2', '{"id": "discussions_2", "topic": "t2", "meeting": "m3", "position": "2", "heading": "", "summary": "", "section_start": "", "section_end": "", "source_url": "discussions_2"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('follow_ups', 'f1', '{"id": "f1", "topic": "t1", "meeting": "m1", "position": "1", "kind": "agreement", "title": "follow_ups_1", "what": "follow_ups_1", "aspects": "[\"\u00e9\u00e9n\", \"twee, drie\"]", "due_wording": "", "due_on": "", "due_meeting": "m2", "quote": "Afgesproken is dit te\nbespreken", "quote_start": "17", "quote_end": "48", "openness": "public", "embargo_until": "", "source_url": "follow_ups_1"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('follow_ups', 'f2', '{"id": "f2", "topic": "t2", "meeting": "m3", "position": "2", "kind": "agreement", "title": "follow_ups_2", "what": "follow_ups_2", "aspects": "", "due_wording": "", "due_on": "", "due_meeting": "", "quote": "", "quote_start": "", "quote_end": "", "openness": "public", "embargo_until": "", "source_url": "follow_ups_2"}');
INSERT INTO package_rows (resource, id, cells) VALUES ('status_updates', 'u1', '{"id": "u1", "follow_up": "f1", "on": "2020-03", "status": "done", "relation": "confirmed", "note": "Klaar, \"af\".", "meeting": "", "due_wording": "", "due_on": "", "due_meeting": "", "source_url": ""}');
INSERT INTO package_rows (resource, id, cells) VALUES ('stakeholders', 's1', '{"id": "s1", "name": "Stichting", "short_name": "S", "kind": "consultative_body", "note": "", "source_url": ""}');
INSERT INTO package_rows (resource, id, cells) VALUES ('involvements', 'i1', '{"id": "i1", "topic": "t1", "meeting": "m1", "follow_up": "f1", "stakeholder": "s1", "role": "asks", "named_as": "", "quote": "", "quote_start": "", "quote_end": ""}');

CREATE TABLE source_texts (
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (path)
);
INSERT INTO source_texts (path, text) VALUES ('sources/m1.txt', 'Veiligheidsbeeld
Afgesproken is dit te
bespreken – “zo snel mogelijk”.
');

CREATE TABLE stakeholders (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT,
    source_url TEXT,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT stakeholders_kind_code CHECK ("kind" IN ('consultative_body', 'local_government', 'ministry', 'police', 'police_education', 'justice', 'audit', 'research', 'programme', 'private', 'multi_agency'))
);
INSERT INTO stakeholders (id, name, short_name, kind, note, source_url, row_order) VALUES ('s1', 'Stichting', 'S', 'consultative_body', NULL, NULL, 0);

CREATE TABLE store_facts (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (key)
);
INSERT INTO store_facts (key, value) VALUES ('version', '1');
INSERT INTO store_facts (key, value) VALUES ('package_digest', 'f8aa21c1df72e542da81eb4e6970b4614ab114610d979e9519c375d2819d0736');

CREATE TABLE topics (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    theme TEXT NOT NULL,
    standing BOOLEAN NOT NULL,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT topics_theme_code CHECK ("theme" IN ('capacity', 'safety', 'both'))
);
INSERT INTO topics (id, title, theme, standing, row_order) VALUES ('t1', 'Eén', 'capacity', false, 0);
INSERT INTO topics (id, title, theme, standing, row_order) VALUES ('t2', 'Met de hand', 'capacity', true, 1);

CREATE TABLE discussions (
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    meeting TEXT NOT NULL,
    position INTEGER NOT NULL,
    heading TEXT,
    summary TEXT,
    section_start INTEGER,
    section_end INTEGER,
    source_url TEXT NOT NULL,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (topic, meeting),
    UNIQUE (meeting, position),
    FOREIGN KEY(topic) REFERENCES topics (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO discussions (id, topic, meeting, position, heading, summary, section_start, section_end, source_url, row_order) VALUES ('discussions_1', 't1', 'm1', 1, NULL, NULL, NULL, NULL, 'discussions_1', 0);
INSERT INTO discussions (id, topic, meeting, position, heading, summary, section_start, section_end, source_url, row_order) VALUES ('discussions_2', 't2', 'm3', 2, NULL, NULL, NULL, NULL, 'discussions_2', 1);

CREATE TABLE stakeholder_aliases (
    id TEXT NOT NULL,
    stakeholder TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from DATE,
    valid_until DATE,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(stakeholder) REFERENCES stakeholders (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE follow_ups (
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    meeting TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    aspects JSON,
    due_wording TEXT,
    due_on TEXT,
    due_meeting TEXT,
    quote TEXT,
    quote_start INTEGER,
    quote_end INTEGER,
    openness TEXT NOT NULL,
    embargo_until DATE,
    source_url TEXT NOT NULL,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (meeting, position),
    FOREIGN KEY(topic, meeting) REFERENCES discussions (topic, meeting) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(topic) REFERENCES topics (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(due_meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT follow_ups_kind_code CHECK ("kind" IN ('agreement', 'decision', 'request', 'suggestion', 'concern', 'position', 'ambition', 'announcement')),
    CONSTRAINT follow_ups_openness_code CHECK ("openness" IN ('public', 'embargo'))
);
INSERT INTO follow_ups (id, topic, meeting, position, kind, title, what, aspects, due_wording, due_on, due_meeting, quote, quote_start, quote_end, openness, embargo_until, source_url, row_order) VALUES ('f1', 't1', 'm1', 1, 'agreement', 'follow_ups_1', 'follow_ups_1', '["\u00e9\u00e9n", "twee, drie"]', NULL, NULL, 'm2', 'Afgesproken is dit te
bespreken', 17, 48, 'public', NULL, 'follow_ups_1', 0);
INSERT INTO follow_ups (id, topic, meeting, position, kind, title, what, aspects, due_wording, due_on, due_meeting, quote, quote_start, quote_end, openness, embargo_until, source_url, row_order) VALUES ('f2', 't2', 'm3', 2, 'agreement', 'follow_ups_2', 'follow_ups_2', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'public', NULL, 'follow_ups_2', 1);

CREATE TABLE involvements (
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    meeting TEXT NOT NULL,
    follow_up TEXT,
    stakeholder TEXT NOT NULL,
    role TEXT NOT NULL,
    named_as TEXT,
    quote TEXT,
    quote_start INTEGER,
    quote_end INTEGER,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(topic, meeting) REFERENCES discussions (topic, meeting) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(topic) REFERENCES topics (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(follow_up) REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(stakeholder) REFERENCES stakeholders (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT involvements_role_code CHECK ("role" IN ('asks', 'asked', 'owner', 'informs', 'author', 'supports', 'affected', 'named'))
);
INSERT INTO involvements (id, topic, meeting, follow_up, stakeholder, role, named_as, quote, quote_start, quote_end, row_order) VALUES ('i1', 't1', 'm1', 'f1', 's1', 'asks', NULL, NULL, NULL, NULL, 0);

CREATE TABLE status_updates (
    id TEXT NOT NULL,
    follow_up TEXT NOT NULL,
    "on" TEXT NOT NULL,
    status TEXT,
    relation TEXT NOT NULL,
    note TEXT NOT NULL,
    meeting TEXT,
    due_wording TEXT,
    due_on TEXT,
    due_meeting TEXT,
    source_url TEXT,
    row_order INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(follow_up) REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(due_meeting) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT status_updates_status_code CHECK ("status" IN ('open', 'in_progress', 'moved', 'done', 'dropped', 'no_trace')),
    CONSTRAINT status_updates_relation_code CHECK ("relation" IN ('confirmed', 'related'))
);
INSERT INTO status_updates (id, follow_up, "on", status, relation, note, meeting, due_wording, due_on, due_meeting, source_url, row_order) VALUES ('u1', 'f1', '2020-03', 'done', 'confirmed', 'Klaar, "af".', NULL, NULL, NULL, NULL, NULL, 0);
