"""Lemmas in the manner of Universal Dependencies, from a word's form, tag and features.

Regular inflection is undone by rule; what the rules get wrong in the training treebanks
stands in ``data/lemmas.tsv`` (made by ``training/lemmas.py``), with the verbs' base forms
that tell "hop|ped" from "hope|d".
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from demarche.knowledge.codebook import load

# The closed class of verbs whose past is their base form.
_UNCHANGED = frozenset(
    "beat bet bid broadcast burst bust cast cost cut fit forecast hit hurt knit let offset put quit "
    "read recast reset rid set shed shut slit split spread sublet sweat telecast thrust typeset upset "
    "wed wet".split()
)
_VOWELS = frozenset("aeiou")
# clitics written without their apostrophe, by form and tag
_BARE = {
    ("s", "AUX"): "be", ("m", "AUX"): "be", ("r", "AUX"): "be", ("re", "AUX"): "be", ("ve", "AUX"): "have",
    ("ll", "AUX"): "will", ("s", "PART"): "'s", ("nt", "PART"): "not",
}  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[tuple[str, str, str], str], frozenset[str]]:
    """(form, tag, inflection) → lemma, and the known base forms of verbs."""
    exceptions: dict[tuple[str, str, str], str] = {}
    bases: set[str] = set()
    text = resources.files("demarche.language").joinpath("data/lemmas.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        upos, inflection, form, lemma = line.split("\t")
        if upos == "BASE":
            bases.update(form.split())
        else:
            exceptions[form, upos, inflection] = lemma
    # the codebook knows verbs that no treebank has, "mull", "impeach"; not those that "raped" could come of
    listed = load().verbs.keys()
    bases |= {verb for verb in listed if verb.isalpha() and f"{verb}e" not in bases | listed}
    return exceptions, frozenset(bases)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Past forms and participles of irregular verbs → base: "withdrew", "forgiven"."""
    table = resources.files("demarche.language").joinpath("data/verbs_irregular.tsv")
    text = table.read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            base, *forms = line.split("\t")
            found.update((form, base) for form in forms if form != base and form not in ("wound", "ground"))
    return found


def is_base(word: str) -> bool:
    """Whether a word in lower case is the base form of a known verb: "need", "bring"."""
    return word in _tables()[1]


def is_past(word: str) -> bool:
    """Whether a word in lower case is known as a past form that no rule makes: "set", "found"."""
    irregular = (word, "VERB", "past") in _tables()[0] or (word, "VERB", "part") in _tables()[0]
    return irregular or word in _UNCHANGED


def is_irregular(word: str) -> bool:
    """Whether a word in lower case may be a past of its own making, with a prefix or without: "redrew"."""
    return any(word.endswith(form) for form in (*_irregular(), *_UNCHANGED))


def inflection(upos: str, feats: str) -> str:
    """The inflection that matters for a lemma: "past", "ing", "s", "plural", "cmp", "sup", ""."""
    if upos in ("VERB", "AUX"):
        if "Tense=Past" in feats:
            return "part" if "VerbForm=Part" in feats else "past"
        if "VerbForm=Ger" in feats or "VerbForm=Part" in feats:
            return "ing"
        return "s" if "Person=3" in feats and "Number=Sing" in feats else ""
    if upos in ("NOUN", "PROPN"):
        return "plural" if "Number=Plur" in feats else ""
    if upos in ("ADJ", "ADV"):
        return "cmp" if "Degree=Cmp" in feats else "sup" if "Degree=Sup" in feats else ""
    return ""


@lru_cache(maxsize=200_000)
def lemmatise(form: str, upos: str, feats: str) -> str:
    """The lemma: "said" VERB past → "say", "Russians" PROPN plural → "Russian"."""
    exceptions, _ = _tables()
    kind = inflection(upos, feats)
    word = form.lower()
    if upos == "VERB" and kind in ("past", "part") and word in _irregular() and not is_base(word):
        return _irregular()[word]  # before a treebank's slips: "fled"
    found = exceptions.get((word, upos, kind))
    if found is not None:
        return found
    return _BARE.get((word, upos)) or by_rule(form, upos, kind)


def by_rule(form: str, upos: str, kind: str) -> str:
    """The lemma by rule alone, without the list of exceptions."""
    if upos == "PROPN":
        return _singular(form) if kind == "plural" else form
    if upos in ("SYM", "X", "NUM"):
        return form.lower() if upos == "NUM" and form.istitle() else form
    if upos == "ADJ" and form[:1].isupper() and not form.isupper() and not kind:
        # adjectives of nations keep their capital as words of their own: "Russian"
        return form if form.endswith(("an", "ese", "ish", "i", "ch")) else form.lower()
    word = form.lower()
    if upos in ("VERB", "AUX"):
        if kind in ("past", "part", "") and word in _irregular() and word not in _tables()[1]:
            return _irregular()[word]
        if kind == "" and word.endswith("ing") and not is_base(word):
            kind = "ing"  # tagged as an infinitive: "are *sharing*"
        if kind in ("past", "part"):
            # no past form ends so: a present that was tagged wrongly, "India *cancels* talks"
            plain = third_person(word)
            return plain if plain != word and is_base(plain) else _unsuffixed(word, "ed")
        if kind == "ing":
            return _unsuffixed(word, "ing")
        return third_person(word) if kind == "s" else word
    if kind == "plural":
        return _singular(word)
    if kind == "cmp" and word.endswith("er"):
        return _positive(word[:-2])
    if kind == "sup" and word.endswith("est"):
        return _positive(word[:-3])
    return word


def _unsuffixed(word: str, suffix: str) -> str:
    """A verb without -ed or -ing: the base that is known, else the likeliest spelling."""
    if suffix == "ed" and word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if not word.endswith(suffix) or len(word) <= len(suffix) + 1:
        return word
    stem = word[: -len(suffix)]
    _, bases = _tables()
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    candidates = [stem, stem + "e"]
    if doubled:
        candidates = [stem[:-1], stem] if stem[-1] not in "lsz" else [stem, stem[:-1]]
    for candidate in candidates:
        if candidate in bases:
            return candidate
    if doubled:
        return candidates[0]
    return stem + "e" if _wants_e(stem) else stem


def _wants_e(stem: str) -> bool:
    """Whether a stem is spelled with a final e: "hop", "argu", "chang", "pleas", "involv"."""
    if stem.endswith(
        ("at", "iz", "is", "ur", "uc", "dg", "ng", "rg", "nc", "rc", "v", "u", "ns", "rs", "ps")
    ):
        return not stem.endswith(("eat", "oat", "ing", "ong", "ang", "our", "ieu"))
    if len(stem) < 3 or stem[-1] in _VOWELS or stem[-1] in "wxy":
        return False
    return stem[-2] in _VOWELS and stem[-3] not in _VOWELS and len(stem) <= 4


def third_person(word: str) -> str:
    """A verb without the -s of the third person: "carries" → "carry"."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _singular(word: str) -> str:
    """A plural noun's singular; a capital is kept."""
    lower = word.lower()
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith("men") and len(word) > 3:
        return word[:-2] + "an"
    if lower.endswith(("sses", "shes", "ches", "xes", "zes")) and not lower.endswith(("izes", "axes")):
        return word[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _positive(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    if stem.endswith(
        ("c", "g", "rs", "s", "v", "u", "bl", "pl", "tl", "dl", "gl", "iv", "at", "ut", "ar", "ir", "ur")
    ) and not stem.endswith(("ng", "ear", "air")):
        return stem + "e"
    return stem
