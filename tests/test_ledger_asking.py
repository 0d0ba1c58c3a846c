"""Asking a ledger: filters, order, pages, as of a day, frames."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import ledger_fakes
from demarche.ledger import Ledger, LedgerError
from demarche.ledger.track_record import Course, records_of, wilson
from demarche.records import Event, Plan, Report, Step
from ledger_fakes import Reader

TEXTS = {
    ("a", "2023-09-04"): "Kim Jong-un/PRK will visit Russia/RUS on 2023-09-12 at Vladivostok.",
    ("b", "2023-09-05"): "Anna Lind/SWE did meet Xi Jinping/CHN on 2023-09-03, Reuters says.",
    ("c", "2023-09-06"): "Ukraine/UKR did attack Russia/RUS on 2023-09-05 at Kyiv.",
    ("d", "2023-09-13"): "Kim Jong Un/PRK did visit Russia/RUS on 2023-09-12 at Vladivostok.",
    ("e", "2023-09-20"): "China/CHN may aid Russia/RUS on 2023-09-28.",
}
ALL = {"visit": "a", "meet": "b", "attack": "c", "aid": "e"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("asking") / "news.duckdb"
    reports = [
        Report(id=name, text=text, published=dt.date.fromisoformat(day), publisher="Daily")
        for (name, day), text in TEXTS.items()
    ]
    with Ledger.open(path) as ledger:
        ledger.add(reports, load=Reader)
    return path


@pytest.fixture
def ledger(path):
    with Ledger.open(path, read_only=True) as ledger:
        yield ledger


def firsts(events):
    """The first report of each event."""
    return [event.mentions[0].report for event in events]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "bcae"),
        ({"actor": "PRK"}, "a"),
        ({"actor": "North Korea"}, "a"),
        ({"actor": "kim jong un"}, "a"),
        ({"actor": "prk-kim-jong-un"}, "a"),
        ({"recipient": "Russia"}, "cae"),
        ({"party": "China"}, "be"),
        ({"party": "jinping"}, "b"),
        ({"between": ("UKR", "Russia")}, "c"),
        ({"between": ("PRK", "CHN")}, ""),
        ({"type": "CONSULT"}, "ba"),
        ({"type": ["CONSULT", "AID"]}, "bae"),
        ({"mode": "visit"}, "a"),
        ({"context": "military"}, "ce"),
        ({"cameo": "04"}, "ba"),
        ({"status": "planned"}, "e"),
        ({"certainty": ["possible"]}, "e"),
        ({"polarity": "negative"}, ""),
        ({"source": "daily"}, "bcae"),
        ({"source": "nobody"}, ""),
        ({"place": "vladivostok"}, "a"),
        ({"place": "Ukraine"}, ""),
        ({"near": (43.0, 131.0, 100.0)}, "ca"),
        ({"near": (59.9, 10.7, 100.0)}, ""),
        ({"since": dt.date(2023, 9, 12)}, "ae"),
        ({"until": dt.date(2023, 9, 5)}, "bc"),
        ({"since": dt.date(2023, 9, 4), "until": dt.date(2023, 9, 12)}, "ca"),
        ({"said_since": dt.date(2023, 9, 13)}, "ae"),
        ({"said_until": dt.date(2023, 9, 4)}, "a"),
        ({"text": "DID VISIT"}, "a"),
        ({"text": "100% sure"}, ""),
        ({"text": "isi"}, "a"),
        ({"text": "ill visi"}, "a"),
        ({"text": "reuters says."}, "b"),
        ({"text": "says reuters"}, ""),
        ({"text": "visit will"}, ""),
        ({"text": "."}, "bcae"),
        ({"text": "%"}, ""),
        ({"confidence": 0.9}, "bcae"),
        ({"confidence": 0.91}, ""),
        ({"corrected": True}, ""),
        ({"corrected": False, "type": "AID"}, "e"),
        ({"actor": "' OR 1=1 --"}, ""),
    ],
)  # fmt: skip
def test_filters(ledger, filters, found):
    assert "".join(firsts(ledger.events(**filters))) == found
    assert ledger.count(**filters) == len(found)


@pytest.mark.parametrize(
    ("sort", "found"),
    [("time", "bcae"), ("-time", "eacb"), ("said", "abce"), ("-said", "ecba"), ("-mentions", "aecb")],
)
def test_order_and_pages(ledger, sort, found):
    assert "".join(firsts(ledger.events(sort=sort))) == found
    assert "".join(firsts(ledger.events(sort=sort, limit=2, offset=1))) == found[1:3]
    assert ledger.events(limit=0) == []


def test_a_wrong_order_says_which_there_are(ledger):
    with pytest.raises(LedgerError, match="mentions"):
        ledger.events(sort="colour")


def test_a_point_that_is_none(ledger):
    with pytest.raises(LedgerError, match="latitude"):
        ledger.events(near=(91.0, 0.0, 1.0))


def test_as_of_a_day_leaves_out_what_was_said_later(ledger):
    assert firsts(ledger.events(as_of=dt.date(2023, 9, 3))) == []
    assert "".join(firsts(ledger.events(as_of=dt.date(2023, 9, 5)))) == "ba"
    (visit,) = ledger.events(as_of=dt.date(2023, 9, 5), mode="visit")
    assert (visit.status, len(visit.mentions)) == ("planned", 1)
    (visit,) = ledger.events(as_of=dt.date(2023, 9, 13), mode="visit")
    assert (visit.status, len(visit.mentions)) == ("occurred", 2)
    assert [one.id for one in ledger.events(as_of=dt.date(2023, 9, 5), mode="visit")] == [visit.id]
    assert ledger.events(as_of=dt.date(2024, 1, 1)) == ledger.events()
    assert ledger.count(as_of=dt.date(2023, 9, 5), status="planned") == 1


def test_plans_and_their_states(ledger):
    states = {plan.mentions[0].report: plan.state for plan in ledger.plans()}
    assert states == {"a": "happened", "e": "lapsed"}
    assert [plan.state for plan in ledger.plans(as_of=dt.date(2023, 9, 5))] == ["confirmed"]
    before = ledger.plans(as_of=dt.date(2023, 9, 25))
    assert {plan.mentions[0].report: (plan.state, plan.settled) for plan in before} == {
        "a": ("happened", "2023-09-12"), "e": ("floated", None),
    }  # fmt: skip
    assert [step.state for step in before[-1].history] == ["floated"]
    assert firsts(ledger.plans(state="lapsed")) == ["e"]
    assert firsts(ledger.plans(as_of=dt.date(2023, 9, 25), state=["floated", "moved"])) == ["e"]
    assert firsts(ledger.plans(as_of=dt.date(2023, 9, 21), due=10)) == ["e"]
    assert firsts(ledger.plans(as_of=dt.date(2023, 9, 21), due=3)) == []
    assert firsts(ledger.plans(actor="PRK")) == ["a"]


def test_the_words_of_a_history_are_those_of_the_report(ledger):
    (plan,) = ledger.plans(actor="PRK")
    told = [step.evidence.text for step in plan.history if step.evidence]
    assert told[0] == TEXTS["a", "2023-09-04"]
    assert told[-1] == TEXTS["d", "2023-09-13"]


def test_sources_and_what_became_of_their_word(ledger):
    (daily,) = ledger.sources()
    assert (daily.name, daily.announced, daily.happened, daily.lapsed, daily.failed) == ("Daily", 2, 1, 1, 1)
    assert (daily.share, daily.lead_days) == (0.5, 8.0)
    (then,) = ledger.sources(as_of=dt.date(2023, 9, 5))
    assert (then.announced, then.open, then.share, then.low) == (1, 1, None, None)


@pytest.mark.parametrize(
    ("share", "low", "high"), [((0, 10), 0.0, 0.278), ((10, 10), 0.722, 1.0), ((5, 10), 0.237, 0.763)]
)
def test_wilsons_interval(share, low, high):
    """As in Wilson 1927, to three places."""
    assert wilson(*share) == (low, high)


def test_a_source_counts_from_its_own_first_word():
    def step(day, state, *sources):
        return Step(day, state, "r", None, sources)

    history = (step("2023-09-01", "floated", "A"), step("2023-09-08", "planned", "B"),
               step("2023-09-11", "happened", "C"))  # fmt: skip
    found = {one.name: one for one in records_of([Course("happened", dt.date(2023, 9, 11), history)])}
    assert found.keys() == {"A", "B"}
    assert (found["A"].lead_days, found["B"].lead_days) == (10.0, 3.0)


def test_frames_have_the_keys_of_the_records(ledger):
    answers = ((ledger.events(), Event), (ledger.plans(), Plan), (ledger.plans(actor="XYZ"), Plan))
    for answer, kind in answers:
        table = answer.to_arrow()
        assert table.schema.names == list(kind.__struct_fields__)
        assert table.num_rows == len(answer)
        assert answer.to_polars().height == len(answer.to_pandas()) == len(answer)
    assert ledger.sources().to_polars()["share"].to_list() == [0.5]
    assert json.loads(json.dumps(ledger.events().to_dicts()))[0]["time"]["start"] == "2023-09-03"


def test_an_id_of_any_mention_names_the_event(ledger):
    (visit,) = ledger.events(mode="visit")
    for mention in visit.mentions:
        assert ledger.event(f"evt_{mention.id}") == visit
    with pytest.raises(LedgerError, match="no event evt_none"):
        ledger.event("evt_none")


def test_a_citation_names_event_reports_spans_and_versions(ledger):
    (visit,) = ledger.events(mode="visit")
    line = ledger.cite(visit)
    end = len(TEXTS["a", "2023-09-04"])
    parts = (visit.id, "CONSULT visit 042", f"a [0–{end}]", "d [0–", "2023-09-12", "reader ", "codebook ")
    assert [part for part in parts if part not in line] == []


def test_a_page_of_many_is_a_part_of_all(tmp_path):
    with Ledger.open(tmp_path / "many.duckdb") as ledger:
        ledger.add(ledger_fakes.reports(200), load=Reader)
        everything = ledger.events()
        starts = range(0, len(everything), 37)
        pages = [event for start in starts for event in ledger.events(limit=37, offset=start)]
        assert pages == everything
        assert sum(len(event.mentions) for event in everything) == len(
            ledger.sql("SELECT 1 FROM mentions").fetchall()
        )
        for day in (dt.date(2023, 9, 7), dt.date(2023, 9, 15)):
            said = [one.published for event in ledger.events(as_of=day) for one in event.mentions]
            assert max(said) <= day.isoformat()
