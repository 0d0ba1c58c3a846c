"""From names as the network labels them to mentions: where a name begins and ends."""

from __future__ import annotations

import pytest

from demarche.language.entities import mentions, with_names
from demarche.records import Analysis, Name, Sentence, Token

# form/tag/governor counted from 1/relation
COSTA = (
    "Ana/PROPN/7/nsubj Costa/PROPN/1/flat ,/PUNCT/4/punct Minister/PROPN/1/appos of/ADP/6/case "
    "Justice/PROPN/4/nmod left/VERB/0/root"
)
QUEEN = "Ana/PROPN/5/nsubj Costa/PROPN/1/flat ,/PUNCT/4/punct QC/PROPN/1/appos left/VERB/0/root"
PLACES = "in/ADP/2/case Lagos/PROPN/0/root and/CCONJ/4/cc Abuja/PROPN/2/conj"
CHAIN = "in/ADP/2/case Lagos/PROPN/0/root ,/PUNCT/4/punct Nigeria/PROPN/2/appos"
COURT = "the/DET/2/det Court/PROPN/0/root in/ADP/4/case Oslo/PROPN/2/nmod"
PARK = "Forest/PROPN/2/compound Park/PROPN/0/root which/PRON/4/nsubj closed/VERB/2/acl:relcl"
WAR = "World/PROPN/2/compound War/PROPN/0/root II/PROPN/2/flat"
CHIEF = "Apple/PROPN/2/compound CEO/PROPN/0/root"


def analysis(rows: str) -> Analysis:
    """One sentence of words separated by blanks."""
    tokens, text = [], ""
    for row in rows.split():
        form, upos, head, relation = row.split("/")
        feats = "PronType=Rel" if form == "which" else ""
        start = len(text) + bool(text)
        text = f"{text} {form}".strip()
        tokens.append(Token(start, len(text), form, form, upos, feats, int(head) - 1, relation))
    return Analysis(text, (Sentence(0, len(text), 0, len(tokens)),), tuple(tokens), (), ())


@pytest.mark.parametrize(
    ("rows", "first", "last", "kind", "wanted"),
    [
        (COSTA, 0, 6, "person", ["Ana Costa", "Minister of Justice"]),
        (QUEEN, 0, 4, "person", ["Ana Costa , QC"]),
        (PLACES, 1, 4, "place", ["Lagos", "Abuja"]),
        (CHAIN, 1, 4, "place", ["Lagos , Nigeria"]),
        (COURT, 0, 3, "organisation", ["the Court"]),
        (PARK, 0, 3, "place", ["Forest Park"]),
        (WAR, 0, 2, "event", ["World War II"]),
        (CHIEF, 0, 1, "organisation", ["Apple"]),
    ],
)
def test_a_name_has_the_bounds_that_the_tree_gives_it(rows, first, last, kind, wanted):
    read = analysis(rows)
    found = mentions(read, [(first, last, kind, 0.9)], [])
    assert [read.text[mention.start : mention.end] for mention in found] == wanted
    assert {mention.type for mention in found} == {kind}


@pytest.mark.parametrize(("score", "kind"), [(0.97, "organisation"), (0.8, "place")])
def test_a_phrase_has_the_type_of_its_name_where_that_is_surer(score: float, kind: str) -> None:
    read = analysis(COURT)
    found = mentions(read, [(0, 4, "place", 0.92)], [])
    court = Name(4, 9, 1, 2, "organisation", score)
    (mention,) = with_names(read, found, [court])
    assert (mention.first, mention.last, mention.type) == (0, 4, kind)


def test_a_name_that_heads_no_phrase_becomes_one() -> None:
    read = analysis(COURT)
    found = mentions(read, [(0, 4, "organisation", 0.9)], [])
    oslo = Name(13, 17, 3, 4, "place", 0.7)
    ministry, place = with_names(read, found, [oslo])
    assert (ministry.first, ministry.last) == (0, 4)
    assert (place.start, place.end, place.head, place.type, place.named) == (13, 17, 3, "place", True)
