"""Corrections: made, seen, undone, passed on, and standing when reports are read again."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

import ledger_fakes
from demarche.ledger import Ledger, LedgerError, rereading, versions
from demarche.ledger.store import Store
from demarche.records import Report
from ledger_fakes import OtherReader, Reader, tables

WHO = {"who": "A. Lind", "why": "the second sentence says so"}
TEXTS = {
    ("a", "2023-09-04"): "Kim Jong-un/PRK will visit Russia/RUS on 2023-09-12 at Vladivostok.",
    ("b", "2023-09-13"): "Kim Jong-un/PRK did visit Russia/RUS on 2023-09-12 at Vladivostok.",
    ("c", "2023-09-06"): "Ukraine/UKR did attack Russia/RUS on 2023-09-05 at Kyiv. "
    "China/CHN may aid Russia/RUS on 2023-09-28.",
    ("d", "2023-09-20"): "Anna Lind/SWE did meet Norway/NOR on 2023-09-19.",
}
REPORTS = [
    Report(id=name, text=text, published=dt.date.fromisoformat(day)) for (name, day), text in TEXTS.items()
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.duckdb"


@pytest.fixture
def ledger(path):
    with Ledger.open(path) as ledger:
        ledger.add(REPORTS, load=Reader)
        yield ledger


def one(ledger, **filters):
    (event,) = ledger.events(**filters)
    return event


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("type", "COERCE", "COERCE"),
        ("mode", "", None),
        ("cameo", "193", "193"),
        ("status", "ongoing", "ongoing"),
        ("certainty", "possible", "possible"),
        ("polarity", "negative", "negative"),
        ("time", "2023-09-01", {"start": "2023-09-01", "end": "2023-09-01", "granularity": "day"}),
        ("time", "none", None),
        ("actors", "Kyrylo Budanov/UKR/MIL; Ukraine/UKR", ["Kyrylo Budanov", "Ukraine"]),
        ("recipients", "none", []),
        ("places", "Moscow/target/RUS/55.75/37.6", ["Moscow"]),
    ],
)
def test_a_field_is_put_right_and_undone(ledger, field, value, shown):
    event = one(ledger, type="ASSAULT")
    made = ledger.set(event.id, field, value, **WHO)
    after = ledger.event(event.id)
    found = msgspec.to_builtins(after)[field]
    assert ([part["name"] for part in found] if isinstance(shown, list) else found) == shown
    assert after.corrected
    assert [event.id for event in ledger.events(corrected=True)] == [event.id]
    ledger.undo(made.id)
    assert ledger.event(event.id) == event


def test_a_corrected_event_is_found_by_what_it_is_now(ledger):
    ledger.set(one(ledger, type="ASSAULT").id, "actors", "Kyrylo Budanov/UKR/MIL", **WHO)
    assert ledger.count(actor="budanov", type="ASSAULT") == 1


def test_a_plans_state_is_put_right(ledger):
    ledger.set(one(ledger, type="AID").id, "state", "cancelled", **WHO)
    assert [plan.state for plan in ledger.plans(actor="CHN")] == ["cancelled"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "red", "cannot be corrected"),
        ("status", "maybe", "occurred, ongoing"),
        ("time", "last week", "2023-09-12"),
        ("time", "2023-09-12..2023-09-01", "2023-09-12"),
        ("places", "Oslo/nowhere", "venue"),
        ("actors", "a/b/c/d", "PRK"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger, field, value, said):
    event = one(ledger, type="ASSAULT")
    with pytest.raises(LedgerError, match=said):
        ledger.set(event.id, field, value, **WHO)
    assert ledger.corrections() == []
    assert ledger.event(event.id) == event


def test_what_is_not_there_cannot_be_corrected(ledger):
    for wrong in (
        lambda: ledger.set("evt_0", "status", "ongoing", **WHO),
        lambda: ledger.reject("0", **WHO),
        lambda: ledger.merge([one(ledger, type="AID").id], **WHO),
        lambda: ledger.undo("cor_0"),
        lambda: ledger.rename("", "x", **WHO),
        lambda: ledger.set(one(ledger, type="AID").id, "status", "ongoing", who=" ", why=""),
    ):
        with pytest.raises(LedgerError):
            wrong()


def test_a_rejected_mention_is_in_no_event(ledger):
    event = one(ledger, mode="visit")
    made = ledger.reject(event.mentions[1].id, **WHO)
    after = one(ledger, mode="visit")
    assert [mention.report for mention in after.mentions] == ["a"]
    assert (after.status, after.corrected) == ("planned", True)
    ledger.reject(event.mentions[0].id, **WHO)
    assert ledger.events(mode="visit") == []
    ledger.undo(made.id)
    assert [mention.report for mention in one(ledger, mode="visit").mentions] == ["b"]
    ledger.undo(ledger.corrections()[0].id)
    assert one(ledger, mode="visit") == event


def test_events_are_merged_and_split(ledger):
    attack, meeting = one(ledger, type="ASSAULT"), one(ledger, mode="meet")
    merged = ledger.merge([meeting.id, attack.id], **WHO)
    both = ledger.event(meeting.id)
    assert both == ledger.event(attack.id)
    assert [mention.report for mention in both.mentions] == ["c", "d"]
    assert both.corrected
    split = ledger.split([meeting.mentions[0].id], **WHO)
    assert len(ledger.event(meeting.id).mentions) == 1
    ledger.undo(split.id)
    ledger.undo(merged.id)
    assert ledger.event(attack.id) == attack
    visit = one(ledger, mode="visit")
    ledger.split([visit.mentions[1].id], **WHO)
    assert [len(event.mentions) for event in ledger.events(mode="visit")] == [1, 1]


def test_an_actor_is_renamed_wherever_it_takes_part(ledger):
    before = ledger.events()
    made = ledger.rename("Russia", "Russian Federation", **WHO)
    assert ledger.count(party="russian federation") == 3
    assert "Russia" not in {party.name for event in ledger.events() for party in event.recipients}
    ledger.undo(made.id)
    assert ledger.events() == before


def test_who_when_and_why_are_kept(ledger):
    ledger.set(one(ledger, type="ASSAULT").id, "status", "ongoing", **WHO)
    (made,) = ledger.corrections()
    assert (made.who, made.why, made.kind) == (WHO["who"], WHO["why"], "set")
    assert dt.datetime.fromisoformat(made.made_at).tzinfo is not None
    assert (made.spans[0].report, made.spans[0].type) == ("c", "ASSAULT")
    ledger.undo(made.id)
    assert ledger.corrections() == []
    (undone,) = ledger.corrections(undone=True)
    assert undone.undone_at is not None


def everything_corrected(ledger):
    attack, meeting, visit = one(ledger, type="ASSAULT"), one(ledger, mode="meet"), one(ledger, mode="visit")
    ledger.set(attack.id, "certainty", "possible", **WHO)
    ledger.merge([attack.id, meeting.id], **WHO)
    ledger.split([visit.mentions[1].id], **WHO)
    ledger.rename("Russia", "Russian Federation", **WHO)
    ledger.reject(one(ledger, type="AID").mentions[0].id, **WHO)


def test_corrections_are_passed_on_to_another_ledger(ledger, path, tmp_path):
    everything_corrected(ledger)
    exported = msgspec.json.encode(list(ledger.corrections(undone=True)))
    events = ledger.events()
    with Ledger.open(tmp_path / "other.duckdb") as other:
        other.import_corrections(msgspec.json.decode(exported, type=list[type(ledger.corrections()[0])]))
        other.add(REPORTS, load=Reader)  # they stand even for what comes after them
        assert other.events() == events
        assert other.import_corrections(ledger.corrections()) == []
        assert other.events() == events


def test_corrections_stand_when_reports_are_added(ledger):
    everything_corrected(ledger)
    kept = [event for event in ledger.events() if event.corrected]
    ledger.add(ledger_fakes.reports(60), load=Reader)
    after = {event.id: event for event in ledger.events()}
    for event in kept:
        assert after[event.id].corrected
        assert {one.id for one in event.mentions} <= {one.id for one in after[event.id].mentions}


@pytest.fixture
def newer(monkeypatch):
    """As if another version of the program had been installed."""
    monkeypatch.setattr(rereading, "current", lambda: versions.Version("9.9", "new", "book"))


def test_nothing_is_read_again_by_the_same_reader(ledger):
    assert ledger.outdated() == 0
    assert ledger.reread(load=OtherReader).reports == 0


def test_reading_again_shows_what_changed_and_keeps_what_was(ledger, path, newer):
    assert ledger.outdated() == 4
    found = ledger.reread(load=OtherReader)
    assert (found.reports, found.same) == (4, 3)
    assert {(change.kind, change.trigger, change.fields) for change in found.changes} == {
        ("changed", "attack", ("status",)), ("gone", "aid", ()),
    }  # fmt: skip
    assert ledger.outdated() == 0
    assert one(ledger, type="ASSAULT").status == "ongoing"
    assert ledger.events(type="AID") == []
    past = ledger.sql("SELECT type, status, why FROM past_mentions ORDER BY type").fetchall()
    assert past == [("AID", "planned", "reread"), ("ASSAULT", "occurred", "reread")]
    assert ledger.sql("SELECT DISTINCT reader FROM all_reports").fetchall() == [("new",)]


def test_a_reread_ledger_is_as_if_the_newer_reader_had_read_it_all(ledger, path, tmp_path, newer):
    ledger.add(ledger_fakes.reports(80), load=Reader)
    ledger.reread(load=OtherReader)
    ledger.close()
    with Ledger.open(tmp_path / "other.duckdb") as other:
        other.add([*REPORTS, *ledger_fakes.reports(80)], load=OtherReader)
    with Store(path, read_only=True) as one, Store(tmp_path / "other.duckdb", read_only=True) as two:
        mine, others = tables(one), tables(two)
    for name in mine.keys() - {"past_mentions"}:
        assert mine[name] == others[name], name


def test_corrections_survive_a_newer_reading(ledger, newer):
    attack = one(ledger, type="ASSAULT")
    ledger.set(attack.id, "certainty", "possible", **WHO)
    ledger.rename("Russia", "Russian Federation", **WHO)
    ledger.reread(load=OtherReader)
    after = ledger.event(attack.id)
    assert (after.status, after.certainty, after.corrected) == ("ongoing", "possible", True)
    assert after.recipients[0].name == "Russian Federation"


def test_what_breaks_the_newer_reader_keeps_its_old_reading(ledger, newer):
    class Breaking(Reader):
        def read_reports(self, reports):
            for report in reports:
                if report.id == "c":
                    raise RuntimeError("broken")
                yield from super().read_reports([report])

    found = ledger.reread(load=Breaking)
    assert found.failed == ["c"]
    assert one(ledger, type="ASSAULT").status == "occurred"
    assert ledger.outdated() == 1


def test_the_id_of_an_event_whose_first_mention_is_gone_still_finds_it(ledger, newer):
    """The newer reader takes an act for another type, which changes its mention's id."""

    class Retyping(Reader):
        def read_reports(self, reports):
            for reading in super().read_reports(reports):
                reading.mentions = tuple(map(self._retyped, reading.mentions))
                yield reading

        def _retyped(self, mention):
            if mention.type != "ASSAULT":
                return mention
            return msgspec.structs.replace(mention, type="COERCE", id=mention.id[::-1])

    old = one(ledger, type="ASSAULT")
    ledger.reread(load=Retyping)
    assert ledger.event(old.id).type == "COERCE"
