"""Tense decides whether a date without a year or a week has passed or is to come."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.language.tree import Tree
from demarche.reading.time import times
from demarche.reading.time_tense import direction_of, tense_of
from demarche.records import Analysis, Report, Sentence, Token

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"
INFINITIVE = "VerbForm=Inf"
MODAL = "VerbForm=Fin"


def tree(*rows: str) -> Tree:
    """A sentence from rows "form lemma UPOS feats head deprel", heads counted from 1 as in CoNLL-U."""
    text, tokens = "", []
    for row in rows:
        form, lemma, upos, feats, head, deprel = row.split()
        start = len(text) + (1 if text else 0)
        text = f"{text} {form}" if text else form
        known = {
            "PAST": PAST,
            "PRES": PRESENT,
            "PART": PARTICIPLE,
            "INF": INFINITIVE,
            "MODAL": MODAL,
            "_": "",
        }
        tokens.append(Token(start, len(text), form, lemma, upos, known[feats], int(head) - 1, deprel))
    return Tree(Analysis(text, (Sentence(0, len(text), 0, len(tokens)),), tuple(tokens), (), ()))


VISITED = tree(
    "He he PRON _ 2 nsubj",
    "visited visit VERB PAST 0 root",
    "in in ADP _ 4 case",
    "December December PROPN _ 2 obl",
)
WILL_VISIT = tree(
    "He he PRON _ 3 nsubj", "will will AUX MODAL 3 aux", "visit visit VERB INF 0 root",
    "in in ADP _ 5 case", "July July PROPN _ 3 obl",
)  # fmt: skip
PLANS_TO_VISIT = tree(
    "He he PRON _ 2 nsubj", "plans plan VERB PRES 0 root", "to to PART _ 4 mark",
    "visit visit VERB INF 2 xcomp",
    "in in ADP _ 6 case", "July July PROPN _ 4 obl",
)  # fmt: skip
IS_SET_TO_VISIT = tree(
    "He he PRON _ 3 nsubj", "is be AUX PRES 3 aux:pass", "set set VERB PART 0 root", "to to PART _ 5 mark",
    "visit visit VERB INF 3 xcomp", "in in ADP _ 7 case", "July July PROPN _ 5 obl",
)  # fmt: skip
SCHEDULED = tree(
    "It it PRON _ 3 nsubj:pass", "is be AUX PRES 3 aux:pass", "scheduled schedule VERB PART 0 root",
    "for for ADP _ 5 case", "Wednesday Wednesday PROPN _ 3 obl",
)  # fmt: skip
WAS_SCHEDULED = tree(
    "It it PRON _ 3 nsubj:pass", "was be AUX PAST 3 aux:pass", "scheduled schedule VERB PART 0 root",
    "for for ADP _ 5 case", "July July PROPN _ 3 obl",
)  # fmt: skip
PROMISED = tree(
    "She she PRON _ 2 nsubj", "promised promise VERB PAST 0 root", "it it PRON _ 2 obj", "in in ADP _ 5 case",
    "December December PROPN _ 2 obl",
)  # fmt: skip
WOULD_MEET = tree(
    "They they PRON _ 2 nsubj", "said say VERB PAST 0 root", "they they PRON _ 5 nsubj",
    "would would AUX MODAL 5 aux", "meet meet VERB INF 2 ccomp", "on on ADP _ 7 case",
    "Wednesday Wednesday PROPN _ 5 obl",
)  # fmt: skip
IS_TO_LEAVE = tree(
    "She she PRON _ 4 nsubj", "is be AUX PRES 4 aux", "to to PART _ 4 mark", "leave leave VERB INF 0 root",
    "in in ADP _ 6 case", "July July PROPN _ 4 obl",
)  # fmt: skip
ARRIVES = tree(
    "She she PRON _ 2 nsubj",
    "arrives arrive VERB PRES 0 root",
    "Friday Friday PROPN _ 2 obl:tmod",
)
HAS_MET = tree("They they PRON _ 3 nsubj", "have have AUX PRES 3 aux", "met meet VERB PART 0 root",
               "on on ADP _ 5 case", "Wednesday Wednesday PROPN _ 3 obl")  # fmt: skip
MAY_HAVE_MET = tree("They they PRON _ 4 nsubj", "may may AUX MODAL 4 aux", "have have AUX INF 4 aux",
                    "met meet VERB PART 0 root", "in in ADP _ 6 case", "July July PROPN _ 4 obl")  # fmt: skip
THE_SUMMIT_HELD = tree("The the DET _ 2 det", "summit summit NOUN _ 6 nsubj", "held hold VERB PART 2 acl",
                       "in in ADP _ 5 case", "July July PROPN _ 3 obl",
                       "failed fail VERB PAST 0 root")  # fmt: skip
# The date stands inside what was still to come when the rest was done.
AHEAD_OF_THE_TALKS = tree(
    "They they PRON _ 2 nsubj", "marched march VERB PAST 0 root", "ahead ahead ADP _ 6 case",
    "of of ADP _ 6 case", "October October PROPN _ 6 compound", "talks talk NOUN _ 2 obl",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "token", "tense"),
    [
        (VISITED, 1, "past"),
        (WILL_VISIT, 2, "future"),
        (PLANS_TO_VISIT, 3, "future"),
        (PLANS_TO_VISIT, 1, "present"),
        (IS_SET_TO_VISIT, 4, "future"),
        (HAS_MET, 2, "past"),
        (MAY_HAVE_MET, 3, "past"),
        (THE_SUMMIT_HELD, 2, "past"),
    ],
)
def test_tense_of_a_predicate(sentence: Tree, token: int, tense: str | None) -> None:
    assert tense_of(sentence, token) == tense


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [(SCHEDULED, "future"), (WAS_SCHEDULED, "ahead"), (PROMISED, "past"), (WILL_VISIT, "future")],
)
def test_direction_of_an_expression(sentence: Tree, direction: str | None) -> None:
    assert direction_of(sentence, len(sentence.tokens) - 1) == direction


@pytest.mark.parametrize(
    ("sentence", "begin"),
    [
        (VISITED, "2022-12-01"),  # a September report: last December
        (WILL_VISIT, "2024-07-01"),
        (PLANS_TO_VISIT, "2024-07-01"),
        (IS_SET_TO_VISIT, "2024-07-01"),
        (SCHEDULED, "2023-09-06"),  # written on a Monday: the coming Wednesday
        (HAS_MET, "2023-08-30"),
        (WOULD_MEET, "2023-09-06"),
        (IS_TO_LEAVE, "2024-07-01"),
        (ARRIVES, "2023-09-08"),
        (WAS_SCHEDULED, "2023-07-01"),
        (PROMISED, "2022-12-01"),
        (THE_SUMMIT_HELD, "2023-07-01"),
        (AHEAD_OF_THE_TALKS, "2023-10-01"),
    ],
)
def test_tense_picks_the_occurrence(sentence: Tree, begin: str) -> None:
    report = Report(id="r", text=sentence.analysis.text, published=dt.date(2023, 9, 4))
    (expression,) = times(report, sentence)
    assert expression.begin == begin


def test_an_amount_ahead_is_a_day() -> None:
    sentence = tree(
        "They they PRON _ 3 nsubj", "will will AUX MODAL 3 aux", "meet meet VERB INF 0 root",
        "in in ADP _ 6 case",
        "three three NUM _ 6 nummod", "days day NOUN _ 3 obl",
    )  # fmt: skip
    (expression,) = times(
        Report(id="r", text=sentence.analysis.text, published=dt.date(2023, 9, 4)), sentence
    )
    assert (expression.text, expression.begin) == ("three days", "2023-09-07")


def test_soon_under_a_past_verb_tells_of_no_time_ahead() -> None:
    sentence = tree("They they PRON _ 3 nsubj", "soon soon ADV _ 3 advmod", "left leave VERB PAST 0 root")
    assert times(Report(id="r", text=sentence.analysis.text), sentence) == ()


def test_an_offset_from_a_dated_event_is_counted_out() -> None:
    sentence = tree(
        "It it PRON _ 2 nsubj", "ended end VERB PAST 0 root", "three three NUM _ 4 nummod",
        "days day NOUN _ 2 obl:tmod",
        "after after ADP _ 7 case", "the the DET _ 7 det", "vote vote NOUN _ 2 obl", "on on ADP _ 9 case",
        "May May PROPN _ 7 nmod", "3 3 NUM _ 9 nummod",
    )  # fmt: skip
    first, second = times(
        Report(id="r", text=sentence.analysis.text, published=dt.date(2023, 9, 4)), sentence
    )
    assert (first.text, first.begin, first.anchor) == ("three days", "2023-05-06", 6)
    assert second.begin == "2023-05-03"


def test_the_modal_may_is_no_month() -> None:
    sentence = tree("May may AUX MODAL 3 aux", "he he PRON _ 3 nsubj", "rest rest VERB INF 0 root",
                    "in in ADP _ 5 case", "May May PROPN _ 3 obl")  # fmt: skip
    found = times(Report(id="r", text=sentence.analysis.text, published=dt.date(2023, 9, 4)), sentence)
    assert [(e.start, e.begin) for e in found] == [(15, "2024-05-01")]
