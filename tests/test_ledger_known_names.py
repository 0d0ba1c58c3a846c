"""Short names completed by what earlier reports say, and by nothing else."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import tempfile
from pathlib import Path

import duckdb
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.ledger import Ledger
from demarche.ledger.completing import Completing
from demarche.ledger.dated import Dated
from demarche.ledger.events import fold
from demarche.ledger.known_names import HORIZON_DAYS, complete_all
from demarche.ledger.linking import pair
from demarche.ledger.store import Store
from demarche.ledger.together import link_all
from demarche.records import Report
from ledger_fakes import OtherReader, Reader, tables
from ledger_mentions import mention

MINISTER = "Sergei Shoigu/RUS/GOV"


def says(day: str | None, who: str, *, text: str | None = None, **fields):
    name = who.split("/")[0]
    return mention(day, text or f"{name} arrived.", "arrived", actors=(who,), **fields)


def named(*mentions):
    """What the last of some mentions calls its first actor."""
    actor = complete_all(mentions)[-1].mention.actors[0]
    return actor.name, actor.country, actor.sector


FULL = ("Sergei Shoigu", "RUS", "GOV")
BARE = ("Shoigu", None, None)


def test_a_surname_alone_is_whoever_bore_it_in_an_earlier_report():
    before, later = says("2023-09-04", MINISTER), says("2023-09-05", "Shoigu")
    assert named(before, later) == FULL
    done = complete_all([later, before])[0]
    assert done.as_read == later.mention
    assert (done.mention.actors[0].text, done.mention.evidence) == ("Shoigu", later.mention.evidence)
    assert done.mention.actors[0].id == "rus-sergei-shoigu"


@pytest.mark.parametrize("day", ["2023-09-05", "2023-09-06", None], ids=["that day", "later", "no day"])
def test_no_word_of_the_same_day_or_later_tells(day):
    assert named(says(day, MINISTER), says("2023-09-05", "Shoigu")) == BARE


def test_a_report_without_a_day_is_told_nothing():
    assert named(says("2023-09-05", MINISTER), says(None, "Shoigu")) == BARE


def test_words_of_too_long_ago_tell_nothing():
    day = dt.date(2023, 9, 5)
    last, gone = (str(day - dt.timedelta(HORIZON_DAYS + more)) for more in (0, 1))
    assert named(says(last, MINISTER), says(str(day), "Shoigu")) == FULL
    assert named(says(gone, MINISTER), says(str(day), "Shoigu")) == BARE


@pytest.mark.parametrize(
    "other",
    ["Igor Shoigu/RUS/BUS", "Sergei Shoigu/UKR/GOV", "Igor Shoigu"],
    ids=["another given name", "another country", "somebody of whom nothing is known"],
)
def test_of_two_bearers_it_is_neither(other):
    both = [says("2023-09-03", MINISTER), says("2023-09-04", other)]
    assert named(*both, says("2023-09-05", "Shoigu")) == BARE
    # but before the second one came up, it was the first
    assert named(*both, says("2023-09-04", "Shoigu")) == FULL


def test_forms_of_one_name_are_one_bearer_and_the_latest_calling_stands():
    said = [
        says("2023-09-01", "Aleksandr Lukashenko/BLR/GOV"),
        says("2023-09-02", "Alexander G. Lukashenko/BLR/OPP"),
        says("2023-09-03", "Alexander Lukashenko/BLR"),
    ]
    assert named(*said, says("2023-09-04", "Lukashenko")) == ("Alexander Lukashenko", "BLR", "OPP")


@pytest.mark.parametrize(
    ("short", "full", "found"),
    [
        ("Lind/NOR/GOV", "Anna Lind/SWE/GOV", ("Lind", "NOR", "GOV")),
        ("Lind/SWE", "Anna Lind/SWE/GOV", ("Anna Lind", "SWE", "GOV")),
        ("Lind//JUD", "Anna Lind/SWE/GOV", ("Lind", None, "JUD")),
        ("Anna Lind", "Anna Lind/SWE/GOV", ("Anna Lind", "SWE", "GOV")),
        ("Anna Lind//PTY", "Anna Lind/SWE/GOV", ("Anna Lind", "SWE", "PTY")),
        ("Peña Nieto", "Enrique Peña Nieto/MEX/GOV", ("Enrique Peña Nieto", "MEX", "GOV")),
        ("Anna Lind", "Greens Anna Lind/SWE/LEG", ("Anna Lind", "SWE", "LEG")),
        ("Xi", "Xi Jinping/CHN/GOV", ("Xi Jinping", "CHN", "GOV")),
        ("Jinping", "Xi Jinping/CHN/GOV", ("Jinping", None, None)),
        ("Anna", "Anna Lind/SWE/GOV", ("Anna", None, None)),
        ("Zelensky/UKR/GOV", "Volodymyr Zelenskyy/UKR/GOV", ("Volodymyr Zelenskyy", "UKR", "GOV")),
    ],
)
def test_only_what_is_missing_is_filled_and_only_where_it_fits(short, full, found):
    assert named(says("2023-09-04", full), says("2023-09-05", short)) == found


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Michael Fallon", "Michael Flynn/USA/GOV"),
        ("Times", "Clarence Thomas/USA/JUD"),
        ("Democrats", "Christian Democrats/DEU/PTY"),
        ("Coast Guard", "Libyan Coast Guard/LBY/GOV"),
        ("Koreans", "South Koreans/KOR/CVL"),
        ("Jordan", "Michael Jordan/USA/CVL"),
        ("Mogherini//IGO", "Federica Mogherini/ITA/GOV"),
        ("H. R. McMaster", "Mark McMaster/AUS/GOV"),
        ("Theresa", "Mother Theresa/ALB/REL"),
    ],
    ids=[
        "sounds alike in full", "sounds alike", "a party", "a body", "a nation", "a country",
        "for an international body", "initials", "a given name",
    ],
)  # fmt: skip
def test_what_is_no_short_name_of_a_person_stays_as_it_is(short, full):
    name, country, sector, *_ = [*short.split("/"), "", ""]
    found = named(says("2023-09-04", full), says("2023-09-05", short))
    assert found == (name, country or None, sector or None)


@pytest.mark.parametrize(("text", "found"), [("West arrived.", "USA"), ("The West arrived.", None)])
def test_a_person_has_no_article(text, found):
    west = says("2023-09-05", "West", text=text)
    start = text.index("West")
    actor = msgspec.structs.replace(west.mention.actors[0], start=start, end=start + 4)
    read = msgspec.structs.replace(west.mention, actors=(actor,))
    west = msgspec.structs.replace(west, mention=read)
    assert named(says("2023-09-04", "Adam West/USA/LEG"), west)[1] == found


@given(st.lists(st.text(st.sampled_from("Aab -.'’É1Łi "), max_size=9), min_size=2, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_names_there_are_completing_again_changes_nothing(names):
    made = [
        says(f"2023-09-0{day}", f"{name.replace('/', '')}/{land}", text="Somebody arrived.", report=str(day))
        for day, (name, land) in enumerate(zip(names, ("SWE", "", "NOR", ""), strict=False), start=1)
    ]
    once = complete_all(made)
    assert complete_all(once) == once
    assert [one.as_read or one.mention for one in once] == [one.mention for one in made]


def test_sources_are_completed_and_tell_as_well():
    credited = says("2023-09-05", "Norway/NOR", sources=("Shoigu",))
    done = complete_all([says("2023-09-04", MINISTER), credited])[1].mention.sources[0]
    assert (done.name, done.country, done.sector) == FULL


def test_a_completed_name_joins_what_a_bare_one_would_not():
    visit = {"type": "CONSULT", "mode": "visit", "cameo": "042", "recipients": ("Norway/NOR",)}
    visit |= {"time": ("2023-09-05", "2023-09-05")}
    plan = mention("2023-09-01", "Russian Defence Minister Sergei Shoigu will visit Norway.", "visit",
                   actors=(MINISTER,), status="planned", **visit)  # fmt: skip
    done = mention("2023-09-05", "Shoigu visited Norway.", "visited", actors=("Shoigu",), **visit)
    (event,), (link,) = link_all([plan, done])
    assert [one.mention.report for one in event.mentions] == [plan.mention.report, done.mention.report]
    as_read = pair(plan, done)
    assert as_read is None or as_read.score < link.score
    assert {actor.name for actor in fold(event.mentions).actors} == {"Sergei Shoigu"}


# In a ledger, piece by piece.

ATTEST = "Sergei Shoigu/RUS did meet Xi Jinping/CHN on 2023-09-01."
BARE_ACT = "Shoigu did visit Norway/NOR on 2023-09-05 at Oslo."
OTHER = "Igor Shoigu/RUS did meet Anna Lind/SWE on 2023-09-02."


def report(name: str, text: str, day: str | None) -> Report:
    return Report(id=name, text=text, published=dt.date.fromisoformat(day) if day else None)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.duckdb"


def add(path, *reports):
    with Ledger.open(path) as ledger:
        ledger.add(list(reports), load=Reader)


def content(path):
    with Store(path, read_only=True) as store:
        return tables(store)


def visitor(path, **asked):
    """Who visits Norway, as the event has it."""
    with Ledger.open(path, read_only=True) as ledger:
        (event,) = ledger.events(recipient="NOR", **asked)
        return tuple(getattr(event.actors[0], name) for name in ("name", "country", "sector"))


def test_events_show_the_completed_name_and_mentions_what_was_read(path):
    add(path, report("b", BARE_ACT, "2023-09-06"))
    assert visitor(path) == BARE
    add(path, report("a", ATTEST, "2023-09-02"))
    assert visitor(path) == FULL
    with Ledger.open(path, read_only=True) as ledger:
        (event,) = ledger.events(actor="RUS", recipient="NOR")
        assert event.mentions[0].evidence.text == BARE_ACT
        query = "SELECT actors[1].name, actors[1].country FROM all_mentions WHERE report = 'b'"
        assert ledger.sql(query).fetchall() == [("Shoigu", None)]
        known = "SELECT report, name_read, name, country, sector, known_from, said FROM all_known_names"
        assert ledger.sql(known).fetchall() == [
            ("b", "Shoigu", *FULL, "a", dt.date(2023, 9, 2)),
        ]  # fmt: skip
        (entry,) = ledger.actors("Shoigu")
        assert (entry.name, entry.country, "Shoigu" in entry.variants) == ("Sergei Shoigu", "RUS", True)


def test_what_tells_a_name_may_be_edited_away_and_come_back(path):
    add(path, report("a", ATTEST, "2023-09-02"), report("b", BARE_ACT, "2023-09-06"))
    assert visitor(path) == FULL
    add(path, report("a", "Anna Lind/SWE did meet Xi Jinping/CHN on 2023-09-01.", "2023-09-02"))
    assert visitor(path) == BARE
    assert content(path)["known names"] == []
    add(path, report("c", ATTEST, "2023-09-03"))
    assert visitor(path) == FULL
    add(path, report("d", OTHER, "2023-09-05"))
    assert visitor(path) == BARE
    add(path, report("d", OTHER.replace("Igor", "Sergei"), "2023-09-05"))
    assert visitor(path) == FULL


def test_a_newer_reading_without_the_name_takes_the_completion_back(path):
    add(path, report("a", ATTEST.replace("meet", "aid"), "2023-09-02"), report("b", BARE_ACT, "2023-09-06"))
    assert visitor(path) == FULL
    with Ledger.open(path) as ledger:
        ledger.reread(everything=True, load=OtherReader)  # which sees no "aid"
    assert visitor(path) == BARE


def test_as_of_a_day_names_are_known_by_what_was_published_before_their_own_day(path):
    add(
        path, report("a", ATTEST, "2023-09-02"), report("b", BARE_ACT, "2023-09-06"),
        report("c", BARE_ACT.replace("Shoigu", "Sergei Shoigu/RUS"), "2023-09-09"),
        report("d", OTHER, "2023-09-08"),
    )  # fmt: skip
    assert visitor(path, as_of=dt.date(2023, 9, 7)) == FULL
    assert visitor(path, as_of=dt.date(2023, 9, 10)) == FULL
    # what is published only after a mention's day never tells it, as of whatever day
    add(path, report("e", "Nils Holm/SWE did attack Finland/FIN on 2023-09-01.", "2023-09-20"))
    add(path, report("f", "Holm did attack Finland/FIN on 2023-09-01.", "2023-09-03"))
    with Ledger.open(path, read_only=True) as ledger:
        for day in (dt.date(2023, 9, 4), dt.date(2023, 9, 30), None):
            (event,) = ledger.events(recipient="FIN", as_of=day)
            witness = [one for one in event.mentions if one.report == "f"]
            assert len(witness) == 1
        query = "SELECT count(*) FROM all_known_names WHERE report = 'f'"
        assert ledger.sql(query).fetchone() == (0,)


def test_a_rejected_mention_and_a_renamed_actor_stay_so(path):
    add(path, report("b", BARE_ACT, "2023-09-06"))
    with Ledger.open(path) as ledger:
        (event,) = ledger.events(recipient="NOR")
        ledger.rename("Shoigu", "General Shoigu", who="A", why="test")
    add(path, report("a", ATTEST, "2023-09-02"))
    assert visitor(path) == ("General Shoigu", "RUS", "GOV")
    with Ledger.open(path) as ledger:
        (mine,) = ledger.corrections()
        ledger.undo(mine.id)
    assert visitor(path) == FULL
    with Ledger.open(path) as ledger:
        ledger.rename("Sergei Shoigu", "S. Shoigu", who="A", why="test")
    assert visitor(path)[0] == "S. Shoigu"
    with Ledger.open(path) as ledger:
        ledger.reject(event.mentions[0].id, who="A", why="test")
    add(path, report("d", OTHER, "2023-09-04"))
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.events(recipient="NOR") == []


def test_an_event_is_marked_while_a_rejected_mention_would_be_part_of_it(path):
    talks = [
        report("b", "Shoigu did meet Norway/NOR on 2023-09-05.", "2023-09-06"),
        report("p", "Norway/NOR did meet Russia/RUS on 2023-09-05.", "2023-09-07"),
    ]
    add(path, report("a", ATTEST, "2023-09-02"), *talks)

    def standing(ledger):
        found = ledger.events(party="NOR")
        return [([one.report for one in event.mentions], event.corrected) for event in found]

    with Ledger.open(path) as ledger:
        assert standing(ledger) == [(["b", "p"], False)]
        ledger.reject(ledger.events(party="NOR")[0].mentions[0].id, who="A", why="test")
        assert standing(ledger) == [(["p"], True)]
        ledger.add(report("d", OTHER, "2023-09-04"), load=Reader)  # "Shoigu" is nobody's name any more
        assert standing(ledger) == [(["p"], False)]


NAMES = (
    "Sergei Shoigu/RUS", "Igor Shoigu/RUS", "Sergei Shoigu/UKR", "Sergei Shoigu", "Shoigu", "Shoigu/RUS",
    "Anna Lind/SWE", "Lind", "Anna Lind", "Xi", "Xi Jinping/CHN", "Norway/NOR", "Russia/RUS",
)  # fmt: skip


@st.composite
def reports_of_names(draw) -> list[Report]:
    """A handful of reports of one week, with full and bare names; some of them have no day."""
    found = []
    for number in range(draw(st.integers(2, 9))):
        day = draw(st.sampled_from([*range(1, 8), *range(1, 8), None]))
        acts = []
        for _ in range(draw(st.integers(1, 2))):
            who, whom = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
            act = draw(st.sampled_from(("visit", "meet")))
            acts.append(f"{who} did {act} {whom} on 2023-09-0{draw(st.integers(1, 3))}.")
        found.append(report(f"r{number}", " ".join(acts), f"2023-09-0{day}" if day else None))
    return found


@given(reports_of_names(), st.randoms(use_true_random=False), st.integers(0, 3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_order_of_arrival_and_no_edit_on_the_way_changes_what_is_known(reports, chance, edits):
    drafts = {}
    for one in (chance.choice(reports) for _ in range(edits)):
        draft = msgspec.structs.replace(one, text=chance.choice(reports).text)
        if draft.text != one.text:
            drafts[one.id] = draft
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder) / "one.duckdb", Path(folder) / "two.duckdb"
        add(one, *reports)
        with Ledger.open(two) as ledger:
            ledger.add(drafts.values(), load=Reader)
            shuffled = chance.sample(reports, len(reports))
            cut = chance.randrange(len(shuffled))
            for part in (shuffled[:cut], shuffled[cut:]):
                ledger.add(part, load=Reader)
        at_once, by_pieces = content(one), content(two)
        for name in at_once.keys() - {"past", "past_mentions"}:
            assert at_once[name] == by_pieces[name], name
        in_memory(reports, at_once)


def in_memory(reports, found):
    """What is linked in memory is what the ledger has."""
    dated = [
        Dated(mention, reading.report.published, None, reading.report.id)
        for reading in Reader().read_reports(reports)
        for mention in reading.mentions
    ]
    clusters, links = link_all(dated)
    members = {(one.mention.id, cluster.id[4:]) for cluster in clusters for one in cluster.mentions}
    assert {row[:2] for row in found["members"]} == members
    assert {(row[0], row[1]) for row in found["links"]} == {(link.a, link.b) for link in links}


def test_many_reports_in_any_order_make_the_same_ledger(tmp_path):
    chance = random.Random(5)
    reports = []
    for number in range(150):
        day = chance.randrange(1, 28)
        who, whom = chance.sample(NAMES, 2)
        text = f"{who} {chance.choice(('will', 'did'))} meet {whom} on 2023-09-{day:02}."
        reports.append(report(f"r{number}", text, f"2023-09-{day:02}"))
    add(tmp_path / "one.duckdb", *reports)
    for part in range(0, 150, 40):
        add(tmp_path / "two.duckdb", *sorted(reports, key=lambda one: one.text)[part : part + 40])
    one, two = content(tmp_path / "one.duckdb"), content(tmp_path / "two.duckdb")
    assert len(one["known names"]) > 5
    for name in one:
        assert one[name] == two[name], name
    in_memory(reports, one)


def as_schema_1(path: Path) -> None:
    """The ledger as it was before names were kept: as a version with schema 1 wrote it."""
    with contextlib.closing(duckdb.connect(str(path))) as ledger:
        ledger.execute("DROP VIEW all_known_names")
        for table in ("full_names", "short_names", "known_names"):
            ledger.execute(f"DROP TABLE {table}")
        ledger.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")


def test_a_ledger_of_before_is_brought_up_to_date(path, tmp_path, monkeypatch):
    reports = [report("a", ATTEST, "2023-09-02"), report("b", BARE_ACT, "2023-09-06")]
    with monkeypatch.context() as patch:
        # written by a version that completes nothing
        patch.setattr(Completing, "enter", lambda *_: None)
        add(path, *reports)
    as_schema_1(path)
    with Ledger.open(path) as ledger:
        assert ledger.backup is not None
    assert visitor(path) == FULL
    add(tmp_path / "new.duckdb", *reports)
    old, new = content(path), content(tmp_path / "new.duckdb")
    for name in new:
        assert old[name] == new[name], name
    with Ledger.open(path) as ledger:
        assert ledger.backup is None
        assert ledger.sql("SELECT key FROM meta").fetchall() == [("schema",)]


def test_catching_up_that_was_interrupted_is_done_by_the_next_opening(path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Completing, "enter", lambda *_: None)
        add(path, report("a", ATTEST, "2023-09-02"), report("b", BARE_ACT, "2023-09-06"))
    as_schema_1(path)
    with monkeypatch.context() as patch:

        def stop(*_):
            raise KeyboardInterrupt

        patch.setattr(Completing, "settle", stop)
        with pytest.raises(KeyboardInterrupt):
            Ledger.open(path)
    assert visitor(path) == BARE
    Ledger.open(path).close()
    assert visitor(path) == FULL
