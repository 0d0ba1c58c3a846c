"""Phrases of people that a parse has hung where no people are: companions, and those whom "who" means.

"The mayor, *along with two aides*, was shot" is a list in other words: who is with somebody in
this way does or suffers what he does. And "who" is always somebody: "were found in the garage of
the house *who* claimed" goes back to whoever was found; and what kills is the attack, not its place.
"""

from __future__ import annotations

from collections.abc import Container

from demarche.knowledge import countries, organisations, sectors
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under, spelled
from demarche.records import Token

_BESIDE = frozenset({"along", "together"})
_SOME = frozenset({"several", "many", "some", "other", "dozens"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")


def companions(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes a companion one more of those whom it accompanies, in place; whether anything changed."""
    changed = False
    for index in range(begin + 1, end - 2):
        beside = tokens[index].text.lower() in _BESIDE and tokens[index + 1].text.lower() == "with"
        noun = tokens[index + 1].head if beside else -1
        if not index < noun < end or tokens[noun].upos not in _NOUNS or tokens[noun].deprel == "conj":
            continue
        host = _accompanied(tokens, index, noun, begin)
        if host is not None and not hangs_under(tokens, host, noun):
            hang(tokens, noun, host, "conj")
            changed = True
    return changed


def talked_over(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs with whom something is talked over on the verb, in place; whether anything changed.

    "Discussed the clash *with his counterpart*": no clash with him; but "discussed a *deal* with officials".
    """
    changed = False
    for case in range(begin + 2, end - 1):
        whom = tokens[case].head
        if tokens[case].text.lower() != "with" or not case < whom < end or tokens[whom].deprel != "nmod":
            continue
        noun = tokens[whom].head
        verb = tokens[noun].head if begin <= noun < case else -1
        if not begin <= verb < noun or tokens[verb].lemma.lower() not in word_class("talk_over"):
            continue
        met = tokens[noun].lemma.lower() in word_class("mutual") - word_class("clash")
        rival = tokens[whom].lemma.lower() in word_class("counterpart")
        if tokens[noun].deprel == "obj" and not met and (rival or _is_person(tokens[whom])):
            hang(tokens, whom, verb, "obl")
            changed = True
    return changed


def conjuncts(tokens: list[Token], begin: int, end: int) -> bool:
    """Calls one of a list what a parse hung on the one before as if it were his, in place.

    "Civilians and Islamic State *militants*": behind a conjunction and without a preposition.
    """
    changed = False
    for index in range(begin + 2, end):
        above = tokens[index].head
        if tokens[index].deprel != "nmod" or not begin <= above < index or tokens[index].upos not in _NOUNS:
            continue
        under = [i for i in range(above + 1, index) if tokens[i].head == index]
        links = {tokens[i].deprel for i in under}
        if "cc" in links and "case" not in links and tokens[above].upos in _NOUNS:
            hang(tokens, index, above, "conj")
            changed = True
    for index in range(begin + 2, end):
        if tokens[index].deprel == "conj":
            changed |= _counted_too(tokens, index, begin) or _somebody_too(tokens, index, begin)
    return changed


def _somebody_too(tokens: list[Token], index: int, begin: int) -> bool:
    """Puts people beside people, not beside the body of one: "the head of the army and *two ministers*"."""
    body = tokens[index].head
    above = tokens[body].head
    if not begin <= above < body < index or tokens[body].deprel != "nmod":
        return False
    quantified = any(
        word.head == index and (word.deprel in ("det", "nummod") or word.text.lower() in _SOME)
        for word in tokens[body + 1 : index]
    )
    people = _is_person(tokens[index]) and _is_person(tokens[above])
    if quantified and people and not _is_person(tokens[body]):
        hang(tokens, index, above)
        return True
    return False


def _is_person(word: Token) -> bool:
    """Whether a common noun is one for people, each by himself."""
    entry = sectors.noun(word.lemma.lower())
    return word.upos == "NOUN" and entry is not None and entry.person


def _counted_too(tokens: list[Token], index: int, begin: int) -> bool:
    """Puts a number of people beside a number: "12 men of the IRA and *3 soldiers*", who are not of it."""
    host = tokens[index].head
    if not begin <= host < index or not _counts(tokens, index, begin) or _counts(tokens, host, begin):
        return False
    above = host
    while tokens[above].deprel == "nmod" and begin <= tokens[above].head < above:
        above = tokens[above].head
        if _counts(tokens, above, begin):
            hang(tokens, index, above)
            return True
    return False


def _counts(tokens: list[Token], noun: int, begin: int) -> bool:
    """Whether a noun has a number before it."""
    near = range(max(begin, noun - 6), noun)
    return any(tokens[i].head == noun and tokens[i].deprel == "nummod" for i in near)


def second_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes one subject of two that a parse gave a verb, in place; whether anything changed.

    "Rebels and government *troops* clashed" has a list, "far-*right* AfD sued" a name and what it is.
    """
    changed = False
    for second in range(begin + 1, end):
        verb = tokens[second].head
        if tokens[second].deprel not in _SUBJECTS or not second < verb < end:
            continue
        if _begun(tokens, second, begin):
            changed = True
            continue
        first = next(
            (i for i in range(second - 1, begin - 1, -1)
             if tokens[i].head == verb and tokens[i].deprel == tokens[second].deprel),
            None,
        )  # fmt: skip
        if first is None or tokens[first].upos not in _NOUNS:
            continue
        between = range(first + 1, second)
        links = [i for i in between if tokens[i].upos == "CCONJ"]
        words = all(tokens[i].upos in (*_NOUNS, "ADJ", "DET", "CCONJ") for i in between)
        if links == [first + 1] and words:
            for index in between:  # "and *government* troops"
                if not first < tokens[index].head <= second:
                    hang(tokens, index, second, "compound")
            hang(tokens, second, first, "conj")
            hang(tokens, links[0], second, "cc")
            changed = True
        elif first + 1 == second and tokens[first].upos == "NOUN" and tokens[second].upos == "PROPN":
            for index in range(second + 1, end):  # "far-*right* AfD and its youth wing"
                if tokens[index].head == first:
                    hang(tokens, index, second, tokens[index].deprel)
            hang(tokens, first, second, "amod")
            changed = True
        elif tokens[first].upos == "PROPN" and all(
            (tokens[i].text == "-" or tokens[i].upos != "PUNCT")
            and (hangs_under(tokens, i, first) or tokens[i].head == second)
            for i in between
        ):
            changed |= _joined(tokens, first, second, end)
    return changed


def _begun(tokens: list[Token], second: int, begin: int) -> bool:
    """Gives a clause the first of two subjects, taken for a time: "after *bombers* and gunmen *attack*"."""
    verb, link = tokens[second].head, second - 1
    while link > begin and tokens[link].head == second and tokens[link].text != "and":
        link -= 1
    first = link - 1
    if tokens[second].deprel != "nsubj" or tokens[link].text != "and" or first <= begin:
        return False
    beside = tokens[first].deprel == "obl" and tokens[first].head == tokens[verb].head
    if not beside or tokens[verb].deprel != "advcl" or tokens[first].upos not in ("NOUN", "PROPN"):
        return False
    cases = [i for i in range(begin, first) if tokens[i].head == first and tokens[i].deprel == "case"]
    marked = any(tokens[i].head == verb and tokens[i].deprel in ("mark", "case") for i in range(begin, verb))
    if marked or len(cases) != 1 or tokens[cases[0]].text.lower() not in ("after", "before", "as", "since"):
        return False
    hang(tokens, cases[0], verb, "mark")
    hang(tokens, first, verb, "nsubj")
    hang(tokens, second, first, "conj")
    hang(tokens, link, second, "cc")
    return True


def _joined(tokens: list[Token], first: int, second: int, end: int) -> bool:
    """Makes a name and what stands right behind it one: "*Christian* Wulff", "*Togo* border guards"."""
    begins = second
    while begins - 1 > first and tokens[begins - 1].head == second:
        begins -= 1
    name = spelled(tokens, first, begins)
    land = countries.country_of(name) is not None or organisations.find(name) is not None
    if tokens[second].upos == "PROPN" and begins == second and not land:
        for index in range(second + 1, end):
            if tokens[index].head == second:
                hang(tokens, index, first, tokens[index].deprel)
        hang(tokens, second, first, "flat")
        return True
    noun = sectors.noun(tokens[second].lemma.lower())
    if not land or noun is None or any(tokens[i].upos == "DET" for i in range(first + 1, second)):
        return False
    hang(tokens, first, second, "compound")
    return True


def antecedents(tokens: list[Token], begin: int, end: int, people: Container[int]) -> bool:
    """Hangs a clause with "who" on somebody, in place; whether anything changed.

    ``people``: heads of what the model takes for persons, groups and bodies.
    """
    changed = False
    for index in range(begin + 1, end):
        if tokens[index].text.lower() != "who" or tokens[index].upos != "PRON":
            continue
        clause = tokens[index].head
        if not index < clause < end or tokens[clause].deprel != "acl:relcl":
            continue
        noun = tokens[clause].head
        if not begin <= noun < index:
            continue
        if tokens[index - 1].text == "," and _is_body(tokens, noun):
            person = _person_above(tokens, noun, begin)
            if person is not None and not hangs_under(tokens, person, clause):
                hang(tokens, clause, person, "acl:relcl")  # "a member of the *government*, who was jailed"
                changed = True
            continue
        if tokens[noun].upos != "NOUN" or _is_somebody(tokens, noun, people):
            continue
        meant = _somebody_above(tokens, noun, begin, end, people)
        if meant is not None and not hangs_under(tokens, meant, clause):
            hang(tokens, clause, meant, "acl:relcl")
            changed = True
    return changed


def deeds(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what an attack did on the attack, not on where it was, in place; whether anything changed.

    "an airstrike on a hospital *which killed* three", "a blast near the station *that wounded* ten".
    """
    changed = False
    for index in range(begin + 1, end):
        clause = tokens[index].head
        if tokens[index].text.lower() not in ("which", "that") or not index < clause < end:
            continue
        if tokens[clause].lemma not in word_class("harm"):
            continue
        if tokens[clause].deprel == "advcl:relcl" and tokens[index].text.lower() == "that":
            # no clause is meant by "that": "after an attack on March 17 *that killed* two"
            above = tokens[clause].head
            event = next(
                (i for i in range(index - 1, above, -1) if tokens[i].lemma in word_class("harmful")), None
            )
            if event is not None and not hangs_under(tokens, event, clause):
                hang(tokens, clause, event, "acl:relcl")
                changed = True
            continue
        if tokens[clause].deprel != "acl:relcl":
            continue
        noun = tokens[clause].head
        attack = tokens[noun].head
        if not begin <= attack < noun < index or tokens[noun].deprel not in ("nmod", "obl"):
            continue
        if tokens[noun].lemma in word_class("harmful") or tokens[attack].lemma not in word_class("harmful"):
            continue
        hang(tokens, clause, attack, "acl:relcl")
        changed = True
    return changed


def _accompanied(tokens: list[Token], index: int, noun: int, begin: int) -> int | None:
    """Who a companion is with: whoever it hangs on, the object before it, or else the subject."""
    above = tokens[noun].head
    if not begin <= above < noun:
        return None
    if tokens[above].upos in _NOUNS:
        while tokens[above].deprel in ("appos", "nmod:desc") and begin <= tokens[above].head < above:
            above = tokens[above].head  # "the president, Ana *Soto*, along with …"
        return above if above < index else None
    before = [child for child in range(begin, index) if tokens[child].head == above]
    objects = [child for child in before if tokens[child].deprel in ("obj", "iobj")]
    subjects = [child for child in before if tokens[child].deprel in _SUBJECTS]
    return next(iter((*objects, *subjects)), None)


def _somebody_above(
    tokens: list[Token], noun: int, begin: int, end: int, people: Container[int]
) -> int | None:
    """The nearest noun for somebody that a thing is part of the description of, or its verb's subject."""
    below, above = noun, tokens[noun].head
    while begin <= above < end:
        if tokens[above].upos in ("NOUN", "PROPN"):
            if above < noun and _is_somebody(tokens, above, people):
                return above
        else:
            beside = [
                child
                for child in range(begin, below)
                if tokens[child].head == above and tokens[child].deprel in (*_SUBJECTS, "obj")
            ]
            return next((child for child in reversed(beside) if _is_somebody(tokens, child, people)), None)
        below, above = above, tokens[above].head
    return None


def _is_body(tokens: list[Token], index: int) -> bool:
    """Whether a noun in the singular is a body, no person: "the *government*", "a *ministry*"."""
    noun = sectors.noun(tokens[index].lemma.lower())
    return noun is not None and not noun.person and "Number=Plur" not in tokens[index].feats


def _person_above(tokens: list[Token], noun: int, begin: int) -> int | None:
    """The person who is part of a body by an of-phrase and the like: "an *adviser* to the ministry"."""
    above = tokens[noun].head
    while begin <= above < noun and tokens[noun].deprel == "nmod":
        entry = sectors.noun(tokens[above].lemma.lower())
        if entry is not None and entry.person:
            return above
        noun, above = above, tokens[above].head
    return None


def _is_somebody(tokens: list[Token], index: int, people: Container[int]) -> bool:
    word = tokens[index]
    if index in people or word.upos in ("PROPN", "PRON", "NUM"):
        return True
    return sectors.noun(word.lemma.lower()) is not None or countries.demonym(word.text) is not None
