"""The corpus of moves: the draw, the work files, and how they are laid on their texts."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from corpus import adjudication, articles, gold, sample, stats, store, working
from corpus.agreement import compare, kappa
from corpus.annotate import annotate, modes
from corpus.places import NotThere, find, stretch
from corpus.records import Annotation
from corpus.texts import ARTICLES, DATA, EVERY, ITEMS, Item
from corpus.unpack import unpack
from corpus.validate import faults
from corpus.work import Problem, WorkError, read
from evaluation.gold import score as score_readings
from test_gold import MODES

GUIDELINES = Path(__file__).parent.parent / "docs" / "annotation.md"
PAIR = re.compile(r"```text\n(.*?)```\n\n```yaml\n(.*?)```", re.DOTALL)
EXAMPLES = PAIR.findall(GUIDELINES.read_text(encoding="utf-8"))
YEARS = {"train": range(2002, 2021), "dev": range(2021, 2023), "test": range(2023, 2027)}
TEXT = "Mali will visit Niger, Mali said. The visit, officials in Niger say, is on May 3."
WORK = """
- item: own/1
  entities:
    E1: {type: place, country: MLI, names: [Mali, Mali]}
    E2: {type: place, country: NER, names: [Niger, Niger]}
  acts:
    - {act: visit, type: CONSULT/visit, cameo: 042, actors: [E1], recipients: [E2],
       status: planned certain positive, time: none, places: [E2 destination]}
"""


def lay(tmp_path: Path, work: str, text: str = TEXT) -> tuple[Annotation | None, list[Problem]]:
    path = tmp_path / "work.yaml"
    path.write_text(work, encoding="utf-8")
    (raw,) = read(path)
    return annotate(raw, Item("own/1", dt.date(2024, 4, 30), text), path.name)


def test_the_draw_is_spread_as_it_says() -> None:
    drawn = sample.load()
    assert len({one.id for one in drawn}) == len(drawn) >= 2200
    assert not {one.id for one in drawn} & sample.annotated_elsewhere()
    for split, size in sample.SIZES.items():
        members = [one for one in drawn if one.split == split]
        assert len(members) == size
        assert {int(one.id[4:8]) for one in members} == set(YEARS[split])
        for stratum, share in sample.SHARES.items():
            assert sum(one.stratum == stratum for one in members) == pytest.approx(share * size, rel=0.05)
    assert all(one.batch.startswith(one.split) for one in drawn)


def test_a_draw_is_made_again_from_its_seed_and_takes_no_text_twice() -> None:
    items = [
        Item(
            f"cec/{year}-01-0{day}/{n}",
            dt.date(year, 1, day),
            f"Minister {n} of Mali says {day} {year} " * 3,
        )
        for year in (2019, 2021, 2023)
        for day in (1, 2)
        for n in range(4)
    ]
    items.append(Item("cec/2019-01-03/1", dt.date(2019, 1, 3), items[0].text.upper()))
    drawn = sample.draw(items, frozenset({items[1].id}))
    assert drawn == sample.draw(items, frozenset({items[1].id}))
    ids = {one.id for one in drawn}
    assert items[0].id in ids and items[1].id not in ids and items[-1].id not in ids


@pytest.mark.parametrize(("text", "wanted"), [
    ("Talks in Niger's capital fail.", "africa"), ("The Syrian army retreats.", "middle-east"),
    ("Police in Washington, D.C. and Paris", "north-america"), ("turkey is eaten", "none"),
])  # fmt: skip
def test_region(text: str, wanted: str) -> None:
    assert sample.region(text) == wanted


def test_words_are_found_where_they_stand() -> None:
    assert find(TEXT, "visit") == (10, 15)
    assert find(TEXT, "visit#2") == find(TEXT, f"visit@{TEXT.rindex('visit')}")
    assert find(TEXT, "Mali", [find(TEXT, "Mali")]) == find(TEXT, "Mali#2")
    assert TEXT[slice(*stretch(TEXT, "The visit … May 3"))] == TEXT[34:-1]
    for spec in ("visi", "visit#3", "visit@11", "Chad"):
        with pytest.raises(NotThere):
            find(TEXT, spec)
    with pytest.raises(NotThere, match="'Mali' does not stand after 'The visit'"):
        stretch(TEXT, "The visit … Mali")


def test_an_item_is_laid_on_its_text(tmp_path: Path) -> None:
    annotation, problems = lay(tmp_path, WORK)
    assert annotation is not None and problems == []
    (act,) = annotation.acts
    assert (act.cameo, act.time, act.places[0].place) == ("042", None, "E2")
    assert [mention.span for mention in annotation.entities[0].mentions] == [(0, 4), (23, 27)]


@pytest.mark.parametrize(("old", "new", "message"), [
    ("act: visit", "act: visits", r":7: own/1: 'visits' does not stand in the text"),
    ("CONSULT/visit", "CONSULT/riot", "'riot' is no mode of CONSULT: visit"),
    ("CONSULT/visit", "TALK", "'TALK' is no type"),
    ("cameo: 042", "cameo: 190", "CAMEO 190 is ASSAULT, not CONSULT"),
    ("cameo: 042", "cameo: 999", "'999' is no CAMEO code"),
    ("actors: [E1]", "actors: [E9]", "actors: 'E9' is no key of entities"),
    ("certain", "sure", "status 'planned sure positive': one each of occurred"),
    ("time: none", "time: 2024-05-04..2024-05-03", "ends before it begins"),
    ("time: none", "time: tomorrow", "'tomorrow': none, published, a day"),
    ("time: none", "time: {days: 2024-05-03, words: on June 3}", "'on June 3' does not stand"),
    ("time: none,", "", "'visit' has no time"),
    ("E2 destination", "E2 goal", "'E2 goal': a key and one of venue"),
    ("places: [E2", "sources: [S1], places: [E2", "'S1' is no key of says: there is none"),
    ("places: [E2", "same: [talks], places: [E2", "'talks' is no act of this item"),
    ("country: MLI", "country: ML1", "'ML1' is no country"),
    ("country: MLI", "sector: XYZ", "'XYZ' is no sector"),
    ("type: place, country: NER", "type: land, country: NER", "type 'land': one of person"),
    ("[Mali, Mali]", "[Mali, Mali, Mali]", "'Mali' stands only 2 times"),
    ("[Niger, Niger]", "[Niger, visit]", "'visit' is no name"),
    ("[Niger, Niger]", "[Niger, Mali]", "'Mali' is a mention of E1 and of E2"),
    ("acts:", "act:", "no acts; write"),
    ("actors:", "actor:", "unknown key 'actor'"),
])  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in WORK
    annotation, problems = lay(tmp_path, WORK.replace(old, new, 1))
    assert annotation is None
    assert re.search(message, "\n".join(map(str, problems)))


def test_what_may_be_overlooked_is_hinted_at(tmp_path: Path) -> None:
    work = WORK.replace("[Mali, Mali]", "[Mali]") + (
        "  says: {S1: {source: E1, cue: said, content: Mali … Niger}}\n"
    )
    annotation, problems = lay(tmp_path, work)
    assert annotation is not None
    assert [one.message for one in problems if one.hint] == [
        "in no mention: Mali",
        "a country's name or demonym without a mention of its own: Mali",
        "'visit' is in S1's content and lacks it as a source",
    ]  # fmt: skip


def test_where_mentions_and_contents_end_is_hinted_at(tmp_path: Path) -> None:
    text = (
        "Activist Ada Lovel says that she was the first member of the Unity movement. The party's head left."
    )
    work = """
- item: own/1
  entities:
    E1: {type: person, names: [Ada Lovel], mentions: [Activist, she, the first member]}
    E2: {type: organisation, names: [Unity movement], mentions: ["The party's"]}
  says:
    S1: {source: E1, cue: says, content: she was … movement}
  acts: []
"""
    _, problems = lay(tmp_path, work, text)
    assert [one.message for one in problems] == [
        "'Activist' is a bare title and no mention",
        "'the first member' is said of somebody and is no mention",
        "'Unity movement' ends in no name: is it a mention?",
        '"The party\'s": a mention ends before the ’s',
        "S1's content begins with “that”",
    ]
    better = work.replace("[Activist, she, the first member]", "[she]").replace(
        "content: she", "content: that she"
    )
    better = better.replace(
        'names: [Unity movement], mentions: ["The party\'s"]', "mentions: [The party, the Unity movement]"
    )
    _, problems = lay(tmp_path, better, text)
    assert [one.message for one in problems] == ["E2 has no name and is in no act; it need not be there"]


def test_countries_inside_names_and_phrases_are_hinted_at(tmp_path: Path) -> None:
    text = "The Bank of Japan and U.S. officials meet in Turkey's capital. The Czech Republic waits."
    work = """
- item: own/1
  entities:
    E1: {type: organisation, names: [Bank of Japan]}
    E2: {type: group, mentions: [U.S. officials]}
    E3: {type: place, names: [Turkey]}
    E4: {type: place, names: [Czech Republic]}
  acts: [{act: meet, type: CONSULT, actors: [E1, E2], status: occurred certain positive, time: published}]
"""
    _, problems = lay(tmp_path, work, text)
    assert [one.message.rpartition(": ")[2] for one in problems] == ["Japan, U.S."]


@pytest.mark.skipif(not (DATA / ITEMS).exists(), reason="the open data is not on this machine")
def test_files_are_checked_together(tmp_path: Path) -> None:
    batch = [one.id for one in sample.load() if one.batch == "dev-002"]
    items = "".join(
        f"- {{item: {name}, entities: {{}}, acts: []}}\n" for name in [*batch[:-1], batch[0], "x"]
    )
    (tmp_path / "dev-002.yaml").write_text(items, encoding="utf-8")
    annotations, problems = working.lay([tmp_path / "dev-002.yaml"])
    assert [one.id for one in annotations] == batch[:-1]
    assert [str(one).partition(": ")[2] for one in problems if "in no mention" not in str(one)
            and "of its own" not in str(one)] == [
        f"{batch[0]}: the item was annotated before",
        "x: no item that was drawn (corpus/sample.tsv)",
        f"dev-002.yaml: hint: 1 items of the batch are not there: {batch[-1]}",
    ]  # fmt: skip


def test_scalars_of_a_work_file_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "work.yaml"
    path.write_text("- {item: 042, day: 2024-01-01, country: NO, none: null, empty: }", encoding="utf-8")
    assert dict(read(path)[0]) == {
        "item": "042", "day": "2024-01-01", "country": "NO", "none": None, "empty": None,
    }  # fmt: skip
    path.write_text("- item: a\n  note: a: b", encoding="utf-8")
    with pytest.raises(WorkError, match="quote words that hold a colon") as caught:
        read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize(("text", "work"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_guidelines_are_right(tmp_path: Path, text: str, work: str) -> None:
    annotation, problems = lay(tmp_path, work, " ".join(text.split()))
    assert annotation is not None and annotation.acts and problems == []


def test_the_modes_are_those_of_the_gold_reports() -> None:
    assert {kind: set(names) for kind, names in modes().items() if names} == {
        kind: set(names.replace("|", " ").split()) for kind, names in MODES.items()
    }


FULL = """
- item: cec/2024-04-30/1
  entities:
    E1: {type: place, country: MLI, names: [Mali, Mali]}
    E2: {type: place, country: NER, names: [Niger, Niger]}
    E3: {type: group, country: NER, sector: GOV, mentions: [officials]}
  says:
    S1: {source: E3, cue: say, content: The visit … May 3}
    S2: {source: E1, cue: said, content: Mali … Niger}
  acts:
    - {act: visit, type: CONSULT/visit, cameo: 042, actors: [E1], recipients: [E2],
       status: planned certain positive, time: none, places: [E2 destination], sources: [S2]}
    - {act: visit#2, type: CONSULT/visit, cameo: 042, contexts: [economic], status: planned certain positive,
       time: {days: 2024-05-03, words: on May 3}, sources: [S1], same: [visit],
       objects: [{words: May 3, quantity: 3, about: true}]}
"""
FULL_ITEM = Item("cec/2024-04-30/1", dt.date(2024, 4, 30), TEXT)


def full(tmp_path: Path, work: str = FULL) -> Annotation:
    path = tmp_path / "work.yaml"
    path.write_text(work, encoding="utf-8")
    annotation, problems = annotate(read(path)[0], FULL_ITEM, "work.yaml")
    assert annotation is not None, problems
    return annotation


def test_files_are_the_same_whatever_order_items_come_in(tmp_path: Path) -> None:
    one = full(tmp_path)
    early = msgspec.structs.replace(one, id="cec/2019-01-01/10", published=dt.date(2019, 1, 1))
    late = msgspec.structs.replace(early, id="cec/2019-01-01/2")
    store.merge([early, one, late], tmp_path / "a")
    store.merge([late], tmp_path / "b")
    store.merge([msgspec.structs.replace(early, acts=()), one], tmp_path / "b")
    store.merge([early], tmp_path / "b")
    for name in ("train", "test"):
        assert (tmp_path / "a" / f"{name}.jsonl").read_bytes() == (
            tmp_path / "b" / f"{name}.jsonl"
        ).read_bytes()
    assert [each.id for each in store.load("train", tmp_path / "a")] == [late.id, early.id]
    assert store.load("test", tmp_path / "a") == (one,)
    assert store.merge([one], tmp_path / "a", fresh=True) == dict.fromkeys(
        ("train", "dev", "calibration", "articles", "articles_test"), 0
    ) | {"test": 1}


def test_texts_are_joined_by_hash(tmp_path: Path) -> None:
    one = full(tmp_path)
    store.merge([one], tmp_path)
    with gzip.open(tmp_path / ITEMS, "wb") as out:
        out.write(msgspec.json.encode(FULL_ITEM))
    assert list(store.joined("test", tmp_path, tmp_path)) == [(one, FULL_ITEM)]
    store.merge([msgspec.structs.replace(one, sha256="0" * 16)], tmp_path)
    with pytest.raises(ValueError, match="not the text that was annotated"):
        list(store.joined("test", tmp_path, tmp_path))


def test_what_is_unpacked_compiles_to_the_same(tmp_path: Path) -> None:
    one = full(tmp_path)
    assert full(tmp_path, unpack(one, TEXT)) == one


def test_a_line_with_an_unknown_key_or_value_is_refused(tmp_path: Path) -> None:
    line = msgspec.json.encode(full(tmp_path))
    for old, new in ((b'"status":"planned"', b'"status":"done"'), (b'"mode"', b'"model"')):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(line.replace(old, new), type=Annotation)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ('"actors":["E1"]', '"actors":["E7"]', "unknown participant E7"),
    ('"place":"E2"', '"place":"E3"', "is at E3, which is no place"),
    ('"sources":["S1"]', '"sources":["S9"]', "unknown source S9"),
    ('"same":[0]', '"same":[1]', "act 1 is the same as 1"),
    ('"cameo":"042"', '"cameo":"190"', "CAMEO 190 is not of CONSULT"),
    ('"mode":"visit"', '"mode":"riot"', "CONSULT/riot is not PLOVER's"),
    ('"contexts":["economic"]', '"contexts":["odd"]', "contexts"),
    ('"end":"2024-05-03"', '"end":"2024-05-02"', "ends before it begins"),
    ('"published":"2024-04-30"', '"published":"2022-04-30"', "of 2022-04-30, but in test"),
    ('"key":"E2"', '"key":"E1"', "a key of entities stands twice"),
    ('"country":"MLI"', '"country":"XXX"', "country XXX"),
    ('"trigger":[10,15]', '"trigger":[9,15]', "is no stretch of words"),
    ('"trigger":[10,15]', '"trigger":[10,500]', "is no stretch of words|no words"),
    ('"sha256":"', '"sha256":"0', "not the text that was annotated"),
])  # fmt: skip
def test_faults_of_committed_lines_are_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    line = msgspec.json.encode(full(tmp_path)).decode()
    assert old in line
    changed = msgspec.json.decode(line.replace(old, new, 1), type=Annotation)
    found = list(faults("test", [changed], {FULL_ITEM.id: FULL_ITEM}))
    assert re.search(fault, "\n".join(found)), found


def test_the_schema_is_that_of_the_records() -> None:
    assert json.loads(store.SCHEMA.read_text(encoding="utf-8")) == store.schema()


@pytest.mark.parametrize("name", [*EVERY, *store.READINGS])
def test_the_committed_corpus_holds(name: str, tmp_path: Path) -> None:
    annotations = store.load(name)
    there = (DATA / ITEMS).exists() and bool(annotations)
    texts = store.texts_of(annotations) if there else None
    assert list(faults(name, annotations, texts)) == []
    for one in annotations[::10] if texts else ():
        path = tmp_path / "work.yaml"
        path.write_text(unpack(one, texts[one.id].text), encoding="utf-8")
        assert annotate(read(path)[0], texts[one.id], path.name)[0] == one


def test_no_text_of_an_item_is_committed() -> None:
    lines = [line for name in EVERY for line in store.load(name)]
    keys = {key for line in lines for key in msgspec.to_builtins(line)}
    assert keys <= {"id", "sha256", "published", "entities", "attributions", "acts"}


def test_as_gold_reports_the_corpus_is_scored(tmp_path: Path) -> None:
    found = gold.report(full(tmp_path), FULL_ITEM)
    first, second = found.acts
    assert (first.actors, first.recipients, first.places) == (
        ("Mali/MLI",),
        ("Niger/NER",),
        ("Niger destination",),
    )
    assert (first.time, first.objects, first.sources) == ("none", None, ("Mali",))
    assert (second.start, second.time, second.sources) == (38, "2024-05-03..2024-05-03", ("officials",))
    score, _ = score_readings([(found, [])])
    assert (score.gold, score.found) == (2, 0)


def test_a_reading_agrees_with_itself(tmp_path: Path) -> None:
    one = full(tmp_path)
    found = compare([one], [one], {one.id: TEXT})
    assert (found.items, found.matched, found.whole, found.disagreements) == (1, 2, 2, [])
    assert all(span.f1 == 1 for span in found.spans.values() if span.first)


def test_disagreements_are_counted_and_listed(tmp_path: Path) -> None:
    one = full(tmp_path)
    other = full(
        tmp_path,
        FULL.replace("actors: [E1]", "actors: [E3]").replace("sources: [S2]", "sources: []")
        .replace("planned certain", "planned probable", 1).replace("names: [Niger, Niger]", "names: [Niger]")
        .replace("    - {act: visit#2", "    - {act: is").replace("same: [visit], ", ""),
    )  # fmt: skip
    found = compare([one], [other], {one.id: TEXT})
    assert [str(one) for one in found.disagreements] == [
        "cec/2024-04-30/1: only the first has name 'Niger'",
        "cec/2024-04-30/1: only the first has CONSULT 'visit'",
        "cec/2024-04-30/1: only the second has CONSULT 'is'",
        "cec/2024-04-30/1: 'visit' certainty: certain or probable",
        "cec/2024-04-30/1: 'visit' actors: 'Mali' or 'officials'",
        "cec/2024-04-30/1: 'visit' sources: 'Mali' or none",
    ]
    assert found.triggers.f1 == 0.5 and found.whole == 0
    assert (found.right["recipients"], found.right["actors"]) == (1, 0)


def test_a_disagreement_was_decided_for_the_reading_that_the_corpus_has(tmp_path: Path) -> None:
    one = full(tmp_path)
    other = full(
        tmp_path,
        FULL.replace("planned certain", "planned probable", 1).replace("actors: [E1]", "actors: [E3]")
        .replace("names: [Niger, Niger]", "names: [Niger]")
        .replace("    - {act: visit#2", "    - {act: is").replace("same: [visit], ", ""),
    )  # fmt: skip
    final = full(tmp_path, FULL.replace("planned certain", "planned possible", 1))
    found = compare([one], [other])
    for stands, verdicts in (
        (one, {"name": "first", "act": "first", "certainty": "first", "actors": "first"}),
        (other, {"name": "second", "act": "second", "certainty": "second", "actors": "second"}),
        (final, {"name": "first", "act": "first", "certainty": "neither", "actors": "first"}),
    ):
        decided = adjudication.decided(found, [one], [other], [stands])
        assert {field: set(counts) for field, counts in decided.items()} == {
            field: {verdict} for field, verdict in verdicts.items()
        }
        assert sum(counts.total() for counts in decided.values()) == len(found.disagreements)


def test_what_is_said_of_the_double_reading_is_there_in_it() -> None:
    readings = [store.load(name) for name in store.READINGS]
    blind = adjudication.blind(readings[0])
    assert len(readings[0]) - len(blind) == 5
    listed = adjudication.compare(*readings).disagreements
    places = {(one.item, one.field, (one.first or one.second or (-1, -1))[0]) for one in listed}
    assert adjudication.defensible() <= places


def test_kappa_is_cohens() -> None:
    # the textbook example: 20 yes-yes, 15 no-no, 5 and 10 apart
    table = Counter({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert kappa(table) == pytest.approx(0.4)
    assert kappa(Counter({("y", "y"): 9})) is None


def test_the_tables_of_counts(tmp_path: Path) -> None:
    one = full(tmp_path)
    empty = msgspec.structs.replace(one, acts=(), published=dt.date(2019, 1, 1))
    shown = stats.report({"train": [empty], "dev": [], "test": [one]})
    rows = {line.rsplit(maxsplit=7)[0]: line.split()[-7:] for line in shown.splitlines() if line}
    assert rows["items without an act"] == ["1", "0", "0", "0", "0", "0", "1"]
    assert rows["acts"] == ["0", "0", "2", "0", "0", "0", "2"]
    assert rows["CONSULT"] == ["0", "0", "2", "0", "0", "0", "2"]


def test_items_for_calibration_are_of_the_years_of_dev_and_of_no_other_set() -> None:
    drawn = sample.calibration()
    assert {one.split for one in drawn} == {"calibration"}
    others = {one.id for one in (*sample.load(), *sample.articles())} | sample.annotated_elsewhere()
    assert others.isdisjoint(one.id for one in drawn)
    annotated = store.load("calibration")
    assert sorted(one.id for one in annotated) == sorted(one.id for one in drawn)
    assert {one.published.year for one in annotated} == {2021, 2022}
    assert sample.split_of(drawn[0].id, annotated[0].published) == "calibration"
    assert sample.split_of("cec/2021-01-01/1", dt.date(2021, 1, 1)) == "dev"


def test_items_drawn_later_are_of_the_years_of_train_and_of_no_other_set() -> None:
    drawn = sample.more()
    names = {one.id for one in drawn}
    assert len(names) == len(drawn) > 5000
    assert {one.split for one in drawn} == {"train"}
    others = {one.id for one in (*sample.load(), *sample.calibration(), *sample.articles())}
    assert names.isdisjoint(others | sample.annotated_elsewhere() | sample.plans())
    assert {int(one.id[4:8]) for one in drawn} == set(YEARS["train"])
    for stratum, share in sample.SHARES.items():
        assert sum(one.stratum == stratum for one in drawn) == pytest.approx(share * len(drawn), rel=0.05)


def test_more_is_drawn_seed_by_seed_and_takes_nothing_twice() -> None:
    items = [
        Item(f"cec/2009-0{month}-01/{n}", dt.date(2009, month, 1), f"Premier {n} of Fiji says {month} " * 3)
        for month in range(1, 10)
        for n in range(9)
    ]
    drawn = sample.draw_more(items, frozenset({items[0].id}))
    assert items[0].id not in {one.id for one in drawn}
    assert len({one.id for one in drawn}) == len(drawn) == len(items) - 1
    assert all(one.split == "train" and one.batch.startswith("more-") for one in drawn)


def test_whole_articles_go_by_turns_to_both_halves() -> None:
    drawn = sample.articles()
    assert len(drawn) >= 40
    halves = {name: [one.id for one in drawn if one.split == name] for name in ARTICLES}
    assert abs(len(halves["articles"]) - len(halves["articles_test"])) <= 1
    assert {name: sorted(ids) for name, ids in halves.items()} == {
        name: sorted(one.id for one in store.load(name)) for name in ARTICLES
    }
    assert sample.split_of(halves["articles"][0], dt.date(2024, 1, 1)) == "articles"
    assert sample.split_of("cec/2024-01-01/1", dt.date(2024, 1, 1)) == "test"


@pytest.mark.skipif(not all((DATA / name).exists() for name in articles.FILES.values()), reason="no data")
def test_the_draw_of_articles_is_made_again() -> None:
    assert articles.draw() == sample.articles()
