"""What annotation says of entities, laid on the reader's mentions."""

from pathlib import Path

import yaml

from demarche.language.tree import Tree
from demarche.reading.reader import Reader
from evaluation import gold
from training import entities

TEXT = "Ada Berg, a nurse, met Police Minister Ana Soto in Lima. Berg thanked the minister."
REPORT: dict = {
    "id": "r",
    "text": TEXT,
    "acts": [
        {
            "act": "met", "type": "CONSULT", "status": "occurred certain positive",
            "actors": ["Ada Berg|Berg/PER/MED"], "recipients": ["Ana Soto/PER/GOV"],
        },
        {
            "act": "thanked", "type": "SUPPORT", "status": "occurred certain positive",
            "actors": ["Ada Berg|Berg/PER/MED"], "recipients": ["minister/PER/COP"],
        },
    ],
}  # fmt: skip


def answers(
    tmp_path: Path, question: entities.Question, annotated: dict = REPORT
) -> dict[str, tuple[str | None, float]]:
    path = tmp_path / "a-01.yaml"
    path.write_text(yaml.safe_dump([annotated]), encoding="utf-8")
    (report,) = gold.load(path)
    reading = Reader(learned=False).reading(TEXT)
    found = entities._named(report, question, Tree(reading.analysis), reading.layers)
    return {TEXT[entity.start : entity.end]: (answer, weight) for entity, answer, weight in found}


def test_every_mention_that_bears_a_name_has_its_answer(tmp_path: Path) -> None:
    sectors = answers(tmp_path, "sector")
    assert sectors["Berg"] == ("MED", 1.0)
    assert next(value for words, value in sectors.items() if words.startswith("Ada Berg")) == ("MED", 1.0)
    assert answers(tmp_path, "country")["Berg"] == ("PER", 1.0)


def test_who_is_annotated_in_two_ways_has_none(tmp_path: Path) -> None:
    met, thanked = REPORT["acts"]
    otherwise = {**thanked, "recipients": ["Ana Soto/PER/REL"]}
    told = answers(tmp_path, "sector", {**REPORT, "acts": [met, otherwise]})
    assert not any(words.endswith("Ana Soto") for words in told)
    assert told["Berg"] == ("MED", 1.0)


def test_who_takes_part_in_nothing_is_not_asked_for(tmp_path: Path) -> None:
    assert "Lima" not in answers(tmp_path, "sector")
