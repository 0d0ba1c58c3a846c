"""Features that a word's form rules out, put right.

The network reads subwords, and now and then gives a rare verb a form that its letters deny:
"vowed" is past, whatever stands around it.
"""

from __future__ import annotations

from demarche.knowledge.status import embedding
from demarche.language.lemmatise import is_base, is_irregular, is_past, third_person

FINITE_PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PLURAL_PRESENT = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
FINITE_PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"
GERUND = "VerbForm=Ger"
_ADNOMINAL = ("acl", "amod", "advcl", "xcomp")


def settled(form: str, upos: str, feats: str, deprel: str, *, helped: bool) -> str:
    """The features of a word, with a verb's tense and form, a noun's number as its ending has them.

    ``helped`` says that the verb has an auxiliary: "had *vowed*" is a participle, "they
    *vowed*" is finite. Words of other classes, and what ends otherwise, are left alone.
    """
    word = form.lower()
    if upos == "NOUN" and word.endswith("s") and "Number=Plur" not in feats:
        # "*Claims* that he fled", "*Rumours* of a coup": capitals hide what opens a sentence
        known = form[:1].isupper() and bool(embedding(word[:-1], "noun"))
        return "Number=Plur" if known or "VerbForm" in feats else feats
    if upos != "VERB":
        return feats
    if word.endswith("ed") and "Tense=Past" not in feats and not is_base(word):
        adnominal = deprel.split(":")[0] in _ADNOMINAL and deprel != "acl:relcl"
        return PARTICIPLE if helped or adnominal else FINITE_PAST
    past = "Tense=Past" in feats and "VerbForm=Fin" in feats
    past = past and (not word.endswith("ed") or is_base(word)) and not is_past(word)  # so it looks like none
    third = "Person=3" in feats and "Number=Sing" in feats and not past
    if word.endswith("s") and not third and not is_base(word) and (past or is_base(third_person(word))):
        return FINITE_PRESENT  # "the union *suspends* talks"
    if past and (is_base(word) or not is_irregular(word)):
        return PLURAL_PRESENT  # "troops *exchange* gunfire", "prisoners *riot*"
    if word.endswith("ing") and "VerbForm=Fin" in feats and not is_base(word):
        return GERUND
    return feats
