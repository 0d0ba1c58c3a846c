"""The noun phrases that can refer: names, nominals and pronouns with what marks them.

The language model finds most of them; grammar completes what it misses, since a
dependency tree gives every phrase a head ("the *minister* who resigned on Monday").
Spans follow GUM's guidelines: with determiners, modifiers, relative clauses and the
possessive 's; without prepositions, appositions and conjuncts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.knowledge import countries, offices, organisations, sectors
from demarche.language.tree import Tree, features
from demarche.reading.coreference_lexicon import KnownName
from demarche.records import EntityMention, Token

PRONOUNS: dict[str, tuple[int, str, str | None]] = {
    # form → (person, number, gender); gender n is "it", None is open
    "i": (1, "sing", None), "me": (1, "sing", None), "my": (1, "sing", None),
    "mine": (1, "sing", None), "myself": (1, "sing", None),
    "we": (1, "plur", None), "us": (1, "plur", None), "our": (1, "plur", None),
    "ours": (1, "plur", None), "ourselves": (1, "plur", None),
    "you": (2, "both", None), "your": (2, "both", None), "yours": (2, "both", None),
    "yourself": (2, "sing", None), "yourselves": (2, "plur", None),
    "he": (3, "sing", "m"), "him": (3, "sing", "m"), "his": (3, "sing", "m"), "himself": (3, "sing", "m"),
    "she": (3, "sing", "f"), "her": (3, "sing", "f"), "hers": (3, "sing", "f"), "herself": (3, "sing", "f"),
    "it": (3, "sing", "n"), "its": (3, "sing", "n"), "itself": (3, "sing", "n"),
    "they": (3, "plur", None), "them": (3, "plur", None), "their": (3, "plur", None),
    "theirs": (3, "plur", None), "themselves": (3, "plur", None), "themself": (3, "plur", None),
    "'em": (3, "plur", None), "each other": (3, "plur", None),
}
DEMONSTRATIVES = {"this": "sing", "that": "sing", "these": "plur", "those": "plur"}
REFLEXIVES = frozenset(
    "myself ourselves yourself yourselves himself herself itself themselves themself".split()
)

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "each", "every"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "no", "another", "many", "several", "few"})
# Dependents that belong to the phrase; the others (appositions, conjuncts, subjects of a
# predicate noun, prepositions) stand outside of it.
_INSIDE = frozenset(
    "det amod nummod compound flat nmod acl fixed goeswith advmod punct obl dep".split()
)
_CONNECTORS = frozenset("of for the and on in to against de del la al bin ibn von van da do dos &".split())


@dataclass(eq=False)
class Phrase:
    """One noun phrase while chains are being built."""

    first: int
    last: int
    head: int
    kind: str  # name, nominal or pronoun
    type: str
    number: str  # sing, plur, both
    gender: str | None
    person: int
    definite: bool | None  # None for a bare noun
    lemma: str
    sentence: int
    words: frozenset[str]  # lemmas of the content words
    name: str = ""  # the name without titles and modifiers
    name_first: int = -1
    name_last: int = -1
    title: str = ""  # what stands before a person's name, lower case
    country: str | None = None  # of the phrase's own words
    score: float = 1.0
    members: tuple[Phrase, ...] = field(default=())  # of a set, once it is resolved
    member_kind: str = ""  # countries where the set is of the members' countries


def phrases(tree: Tree, known: list[KnownName]) -> list[Phrase]:
    """Every noun phrase of the report in text order."""
    by_head: dict[int, EntityMention] = {}
    for entity in tree.analysis.entities:
        kept = by_head.get(entity.head)
        if kept is None or entity.last - entity.first > kept.last - kept.first:
            by_head[entity.head] = entity
    names: dict[int, KnownName] = {}
    inside: set[int] = set()
    for name in known:
        if name.kind != "demonym":
            head = tree.head_of(name.first, name.last)
            names[head] = name
            inside.update(token for token in range(name.first, name.last) if token != head)
    found = []
    for index, token in enumerate(tree.tokens):
        entity = by_head.get(index)
        if index in inside:
            continue
        if index in names or _is_head(tree, index, token, known=entity is not None):
            found.append(_phrase(tree, index, entity, names.get(index)))
    return sorted(_with_titles(tree, found), key=lambda phrase: (phrase.first, -phrase.last))


def _with_titles(tree: Tree, found: list[Phrase]) -> list[Phrase]:
    """Joins a title and the name right after it where the parse has two phrases.

    "Interior Minister" + "Hamid Wahidi"; with a comma or article between they stay two.
    """
    by_start = {phrase.name_first: phrase for phrase in found if phrase.kind == "name"}
    dropped: set[int] = set()
    for phrase in found:
        name = by_start.get(phrase.head + 1)
        if name is None or phrase.kind == "pronoun" or name.type not in ("person", "other"):
            continue
        entry = noun_entry(tree, phrase.head)
        is_title = entry is not None and entry.person and phrase.number != "plur"
        if not is_title or (phrase.kind == "name" and phrase.name_last > phrase.head + 1):
            continue
        start = phrase.name_first if phrase.kind == "name" else phrase.first
        while start < phrase.head and tree.tokens[start].upos in ("DET", "PUNCT"):
            start += 1
        words = tree.analysis.text[tree.tokens[start].start : tree.tokens[phrase.head].end].lower()
        name.title = f"{words} {name.title}".strip()
        name.first, name.type = min(phrase.first, name.first), "person"
        name.gender = _title_gender(name.title) or name.gender
        dropped.add(id(phrase))
    ends = {}
    for phrase in found:
        if phrase.kind == "name" and id(phrase) not in dropped:
            longest = ends.get(phrase.name_last)
            if longest is None or phrase.first < longest.first:
                ends[phrase.name_last] = phrase
    return [
        phrase for phrase in found
        if id(phrase) not in dropped
        and not (phrase.kind == "name" and phrase.country is None and _repeats(phrase, ends[phrase.name_last]))
    ]


def _repeats(inner: Phrase, outer: Phrase) -> bool:
    """Whether a name is the tail of another phrase's name: two heads, one person."""
    return inner is not outer and outer.name_first <= inner.name_first and inner.last <= outer.last


def _is_head(tree: Tree, index: int, token: Token, *, known: bool) -> bool:
    if token.start == token.end:
        return False
    relation = token.deprel.partition(":")[0]
    form = token.text.lower()
    if token.upos == "PRON":
        if relation == "expl" or form in ("what", "which", "who", "whom", "whose", "there", "one"):
            return False
        if form in ("that", "this", "these", "those"):
            return features(token).get("PronType") != "Rel" and not _is_relative(tree, index)
        return True
    if relation in ("flat", "fixed", "goeswith") or token.deprel == "compound:prt":
        return False
    if token.upos in ("NOUN", "PROPN"):
        if token.deprel == "nmod:desc" or (relation == "compound" and token.upos == "PROPN"):
            governor = tree.tokens[token.head]
            if governor.upos == "PROPN" or token.deprel == "nmod:desc":
                return countries.country_of(token.text) is not None
        if relation == "compound":
            return known or token.upos == "PROPN"
        if token.head >= 0 and tree.tokens[token.head].upos == "NUM" and token.upos == "PROPN":
            return False  # the month of "March 5"
        return relation != "discourse" and token.deprel != "advmod"
    if token.upos in ("ADJ", "NUM", "DET", "SYM", "X"):
        if token.upos == "NUM" and any(
            tree.tokens[child].upos == "PROPN" for child in tree.children(index, "compound", "nmod")
        ):
            return True  # "March 5"
        if relation not in ("nsubj", "obj", "iobj", "obl", "nmod"):
            return False
        if token.upos == "NUM" and form.isdigit():
            return True
        return known or token.upos != "X"
    return False


def _is_relative(tree: Tree, index: int) -> bool:
    return any(tree.has_relation(above, "acl:relcl") for above in list(tree.ancestors(index))[:1]) and (
        tree.tokens[index].text.lower() == "that"
    )


def extent(tree: Tree, head: int) -> tuple[int, int]:
    """Tokens [first, last) of the phrase under ``head``."""
    inside = {head}
    predicate = bool(tree.children(head, "cop"))
    for child in tree.children(head):
        relation = tree.tokens[child].deprel.partition(":")[0]
        if relation == "case":
            if child > head and tree.tokens[child].text.lower() in ("'s", "’s", "'", "’"):
                inside.add(child)
        elif relation in _INSIDE and not (
            predicate and (relation in ("obl", "punct") or (relation == "advmod" and child < head))
        ):
            if relation in ("obl", "dep") and child < head:
                continue
            inside.update(tree.subtree(child))
    first = head
    while first - 1 in inside:
        first -= 1
    article = tree.child(head, "det")
    if article is not None and any(tree.tokens[i].text == "," for i in range(first, article)):
        first = article  # "Li, a *member*": what stands before the comma is another phrase
    last = head + 1
    while last in inside and tree.tokens[last].text not in (":", ";"):
        last += 1
    while first < head and tree.tokens[first].upos in ("PUNCT", "CCONJ", "ADP"):
        first += 1
    while last - 1 > head and tree.tokens[last - 1].upos in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    return first, last


def _phrase(
    tree: Tree, index: int, entity: EntityMention | None, known: KnownName | None
) -> Phrase:
    token = tree.tokens[index]
    form = token.text.lower()
    sentence = tree.sentence_index(index)
    if token.upos == "PRON":
        person, number, gender = PRONOUNS.get(form, (3, DEMONSTRATIVES.get(form, "both"), None))
        kind = "person" if person < 3 or gender in ("m", "f") else ""
        return Phrase(index, index + 1, index, "pronoun", kind, number, gender, person,
                      form in PRONOUNS, form, sentence, frozenset(), score=entity.score if entity else 1.0)
    first, last = extent(tree, index)
    titled = token.upos == "NOUN" and any(
        tree.tokens[flat].upos == "PROPN" for flat in tree.children(index, "flat")
    )  # "team member Ana Ruiz", where the noun is the head
    named = token.upos == "PROPN" or titled or (entity is not None and entity.named) or known is not None
    if known is not None:
        first, last = min(first, known.first), max(last, known.last)
    made = Phrase(
        first, last, index, "name" if named else "nominal", entity.type if entity else "",
        _number(tree, index), None, 3, _definiteness(tree, index), token.lemma.lower(), sentence,
        _content(tree, first, last, index), score=entity.score if entity else 1.0,
    )
    if named:
        _read_name(tree, made, known)
    _complete(tree, made)
    return made


def _number(tree: Tree, index: int) -> str:
    feats = features(tree.tokens[index])
    if feats.get("Number") == "Plur":
        return "plur"
    if tree.tokens[index].lemma.lower() in ("police", "people", "cattle", "personnel"):
        return "plur"
    if feats.get("Number") == "Sing":
        return "sing"
    text = tree.tokens[index].text.lower()
    if tree.tokens[index].upos in ("ADJ", "DET"):
        return "plur" if text in ("many", "several", "few", "both", "all", "some", "others") else "both"
    return "plur" if tree.tokens[index].upos == "NUM" and text not in ("one", "1") else "both"


def _definiteness(tree: Tree, index: int) -> bool | None:
    if tree.children(index, "nmod:poss"):
        return True
    for child in tree.children(index, "det"):
        word = tree.tokens[child].text.lower()
        if word in _DEFINITE:
            return True
        if word in _INDEFINITE:
            return False
    if any(tree.tokens[child].text.lower() == "both" for child in tree.children(index, "nummod", "amod")):
        return True
    return None


def _content(tree: Tree, first: int, last: int, head: int) -> frozenset[str]:
    """Lemmas of the words that describe the head: not those of relative clauses."""
    found = {tree.tokens[head].lemma.lower()}
    for child in tree.children(head, "amod", "compound", "nummod", "nmod", "flat"):
        if first <= child < last:
            found.update(
                tree.tokens[i].lemma.lower()
                for i in tree.subtree(child)
                if tree.tokens[i].upos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
            )
    return frozenset(found)


def _read_name(tree: Tree, phrase: Phrase, known: KnownName | None) -> None:
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
    if not cut and phrase.type in ("person", "") and organisations.find(" ".join(words)) is None:
        cut = _title_length(words)
    while cut < len(words) - 1 and tokens[first + cut].text in ("-", ","):
        cut += 1
    phrase.title = " ".join(words[:cut]).lower()
    first += cut
    while first < last - 1 and tokens[first].text.islower() and tokens[first].text not in _PARTICLES:
        phrase.title = f"{phrase.title} {tokens[first].text}".strip()
        first += 1
    name = tree.analysis.text[tokens[first].start : tokens[last - 1].end]
    if not phrase.title and _is_description(name):
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


_PARTICLES = frozenset("al el bin ibn van von der de da di du la le dos ben abu ul bint st".split())


def _is_description(name: str) -> bool:
    """"President", "Prime Minister", "Parliament": common nouns with a capital."""
    entry = sectors.noun(name.lower())
    return entry is not None and organisations.find(name) is None and countries.country_of(name) is None


def _name_start(tree: Tree, phrase: Phrase) -> int:
    tokens = tree.tokens
    first = phrase.first
    while first < phrase.head and (
        tokens[first].upos in ("DET", "NUM", "PUNCT", "PRON")
        or tokens[first].text in ("'s", "’s")
        or tree.has_relation(first, "nmod:poss")
        or _under_possessor(tree, first, phrase.head)
    ):
        first += 1
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
        or (tokens[last].text in ("-", "–") and last + 1 < phrase.last
            and tokens[last].end == tokens[last + 1].start)
    ):
        last += 1
    while (
        last + 1 < len(tokens) and tokens[last].text in ("-", "–")
        and tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start
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
    "Wong of the Democratic Party".
    """
    tokens, text = tree.tokens, tree.analysis.text
    base = sectors.noun(tokens[last - 1].text.lower())
    body = base is not None and not base.person
    end = best = last
    while end < phrase.last:
        word = tokens[end]
        if word.upos == "PROPN" or (word.text[:1].isupper() and word.upos in ("NOUN", "ADJ")):
            end += 1
            name = text[tokens[phrase.first].start : tokens[end - 1].end]
            if body or organisations.find(name) is not None or countries.country_of(name) is not None:
                best = end
        elif word.text.lower() in _CONNECTORS and word.upos in ("ADP", "DET", "CCONJ", "SYM", "X"):
            end += 1
        else:
            break
    return best


def _title_length(words: list[str]) -> int:
    """How many words before a person's name are titles and what modifies them."""
    last_words = offices.title_words()
    best = 0
    for position in range(len(words) - 1):
        word = words[position].lower()
        known = word in last_words or (
            (noun := sectors.noun(word)) is not None and noun.person
        )
        given = position == 0 and offices.gender_of_given_name(words[0]) is not None  # "Dean Baker"
        if known and not given:
            best = position + 1
    return best


def _complete(tree: Tree, phrase: Phrase) -> None:
    """Type, gender and number from the words where the model says nothing."""
    word = tree.tokens[phrase.head].text
    entry = noun_entry(tree, phrase.head)
    if phrase.kind == "name":
        name = phrase.name or word
        if countries.country_of(name) is not None:
            phrase.number = "sing"
            phrase.type = phrase.type or "place"
            phrase.country = countries.country_of(name)
        known = organisations.find(name)
        if known is not None or countries.seat(name) is not None:
            phrase.number = "both"
            if not phrase.title:
                phrase.type = "organisation"
        given = offices.gender_of_given_name(name.split()[0]) if " " in name else None
        title = _title_gender(phrase.title)
        if phrase.type == "person" or (not phrase.type and (phrase.title or given)):
            phrase.type = "person"
            phrase.gender = title or given
        if countries.demonym(word) is not None and not phrase.type:
            phrase.type = "person"
    else:
        if entry is not None and not phrase.type:
            phrase.type = "person" if entry.person else "organisation"
        if countries.demonym(word) is not None and not phrase.type:
            phrase.type = "person"
        phrase.gender = _noun_gender(phrase.lemma)
        if entry is not None and not entry.person and phrase.number == "sing":
            phrase.number = "both"  # "the government … they"
    if word.lower() in _CALENDAR:
        phrase.type = "other"
    phrase.type = phrase.type or "other"


_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _title_gender(title: str) -> str | None:
    words = title.split()
    for begin in range(len(words)):
        found = offices.office(" ".join(words[begin:]))
        if found is not None and found.gender:
            return found.gender
    return _noun_gender(words[-1]) if words else None


_MALE = frozenset(
    "man boy king prince father son brother husband uncle nephew grandfather grandson emperor duke "
    "monk priest gentleman businessman congressman policeman spokesman chairman widower lord sir guy "
    "fisherman sultan emir pope imam sportsman".split()
)
_FEMALE = frozenset(
    "woman girl queen princess mother daughter sister wife aunt niece grandmother granddaughter empress "
    "duchess nun lady businesswoman congresswoman policewoman spokeswoman chairwoman widow actress "
    "baroness sportswoman".split()
)


def _noun_gender(lemma: str) -> str | None:
    return "m" if lemma in _MALE else "f" if lemma in _FEMALE else None


def noun_entry(tree: Tree, head: int) -> sectors.Noun | None:
    """The sector table's entry of the longest compound that ends in the head.

    "deputy foreign minister" before "foreign minister" before "minister".
    """
    tokens = tree.tokens
    words = [tokens[head].lemma.lower()]
    form = tokens[head].text
    best = sectors.noun(words[0]) or sectors.noun(form) or sectors.noun(form.lower())
    for index in range(head - 1, max(head - 4, -1), -1):
        token = tokens[index]
        if token.upos == "PUNCT" and token.text == "-":
            words[0] = "-" + words[0]
            continue
        if token.upos not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV"):
            break
        words.insert(0, token.text.lower())
        joined = " ".join(words).replace(" -", "-")
        found = sectors.noun(joined)
        if found is not None:
            best = found
    if best is None and "-" in tokens[head].text:
        best = sectors.noun(tokens[head].lemma.lower().rpartition("-")[2])
    return best
