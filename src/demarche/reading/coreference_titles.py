"""Names and what stands before them: "former French Finance Minister Bruno Le Maire"."""

from __future__ import annotations

from demarche.knowledge import countries, offices, organisations, sectors
from demarche.language.tree import Tree
from demarche.reading.coreference_lexicon import KnownName, helps
from demarche.reading.coreference_mentions import Phrase

_CONNECTORS = frozenset("of for the and on in to against de del la al bin ibn von van da do dos &".split())
_PARTICLES = frozenset("al el bin ibn van von der de da di du la le dos ben abu ul bint st".split())


def read_name(tree: Tree, phrase: Phrase, known: KnownName | None) -> None:
    """Splits a named phrase into what stands before the name, and the name.

    "former French Finance Minister Bruno Le Maire" → title "former french finance
    minister", name "Bruno Le Maire". "The President" is a description, no name.
    """
    tokens = tree.tokens
    if known is not None and known.kind in ("country", "capital") and not _goes_on(tree, known):
        phrase.type = "place"
        phrase.name_first, phrase.name_last = known.first, known.last
        phrase.name = tree.analysis.text[tokens[known.first].start : tokens[known.last - 1].end]
        return
    first, last = _name_start(tree, phrase), _name_end(tree, phrase)
    if known is not None:
        first, last = min(first, known.first), max(last, known.last)
    if phrase.type != "person":
        last = _organisation_end(tree, phrase, last)
    titles = [c for c in tree.children(phrase.head, "nmod:desc") if phrase.first <= c < phrase.head]
    cut = 0
    if titles:
        # "Kenyan Ambassador to the United Nations Martin Kimani": the title has its own tree.
        cut = max(max(tree.subtree(title)) for title in titles) + 1 - first
        cut = cut if 0 < cut <= phrase.head - first else 0
    words = [tokens[i].text for i in range(first, last)]
    if words and _is_office_of_body(words):
        phrase.kind, phrase.lemma = "nominal", words[-1].lower()
        phrase.definite = phrase.definite if phrase.definite is not None else True
        return
    if not cut and phrase.type != "person":
        cut = _description_length(words)
    if not cut and phrase.type in ("person", "") and organisations.find(" ".join(words)) is None:
        cut = _title_length(words)
    while cut < len(words) - 1 and tokens[first + cut].text in ("-", ","):
        cut += 1
    phrase.title = " ".join(words[:cut]).lower()
    first += cut
    while first < last - 1 and (
        (tokens[first].text.islower() and tokens[first].text not in _PARTICLES)
        or (tokens[first].text == "-" and phrase.title)  # "the *far-right* Flemish Front"
    ):
        phrase.title = f"{phrase.title} {tokens[first].text}".strip()
        first += 1
    name = tree.analysis.text[tokens[first].start : tokens[last - 1].end]
    office = f"{phrase.title} {name}".lower().split()[-2:]  # "The Iranian *Defence Minister*"
    if phrase.title and " " not in name and sectors.noun(" ".join(office)) is not None:
        phrase.title, name = "", " ".join(word.capitalize() for word in office)
    called = any(sectors.noun(word) or offices.office(word) for word in phrase.title.split())
    if not called and _is_description(name):  # "the *caretaker* Prime Minister of Togo"
        phrase.title = ""
    if not phrase.title and (_is_description(name) or _is_national_office(name)):
        phrase.kind, phrase.lemma = "nominal", name.split()[-1].lower()
        phrase.definite = phrase.definite if phrase.definite is not None else True
        phrase.words = frozenset(name.lower().split())
        return
    phrase.name_first, phrase.name_last, phrase.name = first, last, name


def _goes_on(tree: Tree, known: KnownName) -> bool:
    """Whether a longer name goes on after a country's: "Jordan Peterson", "China Mobile"."""
    if known.last >= len(tree.tokens):
        return False
    after = tree.tokens[known.last]
    return after.upos == "PROPN" and known.first <= after.head < known.last


def _is_description(name: str) -> bool:
    """ "President", "Prime Minister", "Parliament", "Muslims": common nouns with a capital."""
    entry = sectors.noun(name.lower())
    if entry is None and " " not in name and name.endswith("s"):
        entry = sectors.noun(name[:-1].lower())
        entry = entry if entry is not None and entry.person else None
    return entry is not None and organisations.find(name) is None and countries.country_of(name) is None


def _is_national_office(name: str) -> bool:
    """ "United States Secretary", "Lebanese Minister": an office with its country, and no name."""
    before, _, last = name.rpartition(" ")
    noun = sectors.noun(last.lower())
    office = noun is not None and noun.person and offices.office(last.lower()) is not None
    return office and (countries.country_of(before) is not None or countries.demonym(before) is not None)


def _is_office_of_body(words: list[str]) -> bool:
    """ "State Department Spokesperson": a known body and whoever speaks or acts for it, and no name."""
    noun = sectors.noun(words[-1].lower())
    speaks = noun is not None and noun.person and noun.inherits
    return speaks and organisations.find(" ".join(words[:-1])) is not None


def _name_start(tree: Tree, phrase: Phrase) -> int:
    tokens = tree.tokens
    first = phrase.first
    while first < phrase.head and (
        tokens[first].upos in ("DET", "NUM", "PUNCT", "PRON")
        or tree.tokens[first].text.lower() == "old"  # "the 21-year-*old* Ana Soto"
        or tokens[first].text in ("'s", "’s")
        or tree.has_relation(first, "nmod:poss")
        or _under_possessor(tree, first, phrase.head)
    ):
        first += 1
    for mark in range(first + 1, phrase.head - 1):  # "the *Turkish-backed* Syrian National Army"
        joined = tokens[mark].text in ("-", "–") and helps(tree, mark)
        if joined and all(one.upos in ("PROPN", "ADJ", "NOUN") for one in tokens[first:mark]):
            return mark + 2
    return first


def _name_end(tree: Tree, phrase: Phrase) -> int:
    tokens = tree.tokens
    last = phrase.head + 1
    flats = [flat for flat in tree.children(phrase.head, "flat", "goeswith") if flat > phrase.head]
    if flats:
        last = max(last, min(phrase.last, max(max(tree.subtree(flat)) for flat in flats) + 1))
    while last < phrase.last and (
        (
            tokens[last].upos == "PROPN"
            and tokens[last].head in range(phrase.first, last + 1)
            and not tree.has_relation(last, "nmod:poss", "appos", "nmod")
        )
        or (
            tokens[last].text in ("-", "–")
            and last + 1 < phrase.last
            and tokens[last].end == tokens[last + 1].start
        )
    ):
        last += 1
    while (
        last + 1 < len(tokens)
        and tokens[last].text in ("-", "–")
        and tokens[last - 1].end == tokens[last].start
        and tokens[last].end == tokens[last + 1].start
        and not helps(tree, last)  # "the *Hamas*-led attack"
    ):
        last += 2  # "Kim Jong" + "-un", however the parse attaches it
        phrase.last = max(phrase.last, last)
    return last


def _under_possessor(tree: Tree, index: int, head: int) -> bool:
    for above in tree.ancestors(index):
        if above == head:
            return False
        if tree.has_relation(above, "nmod:poss"):
            return True
    return False


def _organisation_end(tree: Tree, phrase: Phrase, last: int) -> int:
    """Where a name such as "Ministry of Foreign Affairs" ends.

    Only a noun for a body takes an of-phrase into its name: "Bank of Ghana", but not
    "Wong of the Democratic Party". Where it is stands outside ("the embassy *in Kabul*"), but
    for names that are known so ("… for Security and Co-operation *in Europe*").
    """
    tokens, text = tree.tokens, tree.analysis.text
    base = sectors.noun(tokens[last - 1].text.lower())
    body = base is not None and not base.person
    end = best = last
    placed = False
    while end < phrase.last:
        word = tokens[end]
        placed = placed or word.text.lower() in ("in", "on", "to", "against")
        if word.upos == "PROPN" or (word.text[:1].isupper() and word.upos in ("NOUN", "ADJ")):
            end += 1
            name = text[tokens[phrase.first].start : tokens[end - 1].end]
            known = organisations.find(name) is not None or countries.country_of(name) is not None
            if known or (body and not placed):
                best = end
        elif word.text.lower() in _CONNECTORS and word.upos in ("ADP", "DET", "CCONJ", "SYM", "X"):
            end += 1
        elif word.text == "," and word.deprel == "compound":
            end += 1  # a list of fields that ``repair`` has found to be one body's
        else:
            break
    return best


def _description_length(words: list[str]) -> int:
    """How many words describe a body before its name: "*Israeli ultra-orthodox party* Shas"."""
    for position in range(len(words) - 2, -1, -1):
        noun = sectors.noun(words[position])
        if words[position].islower() and noun is not None and not noun.person:
            return position + 1
        if words[position].islower():
            return 0
    return 0


def _title_length(words: list[str]) -> int:
    """How many words before a person's name are titles and what modifies them."""
    last_words = offices.title_words()
    best = 0
    for position in range(len(words) - 1):
        word = words[position].lower()
        known = word in last_words or ((noun := sectors.noun(word)) is not None and noun.person)
        given = position == 0 and offices.gender_of_given_name(words[0]) is not None  # "Dean Baker"
        if known and not given:
            best = position + 1
    return best
