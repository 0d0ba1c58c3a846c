"""Gold reports: how they are loaded, and how readings are held against them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml

from evaluation import gold
from evaluation.gold import GoldError, fingerprint, load, score

TEXT = "Sweden will visit Norway. The visit was announced by officials."


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes one gold report to a file of its own."""

    def write(**report: object) -> Path:
        path = tmp_path / "one.yaml"
        path.write_text(yaml.safe_dump([report]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with two items, as the open data has them."""
    lines = [
        {"id": "cec/2023-09-04/2", "date": "2023-09-04", "text": "Nothing of note."},
        {"id": "cec/2023-09-04/3", "date": "2023-09-04", "text": TEXT},
    ]
    with gzip.open(tmp_path / gold.ITEMS, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
    return tmp_path


def act(words: str = "visit", **fields: object) -> dict[str, object]:
    return {"act": words, "type": "CONSULT/visit", "status": "planned probable positive", **fields}


def test_a_report_with_its_text(write: Callable[..., Path]) -> None:
    (report,) = load(write(id="a", text=TEXT, published=dt.date(2024, 1, 2), acts=[act("visit#2")]))
    assert report.published == dt.date(2024, 1, 2)
    assert TEXT[report.acts[0].start :].startswith("visit was")


def test_a_trigger_that_is_not_in_the_text(write: Callable[..., Path]) -> None:
    with pytest.raises(GoldError, match=r"one\.yaml, a: 'talks' stands 0 times"):
        load(write(id="a", text=TEXT, acts=[act("talks")]))
    with pytest.raises(GoldError, match="does not stand at 3"):
        load(write(id="a", text=TEXT, acts=[act("visit@3")]))


def test_an_item_of_the_open_data_gives_text_and_day(write: Callable[..., Path], data: Path) -> None:
    path = write(item="cec/2023-09-04/3", sha256=fingerprint(TEXT), acts=[act()])
    (report,) = load(path, data)
    assert (report.id, report.text, report.published) == ("cec/2023-09-04/3", TEXT, dt.date(2023, 9, 4))


def test_an_item_whose_text_is_another_one(write: Callable[..., Path], data: Path) -> None:
    with pytest.raises(GoldError, match=f"has the sha256 {fingerprint(TEXT)}, annotated was 00ff"):
        load(write(item="cec/2023-09-04/3", sha256="00ff", acts=[act()]), data)
    with pytest.raises(GoldError, match="no such item"):
        load(write(item="cec/1999-09-04/3", sha256="00ff", acts=[act()]), data)


def test_texts_that_are_elsewhere_are_skipped_and_named(write: Callable[..., Path], tmp_path: Path) -> None:
    absent: list[str] = []
    assert load(write(item="cec/2023-09-04/3", sha256="00ff"), tmp_path / "nowhere", absent) == []
    assert load(write(id="b", text_file="no/such.txt"), tmp_path, absent) == []
    assert len(absent) == 2 and "cec/2023-09-04/3: skipped" in absent[0] and "no/such.txt" in absent[1]


def test_scores_count_acts_fields_and_overclaims(write: Callable[..., Path], reading: Callable) -> None:
    path = write(
        id="r1",
        text=TEXT,
        acts=[
            act(cameo="042", actors=["Sweden will/SWE/GOV"], recipients=["Norway/NOR"], time="2024-03"),
            act("announced", type="STATEMENT"),
        ],
    )
    (report,) = load(path)
    mentions = list(reading(TEXT).mentions)
    total, differences = score([(report, mentions)])
    assert (total.gold, total.read, total.found, total.typed) == (2, 2, 1, 1)
    assert (total.recall, total.precision) == (0.5, 0.5)
    assert total.field("actors") == 1.0 and total.field("cameo") == 1.0
    assert total.field("polarity") == 0.0  # the fake reader calls every visit off
    assert any("missed STATEMENT 'announced'" in line for line in differences)
    assert any("spurious CONSULT/visit 'visit'" in line for line in differences)
    assert not total.overclaims
    done = msgspec.structs.replace(mentions[0], status="occurred", certainty="certain", polarity="positive")
    total, _ = score([(report, [done])])
    assert total.overclaims == ["r1: 'visit'"]


def test_reciprocal_participants_match_one_to_one(reading: Callable) -> None:
    (mention,) = reading("Ana Lind will visit Norway.").mentions
    actor = mention.actors[0]
    assert gold.same_actors(["Lind/SWE"], [actor])
    assert not gold.same_actors(["Lind/SWE", "Lind/SWE"], [actor])
    assert not gold.same_actors(["Lind/NOR"], [actor])
    assert not gold.same_actors([], [actor])


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("an agreement", "agreement on fishing", True),
        ("The driver", "driver of the van", True),
        ("U.S. Supreme Court", "US Supreme Court", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("the", "the", True),
        ("U.S.", "Russia", False),
        ("EU", "Neumann", False),
        ("the driver", "the van", False),
        ("the driver", "", False),
        ("", "the van", False),
    ],
)
def test_names_are_the_same_whatever_article_stands_before_them(wanted: str, got: str, same: bool) -> None:
    assert gold.same_name(wanted, got) is same
    assert gold.same_name(got, wanted) is same
