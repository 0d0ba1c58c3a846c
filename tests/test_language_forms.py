"""Forms that a word's letters rule out."""

import pytest

from demarche.language.forms import FINITE_PAST, GERUND, PARTICIPLE, PLURAL_PRESENT, settled

PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


@pytest.mark.parametrize(
    ("form", "upos", "feats", "deprel", "helped", "wanted"),
    [
        ("vowed", "VERB", PRESENT, "root", False, FINITE_PAST),
        ("foiled", "VERB", "Tense=Pres|VerbForm=Part", "root", True, PARTICIPLE),
        ("looted", "VERB", "VerbForm=Inf", "acl", False, PARTICIPLE),
        ("fled", "VERB", PRESENT, "acl:relcl", False, FINITE_PAST),
        ("shelling", "VERB", PRESENT, "root", False, GERUND),
        ("suspends", "VERB", "VerbForm=Inf", "root", False, PRESENT),
        ("pass", "VERB", "VerbForm=Inf", "root", False, "VerbForm=Inf"),
        ("exchange", "VERB", FINITE_PAST, "root", False, PLURAL_PRESENT),
        ("set", "VERB", FINITE_PAST, "root", False, FINITE_PAST),
        ("derides", "VERB", FINITE_PAST, "root", False, PRESENT),
        ("was", "VERB", FINITE_PAST, "root", False, FINITE_PAST),
        ("brawl", "VERB", FINITE_PAST, "root", False, PLURAL_PRESENT),
        ("redrew", "VERB", FINITE_PAST, "root", False, FINITE_PAST),
        ("bleed", "VERB", FINITE_PAST, "root", False, PLURAL_PRESENT),
        ("need", "VERB", PRESENT, "root", False, PRESENT),
        ("bring", "VERB", PRESENT, "root", False, PRESENT),
        ("mulls", "VERB", PLURAL_PRESENT, "root", False, PRESENT),
        ("Claims", "NOUN", PRESENT, "nsubj", False, "Number=Plur"),
        ("Rumours", "NOUN", "Number=Sing", "nsubj", False, "Number=Plur"),
        ("Paris", "NOUN", "Number=Sing", "nsubj", False, "Number=Sing"),
        ("unfettered", "ADJ", "Degree=Pos", "amod", False, "Degree=Pos"),
    ],
)
def test_a_form_has_the_features_that_its_ending_allows(form, upos, feats, deprel, helped, wanted):
    assert settled(form, upos, feats, deprel, helped=helped) == wanted
