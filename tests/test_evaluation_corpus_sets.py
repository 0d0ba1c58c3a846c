"""The corpus as a set to score on: counts, shares, intervals, confusions, differences by cause."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from evaluation import corpus_sets, errors, gold
from evaluation.bootstrap import intervals
from evaluation.gold import GoldAct, GoldReport
from evaluation.page import section

TEXT = "Sweden will visit Norway. The visit was announced by officials."
F1 = (("found", 2), ("acts", 1), ("read", 1))


def report(*acts: GoldAct) -> GoldReport:
    return GoldReport(id="a", text=TEXT, published=dt.date(2024, 1, 2), covers=(), acts=acts)


def act(start: int, **fields: object) -> GoldAct:
    given = {"type": "CONSULT", "mode": "visit", "cameo": None, "actors": (), "recipients": (), "time": None,
             "status": "planned", "certainty": "probable", "polarity": "positive", "places": None,
             "objects": None, "sources": None} | fields  # fmt: skip
    return GoldAct(start=start, end=start + 5, **given)


def test_items_are_counted_as_the_scorer_counts_them(reading: Callable) -> None:
    (mention, other) = reading(TEXT).mentions
    same = {name: getattr(mention, name) for name in ("mode", "status", "certainty", "polarity")}
    right = act(mention.trigger.start, **same, actors=tuple(a.name for a in mention.actors),
                recipients=tuple(a.name for a in mention.recipients))  # fmt: skip
    wrong = act(mention.trigger.start, **same | {"polarity": "habitual"})
    good, bad = (corpus_sets.counts(report(one), [mention, other]) for one in (right, wrong))
    assert (good["acts"], good["read"], good["found"], good["typed"], good["whole"]) == (1, 2, 1, 1, 1)
    assert (bad["found"], bad["whole"], bad["right polarity"], bad["asked polarity"]) == (1, 0, 0, 1)
    total, _ = gold.score([(report(right), [mention, other]), (report(wrong), [mention, other])])
    share = corpus_sets.shares([good, bad])
    assert share["precision"] == total.precision == 0.5
    assert share["fields right"] == total.fields < 1
    assert share["all fields right"] == 0.5


def test_intervals_are_the_same_every_time_and_narrower_with_more_items() -> None:
    few = [Counter(found=i % 3 > 0, acts=1, read=1) for i in range(60)]
    (low, high) = intervals(few, {"F1": F1})["F1"]
    assert low < 2 / 3 < high
    assert intervals(few, {"F1": F1})["F1"] == (low, high)
    many = intervals(few * 10, {"F1": F1})["F1"]
    assert many[1] - many[0] < (high - low) / 2
    assert intervals([Counter(found=1, acts=1, read=1)] * 9, {"F1": F1})["F1"] == (1.0, 1.0)
    assert intervals([], {"F1": F1}) == intervals([Counter()], {"F1": F1}) == {"F1": (0.0, 0.0)}


def test_an_item_weighs_with_all_its_acts() -> None:
    one_bad = [Counter(found=0, acts=30), *[Counter(found=1, acts=1)] * 30]
    even = [Counter(found=i % 2, acts=1) for i in range(60)]
    share = {"recall": (("found", 1), ("acts", 1))}
    wide, narrow = (intervals(items, share)["recall"] for items in (one_bad, even))
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])


def test_a_table_of_shares_has_both_sets_and_a_dash_for_what_was_not_asked() -> None:
    table = corpus_sets.with_intervals({"x": [Counter(found=1, acts=2, read=1)] * 4, "y": [Counter(acts=1)]})
    assert "| | x | y |" in table
    assert "| recall | 0.500 [0.500, 0.500] | 0.000 [0.000, 0.000] |" in table
    assert "| precision | 1.000 [1.000, 1.000] | – |" in table
    assert "| sources | – | – |" in table


def test_confusions_tell_what_was_missed_and_what_is_no_act(reading: Callable) -> None:
    first, second = reading(TEXT).mentions
    another = msgspec.structs.replace(first, type="AID", status="ongoing")
    types, status = corpus_sets.confusions(((report(act(first.trigger.start), act(0)), (another, second)),))
    assert types == {("CONSULT", "AID"): 1, ("CONSULT", corpus_sets.MISSED): 1,
                     (corpus_sets.SPURIOUS, second.type): 1}  # fmt: skip
    assert status == {("planned", "ongoing"): 1}
    table = corpus_sets.confusion_table(types, ("AID", "CONSULT", corpus_sets.MISSED, corpus_sets.SPURIOUS))
    assert table.splitlines()[0] == "| | AID | CONSU | not read |"
    assert "| CONSULT | 1 |  | 1 |" in table
    assert "| no act |  | 1 |  |" in table


def test_without_the_texts_there_are_no_figures(tmp_path: Path) -> None:
    assert corpus_sets.score(tmp_path) == {} and corpus_sets.more(tmp_path) == ""
    assert corpus_sets.reports("train", tmp_path) == ()


def test_no_difference_of_the_test_split_is_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(corpus_sets, "readings", lambda split, _: asked.append(split) or ())
    monkeypatch.setattr(corpus_sets, "by_item", lambda split, _: [Counter(found=1, acts=1, read=1)])
    written = section("T", "a", corpus_sets.score(Path()), corpus_sets.more(Path()))
    assert "corpus, test: acts" in written
    assert set(asked) == {"dev"}  # what lists differences reads dev alone


def test_thirty_differences_of_dev_were_read() -> None:
    found = errors.load()
    assert len(found) == 30 == len(set(found))
    assert {one.item.split("/")[1][:4] for one in found} <= {"2021", "2022"}
    assert all(one.field in (*gold.FIELDS, "missed", "spurious") for one in found)
    table = errors.by_cause(found, [])
    assert sum(int(line.split(" | ")[1]) for line in table.splitlines()[2:]) == 30
    assert "| 0 |" in table


def test_a_difference_is_found_among_those_that_the_scorer_lists() -> None:
    lines = ["a: missed AID 'aid'", "a: 'visit' time is none, read 2024", "a: spurious AGREE/None 'deal'"]
    for words, field in (("aid", "missed"), ("visit", "time"), ("deal", "spurious")):
        one = errors.Difference("a", words, field, "word", "")
        assert one.is_in(lines)
        assert not msgspec.structs.replace(one, item="b").is_in(lines)
        assert not msgspec.structs.replace(one, words="talks").is_in(lines)
    assert not errors.Difference("a", "visit", "places", "word", "").is_in(lines)


def test_a_cause_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "errors.tsv"
    path.write_text("# c\n" + "\t".join(errors.COLUMNS) + "\na\tb\tmissed\tmoon\tnote\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"errors\.tsv:3"):
        errors.load(path)
