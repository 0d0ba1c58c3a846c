"""The noun phrases that can refer: names, nominals and pronouns with what marks them.

The language model finds most of them; grammar completes what it misses, since a
dependency tree gives every phrase a head ("the *minister* who resigned on Monday").
Spans follow GUM's guidelines: with determiners, modifiers, relative clauses and the
possessive 's; without prepositions, appositions and conjuncts.
"""

from __future__ import annotations

from demarche.knowledge import countries, offices, organisations, sectors, time_tables
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.coreference_lexicon import KnownName, people_at
from demarche.reading.coreference_mentions import (
    DEMONSTRATIVES,
    PRONOUNS,
    Phrase,
    noun_entry,
    noun_gender,
    title_gender,
)
from demarche.reading.coreference_titles import read_name
from demarche.records import EntityMention, Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "each", "every"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "no", "another", "many", "several", "few"})
# Dependents that belong to the phrase; the others (appositions, conjuncts, subjects of a
# predicate noun, prepositions) stand outside of it.
_INSIDE = frozenset("det amod nummod compound flat nmod acl fixed goeswith advmod punct obl dep".split())


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
        else:  # "*North* Korean leader" names nobody called North
            inside.update(range(name.first, name.last - 1))
    found = []
    for index, token in enumerate(tree.tokens):
        found_entity = by_head.get(index)
        if index in inside:
            continue
        if index in names or _is_head(tree, index, token, known=found_entity is not None):
            found.append(_phrase(tree, index, found_entity, names.get(index)))
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
        office = offices.office(tree.tokens[phrase.head].text.lower())  # "Gen."
        is_title = office is not None or (entry is not None and entry.person and phrase.number != "plur")
        if not is_title or (phrase.kind == "name" and phrase.name_last > phrase.head + 1):
            continue
        start = phrase.name_first if phrase.kind == "name" else phrase.first
        while start < phrase.head and tree.tokens[start].upos in ("DET", "PUNCT"):
            start += 1
        words = tree.analysis.text[tree.tokens[start].start : tree.tokens[phrase.head].end].lower()
        name.title = f"{words} {name.title}".strip()
        name.first, name.type = min(phrase.first, name.first), "person"
        name.gender = title_gender(name.title) or name.gender
        dropped.add(id(phrase))
    ends: dict[int, Phrase] = {}
    for phrase in found:
        if phrase.kind == "name" and id(phrase) not in dropped:
            longest = ends.get(phrase.name_last)
            if longest is None or phrase.first < longest.first:
                ends[phrase.name_last] = phrase
    return [
        phrase
        for phrase in found
        if id(phrase) not in dropped and not _repeats(phrase, ends.get(phrase.name_last))
    ]


def _repeats(inner: Phrase, outer: Phrase | None) -> bool:
    """Whether a name is the tail of another phrase's name: two heads, one person."""
    if outer is None or inner.kind != "name" or inner.country is not None:
        return False
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
    if tree.analysis.text[token.end : token.end + 1] == "$":
        return False  # "*US*$5 million": whose money it is, and nobody
    if token.upos in ("NOUN", "PROPN"):
        before = index < token.head or token.upos == "PROPN"
        if (token.deprel == "nmod:desc" and before) or (relation == "compound" and token.upos == "PROPN"):
            governor = tree.tokens[token.head]
            if governor.upos == "PROPN" or (token.deprel == "nmod:desc" and before):
                return countries.country_of(token.text) is not None
        if relation == "compound":
            if tree.lemma(index) in word_class("gunnery"):
                return False
            return known or (token.upos == "PROPN" and form not in time_tables.calendar())
        if token.head >= 0 and tree.tokens[token.head].upos == "NUM" and token.upos == "PROPN":
            return False  # the month of "March 5"
        return relation != "discourse" and token.deprel != "advmod"
    after = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    if form == "each" and after == "other":
        return False
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
            described = tree.tokens[child].deprel == "nmod:desc" and child > head
            if described and tree.tokens[child].upos != "PROPN":
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
    while first < head and (
        tree.tokens[first].upos in ("PUNCT", "CCONJ")
        or (tree.tokens[first].upos == "ADP" and tree.tokens[first].head == head)  # not "*at* least five"
        or (tree.tokens[first].deprel == "fixed" and tree.tokens[first].head < first)  # … nor "least 17"
    ):
        first += 1
    while (
        first > 0
        and tree.tokens[first - 1].end == tree.tokens[first].start
        and "-" in (tree.tokens[first].text, tree.tokens[first - 1].text)
    ):
        first -= 1  # "a *16-*year-old Spaniard", however the parse splits it
    while last - 1 > head and tree.tokens[last - 1].upos in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    return first, _closed(tree, first, last)


def _closed(tree: Tree, first: int, last: int) -> int:
    """The end with the mark that closes a quotation or bracket opened inside: "the 'right to leave'"."""
    opened = {tree.tokens[index].text for index in range(first, last)}
    for index in range(last, min(last + 2, len(tree.tokens))):
        mark = tree.tokens[index].text
        if (
            _OPENING.get(mark) in opened
            and sum(tree.tokens[i].text in (mark, _OPENING[mark]) for i in range(first, last)) % 2
        ):
            return index + 1
        if mark not in (".", ",", "!", "?"):
            break
    return last


_OPENING = {'"': '"', "”": "“", "’": "‘", "'": "'", ")": "(", "]": "["}


def _phrase(tree: Tree, index: int, entity: EntityMention | None, known: KnownName | None) -> Phrase:
    token = tree.tokens[index]
    form = token.text.lower()
    sentence = tree.sentence_index(index)
    if token.upos == "PRON":
        person, number, gender = PRONOUNS.get(form, (3, DEMONSTRATIVES.get(form, "both"), None))
        kind = "person" if person < 3 or gender in ("m", "f") else ""
        return Phrase(
            index, index + 1, index, "pronoun", kind, number, gender, person,
            form in PRONOUNS, form, sentence, frozenset(), score=entity.score if entity else 1.0,
        )  # fmt: skip
    first, last = extent(tree, index)
    titled = token.upos == "NOUN" and any(
        tree.tokens[flat].upos == "PROPN" for flat in tree.children(index, "flat")
    )  # "team member Ana Ruiz", where the noun is the head
    called = entity is not None and entity.named and not _is_lower(tree, entity)
    named = token.upos == "PROPN" or titled or called or known is not None
    people = people_at(tree, index)
    if known is None and people is not None and not titled:
        # "a 16-year-old *Spaniard*", "nine *Saudis*": people of a nation, no name of their own
        named = bool(tree.children(index, "flat"))
    if known is not None:
        first, last = min(first, known.first), max(last, known.last)
    made = Phrase(
        first, last, index, "name" if named else "nominal", _type(tree, index, entity),
        _number(tree, index), None, 3, _definiteness(tree, index), tree.lemma(index), sentence,
        _content(tree, first, last, index), score=entity.score if entity else 1.0,
    )  # fmt: skip
    if named:
        read_name(tree, made, known)
    _complete(tree, made, is_people=people is not None)
    return made


def _is_lower(tree: Tree, entity: EntityMention) -> bool:
    """Whether no word of a phrase is a name's: "the teachers' *union*" is no Union."""
    return all(tree.tokens[index].text.islower() for index in range(entity.first, entity.last))


def _type(tree: Tree, index: int, entity: EntityMention | None) -> str:
    """What a model takes a phrase for; but a month behind a preposition is nobody: "since *December*"."""
    if entity is None:
        return ""
    dated = tree.tokens[index].text.lower() in time_tables.calendar() and tree.children(index, "case")
    return "other" if dated and entity.last - entity.first == 1 else entity.type


def _number(tree: Tree, index: int) -> str:
    feats = features(tree.tokens[index])
    if feats.get("Number") == "Plur":
        return "plur"
    if tree.lemma(index) in ("police", "people", "cattle", "personnel"):
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
    found = {tree.lemma(head)}
    for child in tree.children(head, "amod", "compound", "nummod", "nmod", "flat"):
        if first <= child < last:
            found.update(
                tree.lemma(i)
                for i in tree.subtree(child)
                if tree.tokens[i].upos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
            )
    return frozenset(found)


def _complete(tree: Tree, phrase: Phrase, *, is_people: bool) -> None:
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
        last_word = sectors.noun(name.rpartition(" ")[2].lower())
        body = last_word is not None and not last_word.person and " " in name  # "Interior Ministry"
        if known is not None or body or countries.seat(name) is not None:
            phrase.number = "both"
            if not phrase.title:
                phrase.type = "organisation"
        elif phrase.type in ("organisation", "group"):
            phrase.number = "both"  # "the NSF has", "the NSF have"
        given = offices.gender_of_given_name(name.split()[0]) if " " in name else None
        title = title_gender(phrase.title)
        if phrase.type == "person" or (not phrase.type and (phrase.title or given)):
            phrase.type = "person"
            phrase.gender = title or given
        if is_people and not phrase.type:
            phrase.type = "person"
    else:
        party = entry is not None and (entry.person or (entry.sector == "OPP" and not _goes_to(tree, phrase)))
        if entry is not None and (not phrase.type or (phrase.type in ("other", "event") and party)):
            phrase.type = "person" if entry.person else "organisation"
        bare = phrase.definite and phrase.last == phrase.head + 1  # no "opposition to the plan"
        if entry is not None and phrase.type == "other" and entry.sector == "OPP" and bare:
            phrase.type = "organisation"
        if is_people and phrase.type in ("", "other"):
            phrase.type = "person"
        phrase.gender = noun_gender(phrase.lemma)
        if entry is not None and not entry.person and phrase.number == "sing":
            phrase.number = "both"  # "the government … they"
    if word.lower() in time_tables.calendar():
        phrase.type = "other"
    phrase.type = phrase.type or "other"


def _goes_to(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase goes on with "to", as a stance does: "*opposition* to the bill"."""
    return any(tree.has_word(child, ("to",), "case") for child in tree.children(phrase.head, "nmod"))
