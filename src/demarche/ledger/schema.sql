-- The tables of a ledger. Numbers are the ledger's own and tell one row from another; what
-- people cite are ids. Tables whose names begin with "past_" hold what was replaced.
-- docs/ledger.md says what each column means; the views at the end are what to query.

CREATE TABLE meta (key VARCHAR, value VARCHAR);

-- Which reader and codebook made a reading.
CREATE TABLE versions (number INTEGER, program VARCHAR, reader VARCHAR, codebook VARCHAR);

CREATE TABLE reports (
    number INTEGER,
    id VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    outlets VARCHAR[],
    published DATE,
    title VARCHAR,
    text VARCHAR,
    hash UBIGINT,       -- of the text
    origin VARCHAR,     -- the file, where its name is all that names the report
    copy_of INTEGER,    -- the earliest report with nearly the same text; its own number otherwise
    version INTEGER,    -- of the reading
    added_at TIMESTAMP
);
CREATE TABLE past_reports AS SELECT *, 0::INTEGER AS replaced_by FROM reports LIMIT 0;

-- Bands of MinHash signatures; two near-copies share one.
CREATE TABLE bands (band UINTEGER, day INTEGER, report INTEGER);

-- "text" in a span is null where it is the report's text from start to end.
CREATE TABLE mentions (
    number INTEGER,
    id VARCHAR,
    report INTEGER,
    evidence_start INTEGER, evidence_end INTEGER,
    trigger_start INTEGER, trigger_end INTEGER,
    type VARCHAR, mode VARCHAR, contexts VARCHAR[], cameo VARCHAR,
    actors STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR,
                  "text" VARCHAR, "start" INTEGER, "end" INTEGER)[],
    recipients STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR,
                      "text" VARCHAR, "start" INTEGER, "end" INTEGER)[],
    status VARCHAR, certainty VARCHAR, polarity VARCHAR,
    time STRUCT("start" VARCHAR, "end" VARCHAR, granularity VARCHAR, "value" VARCHAR,
                "text" VARCHAR, "first" INTEGER, "last" INTEGER, "from" VARCHAR),
    places STRUCT(name VARCHAR, role VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE,
                  geonameid INTEGER, "text" VARCHAR, "start" INTEGER, "end" INTEGER)[],
    objects STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, quantity DOUBLE, approximate BOOLEAN)[],
    sources STRUCT(name VARCHAR, country VARCHAR, sector VARCHAR, cue VARCHAR,
                   "text" VARCHAR, "start" INTEGER, "end" INTEGER)[],
    confidence DOUBLE
);
-- "why" is edited (the report's text was) or reread (by a newer reader).
CREATE TABLE past_mentions AS
    SELECT *, 0::INTEGER AS version, ''::VARCHAR AS why, now()::TIMESTAMP AS replaced_at FROM mentions LIMIT 0;

-- Which words the sentences of mentions have: for looking words up without reading all texts.
CREATE TABLE vocabulary (number INTEGER, hash UBIGINT, word VARCHAR);
CREATE TABLE mention_words (word INTEGER, mention INTEGER);

-- Mentions that share a key and lie near in time may speak of one act.
CREATE TABLE keys (key UINTEGER, day INTEGER, mention INTEGER);
CREATE TABLE links (a INTEGER, b INTEGER, score FLOAT, reason VARCHAR);

-- Persons' names by the parts that they are looked up by: those that mentions have in full,
-- those that lack something, and what these become, by which full name, last said on which
-- day before. "actor", "known" and "said" are numbers of actors; mentions stay as they were read.
CREATE TABLE full_names (part UINTEGER, day INTEGER, mention INTEGER, actor INTEGER);
CREATE TABLE short_names (part UINTEGER, day INTEGER, mention INTEGER, actor INTEGER);
CREATE TABLE known_names (mention INTEGER, actor INTEGER, known INTEGER, said INTEGER, day INTEGER);

-- An event's number is that of its earliest mention. A neighbourhood holds the mentions
-- that links join, directly or through others.
CREATE TABLE event_mentions (mention INTEGER, event INTEGER, neighbourhood INTEGER, rank INTEGER);
CREATE TABLE events (
    number INTEGER,
    type VARCHAR, mode VARCHAR, contexts VARCHAR[], cameo VARCHAR,
    status VARCHAR, certainty VARCHAR, polarity VARCHAR,
    time_start VARCHAR, time_end VARCHAR, granularity VARCHAR,
    first_day DATE, last_day DATE,       -- of the act; open ends and what has no time are null
    first_said DATE, last_said DATE,     -- days of publication of its mentions
    mentions INTEGER, words INTEGER,     -- how many mentions; how many texts that are no copies
    corrected BOOLEAN
);
-- Who, where and on whose word: each distinct name once, with its plain form for looking up.
CREATE TABLE actors (
    number INTEGER, hash UBIGINT, id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR, plain VARCHAR
);
CREATE TABLE places (
    number INTEGER, hash UBIGINT, name VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE,
    geonameid INTEGER, plain VARCHAR
);
CREATE TABLE sources (number INTEGER, hash UBIGINT, name VARCHAR, plain VARCHAR);
CREATE TABLE event_actors (event INTEGER, role VARCHAR, position INTEGER, actor INTEGER);
CREATE TABLE event_places (event INTEGER, role VARCHAR, position INTEGER, place INTEGER);
CREATE TABLE event_sources (event INTEGER, position INTEGER, source INTEGER);

-- Events that were spoken of before their time. "state" is what it comes to once all time
-- has passed: a plan without a word of its end is lapsed, from the day "settled" on, and
-- until then it is "open_state".
CREATE TABLE plans (
    event INTEGER,
    state VARCHAR, open_state VARCHAR, iptc VARCHAR,
    announced DATE, expected_start VARCHAR, expected_end VARCHAR, due DATE,
    settled DATE, settled_by VARCHAR,
    history VARCHAR                      -- JSON, without the words
);

-- What people put right: held by report and span, applied when events are folded.
CREATE TABLE corrections (
    id VARCHAR, made_at TIMESTAMP, who VARCHAR, why VARCHAR,
    kind VARCHAR,                        -- set, reject, merge, split, rename
    spans STRUCT(report VARCHAR, "start" INTEGER, "end" INTEGER, type VARCHAR)[],
    field VARCHAR, value VARCHAR,
    undone_at TIMESTAMP
);

-- What to query. Each view has ids for numbers, and words for spans.
CREATE VIEW all_reports AS
    SELECT reports.id, reports.url, reports.publisher, reports.outlets, reports.published, reports.title,
           reports.text, first.id AS copy_of, versions.program, versions.reader, versions.codebook,
           reports.added_at
    FROM reports JOIN reports AS first ON first.number = reports.copy_of
    JOIN versions ON versions.number = reports.version;
CREATE VIEW all_mentions AS
    SELECT mentions.id, 'evt_' || earliest.id AS event, reports.id AS report, reports.published,
           substring(reports.text, trigger_start + 1, trigger_end - trigger_start) AS "trigger",
           substring(reports.text, evidence_start + 1, evidence_end - evidence_start) AS evidence,
           mentions.* EXCLUDE (number, id, report)
    FROM mentions JOIN reports ON reports.number = mentions.report
    LEFT JOIN event_mentions ON event_mentions.mention = mentions.number
    LEFT JOIN (SELECT number, id FROM mentions) AS earliest ON earliest.number = event_mentions.event;
-- Left joins, so that a query which asks for none of their columns does not run them.
CREATE VIEW all_events AS
    SELECT 'evt_' || earliest.id AS id, events.* EXCLUDE (number), who.actors, who.recipients,
           whereabouts.places, said.sources
    FROM events LEFT JOIN (SELECT number, id FROM mentions) AS earliest ON earliest.number = events.number
    LEFT JOIN (
        SELECT event, list(name ORDER BY position) FILTER (role = 'actor') AS actors,
               list(name ORDER BY position) FILTER (role = 'recipient') AS recipients
        FROM event_actors JOIN actors ON actors.number = actor GROUP BY event
    ) AS who ON who.event = events.number
    LEFT JOIN (
        SELECT event, list(name ORDER BY position) AS places
        FROM event_places JOIN places ON places.number = place GROUP BY event
    ) AS whereabouts ON whereabouts.event = events.number
    LEFT JOIN (
        SELECT event, list(name ORDER BY position) AS sources
        FROM event_sources JOIN sources ON sources.number = source GROUP BY event
    ) AS said ON said.event = events.number;
CREATE VIEW all_plans AS
    SELECT 'evt_' || earliest.id AS id, plans.* EXCLUDE (event)
    FROM plans LEFT JOIN (SELECT number, id FROM mentions) AS earliest ON earliest.number = plans.event;
CREATE VIEW all_links AS
    SELECT one.id AS a, other.id AS b, score, reason
    FROM links JOIN mentions AS one ON one.number = a JOIN mentions AS other ON other.number = b;
CREATE VIEW all_actors AS
    SELECT actors.id, name, country, sector, count(*) AS events, min(first_day) AS first_day,
           max(last_day) AS last_day
    FROM actors JOIN event_actors ON actor = actors.number JOIN events ON events.number = event
    GROUP BY actors.id, name, country, sector;
CREATE VIEW all_places AS
    SELECT name, country, latitude, longitude, geonameid, count(*) AS events
    FROM places JOIN event_places ON place = places.number
    GROUP BY name, country, latitude, longitude, geonameid;
CREATE VIEW all_known_names AS
    SELECT mentions.id AS mention, reports.id AS report, published, short.name AS name_read,
           actors.* EXCLUDE (number, hash, plain), telling.report AS known_from,
           DATE '0001-01-01' + (known_names.day - 1) AS said
    FROM known_names JOIN mentions ON mentions.number = mention JOIN reports ON reports.number = report
    JOIN actors AS short ON short.number = actor JOIN actors ON actors.number = known
    JOIN (
        SELECT actor, day, min(reports.id) AS report FROM full_names
        JOIN mentions ON mentions.number = mention JOIN reports ON reports.number = mentions.report
        GROUP BY actor, day
    ) AS telling ON telling.actor = said AND telling.day = known_names.day;
