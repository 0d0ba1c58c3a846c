"""Verbs, and what belongs to one verb, that a parse has hung elsewhere in their clause.

A second verb goes on with the verb of its form ("convicted of plotting to bomb it and *jailed*", "killing
two and *injuring* six"); a
relative pronoun before another subject is an object; so is what stands behind an opening participle;
a warrant is for what it is issued for; what looks ahead has its
infinitive; and a trial is stood. Each takes the tokens [begin, end) of a sentence, mends them in
place, and says whether anything changed.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import features
from demarche.reading.repair_tokens import hang, own
from demarche.records import Token

# What one does about a demand: "*resists* calls to resign".
_ANSWERING = frozenset("resist reject rebuff spurn ignore defy dismiss heed weigh echo renew repeat".split())
_AHEAD = frozenset("due set scheduled expected supposed likely ready bound able willing about".split())


def second_verbs(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a verb with a tense on the verb that it goes on with, not on an infinitive or gerund between.

    "Urges Mali to pay and *criticises* it", "convicted of plotting to bomb it and *jailed*": verbs
    that "and" joins have one form, so it is the nearest verb above that has the same tense. A past
    participle counts as past: parsers take "jailed" now for the one, now for the other.
    """
    changed = False
    for index in range(begin + 1, end):
        token = tokens[index]
        if token.deprel != "conj" or not begin <= token.head < index:
            continue
        tense = _tense(token)
        infinitive = features(tokens[token.head]).get("VerbForm") == "Inf"
        if tense is None or not (infinitive or _is_gerund(tokens, token.head, begin, index)):
            continue
        above = tokens[token.head].head
        while begin <= above < index and _tense(tokens[above]) != tense:
            above = tokens[above].head
        if infinitive and tense == "Pres" and not begin <= above < index:
            # "has vowed to stay but *resists* calls": no infinitive has that form
            above = tokens[token.head].head
            while begin <= above < index and _tense(tokens[above]) is None:
                above = tokens[above].head
        if begin <= above < index:
            hang(tokens, index, above)
            changed = True
    return changed


def second_gerunds(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a gerund on the gerund that it goes on with, not on the number or noun between.

    "A bomb exploded, killing *two* and *injuring* thirty", "freezing *assets* and *banning* travel".
    """
    changed = False
    for index in range(begin + 2, end):
        token = tokens[index]
        between = token.head
        goes_on = token.deprel == "conj" and _is_gerund(tokens, index, begin, end)
        if not goes_on or not begin <= between < index:
            continue
        above = tokens[between].head
        joined = tokens[index - 1].deprel == "cc" and tokens[between].deprel == "obj"
        if joined and begin <= above < between and _is_gerund(tokens, above, begin, end):
            hang(tokens, index, above)
            changed = True
    return changed


def or_elses(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what befalls who does not obey on what he is told: "go or *be shot*", "or *face* arrest"."""
    changed = False
    for index in range(begin + 3, end - 1):
        if tokens[index - 1].text.lower() != "or":
            continue
        text = tokens[index].text.lower()
        told = next((i for i in range(index - 2, begin + 1, -1) if tokens[i - 1].text.lower() == "to"), None)
        if told is None or tokens[told].upos != "VERB" or any(t.text in ",;:" for t in tokens[told:index]):
            continue
        if text in ("be", "get") and tokens[index].deprel == "aux:pass" and index < tokens[index].head < end:
            verb = tokens[index].head
        elif text in ("face", "risk") and tokens[index].deprel == "compound" and tokens[index].head > index:
            noun = tokens[index].head
            verb = index
            tokens[verb] = msgspec.structs.replace(tokens[verb], upos="VERB", feats="VerbForm=Inf")
            hang(tokens, noun, verb, "obj")
            hang(tokens, index - 1, verb, "cc")
        elif text in ("face", "risk") and (tokens[index].upos, tokens[index].head) == ("VERB", told):
            verb = index
            things = [i for i in range(index + 1, end) if (tokens[i].head, tokens[i].deprel) == (told, "obj")]
            for thing in things:
                hang(tokens, thing, verb, "obj")
                changed = True
        else:
            continue
        if tokens[verb].head != told and not any(
            (tokens[i].head, tokens[i].deprel) == (verb, "nsubj") for i in range(index, verb)
        ):
            hang(tokens, verb, told, "conj")
            changed = True
    return changed


def _is_gerund(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Whether a verb is a gerund and no progressive: "warns Iran for *backing* him and calls"."""
    helped = any(tokens[i].head == index and tokens[i].deprel.startswith("aux") for i in range(begin, end))
    return tokens[index].upos == "VERB" and tokens[index].text.endswith("ing") and not helped


def _tense(token: Token) -> str | None:
    """The tense that a verb's form shows: "criticises", "went"; a bare form may be an infinitive."""
    if token.upos != "VERB":
        return None
    feats = features(token)
    if feats.get("Tense") == "Past":
        return "Past"
    shown = feats.get("VerbForm") == "Fin" and token.text.lower() != token.lemma.lower()
    return feats.get("Tense") if shown else None


def relative_objects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a clause one subject: "Togo, *which* Fiji accuses".

    A relative pronoun before another subject is the object.
    """
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        verb = token.head
        if token.deprel != "nsubj" or token.text.lower() not in ("which", "that", "whom") or verb <= index:
            continue
        if any(tokens[i].head == verb and tokens[i].deprel == "nsubj" for i in range(index + 1, verb)):
            hang(tokens, index, verb, "obj")
            changed = True
    return changed


def whose_objects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a clause the object that it opens with: "villagers *whose homes* the army has burned"."""
    changed = False
    for index in range(begin + 1, end):
        noun = tokens[index]
        owned = tokens[index - 1].text.lower() == "whose" and tokens[index - 1].head == index
        if not owned or not noun.deprel.startswith("acl") or noun.upos != "NOUN":
            continue
        clauses = (
            verb for verb in range(index + 2, end)
            if tokens[verb].upos == "VERB" and tokens[verb].deprel.startswith("acl")
            and tokens[verb].head in (index, noun.head) and own(tokens, verb, index, verb, "nsubj")
        )  # fmt: skip
        verb = next(clauses, None)
        if verb is not None and not own(tokens, verb, index, end, "obj", "ccomp", "xcomp"):
            hang(tokens, verb, noun.head, "acl:relcl")
            hang(tokens, index, verb, "obj")
            changed = True
    return changed


def participle_objects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives an opening participle the object right behind it: "Fearing *arrest*, he fled to Lomé"."""
    changed = False
    for index in range(begin + 1, end - 2):
        participle = tokens[index - 1]
        if participle.upos != "VERB" or not participle.text.lower().endswith("ing"):
            continue
        verb = tokens[index].head
        aside = participle.deprel == "advcl" and participle.head == verb and verb > index
        bare = tokens[index].upos == "NOUN" and tokens[index].deprel in ("obj", "obl", "obl:unmarked")
        if aside and bare and tokens[index + 1].text == ",":
            hang(tokens, index, index - 1, "obj")
            changed = True
    return changed


def reduced(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes a participle of a verb right behind a subject: "a rebel *extradited* to Chad was jailed".

    Behind both comes an auxiliary with the verb that the subject is of.
    """
    changed = False
    for index in range(begin + 1, end - 2):
        verb, subject = tokens[index].head, index - 1
        finite = tokens[index].deprel == "advcl" and features(tokens[index]).get("Tense") == "Past"
        of_both = tokens[subject].deprel in ("nsubj", "nsubj:pass") and tokens[subject].head == verb > index
        if not finite or not of_both or tokens[index].upos != "VERB":
            continue
        beside = own(tokens, index, begin, end, "nsubj", "mark", "aux", "obj", "xcomp", "ccomp")
        if not beside and any(one > index for one in own(tokens, verb, begin, end, "aux", "cop")):
            hang(tokens, index, subject, "acl")
            feats = "Tense=Past|VerbForm=Part|Voice=Pass"
            tokens[index] = msgspec.structs.replace(tokens[index], feats=feats)
            changed = True
    return changed


def attempts(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs an infinitive on the attempt that it is: "repelled an *attempt* by gunmen *to seize* the dam"."""
    changed = False
    for index, verb in _infinitives(tokens, begin, end):
        if tokens[verb].upos != "VERB":
            continue
        for noun in range(index - 1, begin, -1):
            tried = tokens[noun].head == verb and tokens[noun].deprel in ("obj", "nsubj:pass")
            plans = word_class("endeavour") | word_class("own_plan")
            if not tried or tokens[noun].lemma.lower() not in plans:
                continue
            between = range(noun + 1, index)
            whose = [i for i in between if (tokens[i].head, tokens[i].deprel) == (noun, "nmod")]
            if tokens[noun].deprel == "obj":  # an active verb has no doer "by" whom it is done
                whose += [i for i in between if (tokens[i].head, tokens[i].deprel) == (verb, "obl")]
            marks = [i for i in between if tokens[i].text.lower() == "by"]
            by = [tokens[i].head for i in marks if tokens[i].head in whose]
            if by:
                hang(tokens, by[0], noun, "nmod")
                hang(tokens, index, noun, "acl")
                changed = True
            break
    return changed


def _infinitives(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Infinitives with "to" that a parse has hung on a word before them, each with that word."""
    for index in range(begin + 3, end):
        token = tokens[index]
        told = token.upos == "VERB" and tokens[index - 1].text.lower() == "to"
        if told and token.deprel in ("advcl", "xcomp") and begin <= token.head < index:
            yield index, token.head


def pressures(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs what is asked on what asks it: "came under *pressure* from Lomé *to resign*".

    So with calls that somebody "faces" and demands that he "meets with", and with who makes them.
    """
    changed = False
    for index, verb in _infinitives(tokens, begin, end):
        lemma = tokens[verb].lemma.lower()
        if lemma not in word_class("undergo") | _ANSWERING and lemma not in ("be", "put"):
            continue
        for noun in range(index - 1, verb, -1):
            asks = tokens[noun].lemma.lower() in word_class("uttered") and tokens[noun].head == verb
            if not asks or tokens[noun].deprel not in ("obl", "obj"):
                continue
            for word in range(noun + 1, index):
                by = tokens[word].text.lower() in ("from", "by") and tokens[word].deprel == "case"
                if by and tokens[tokens[word].head].head == verb:
                    hang(tokens, tokens[word].head, noun, "nmod")
            hang(tokens, index, noun, "acl")
            changed = True
            break
    return changed


def cased_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a phrase with a preposition on the subject before it: "*weapons* for an attack were found"."""
    changed = False
    for index in range(begin + 2, end):
        token = tokens[index]
        if token.upos != "NOUN" or not token.deprel.startswith("nsubj") or token.head <= index:
            continue
        cases = [i for i in range(begin + 1, index) if (tokens[i].head, tokens[i].deprel) == (index, "case")]
        case = cases[0] if cases else 0
        before = tokens[case - 1] if case else token
        if case and before.head == token.head and before.deprel == token.deprel:
            hang(tokens, index, case - 1, "nmod")
            changed = True
    return changed


def absolutes(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives what goes along with an act its own subject: "met farmers, *with* officials *taking* notes".

    Nobody is met, fought or talked to by such a phrase.
    """
    changed = False
    for index in range(begin + 2, end):
        noun = tokens[index].head
        comma = tokens[index].text.lower() == "with" and tokens[index - 1].text == ","
        verb = tokens[noun].head
        if not comma or (tokens[index].deprel, tokens[noun].deprel) != ("case", "obl"):
            continue
        if not begin <= verb < index:
            continue
        going = [
            one
            for one in range(noun + 1, end)
            if (tokens[one].head, tokens[one].deprel) in ((noun, "acl"), (verb, "advcl"))
            and tokens[one].text.lower().endswith("ing")
            and tokens[one].upos == "VERB"
            and tokens[one - 1].text != ","
        ]
        if going:
            hang(tokens, going[0], verb, "advcl")
            hang(tokens, noun, going[0], "nsubj")
            hang(tokens, index, going[0], "mark")
            changed = True
    return changed


def go_aheads(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes "go-ahead" the noun that it is, with what it is for: "gave the *go-ahead* for the raid"."""
    changed = False
    for index in range(begin, end - 2):
        words = [token.text.lower() for token in tokens[index : index + 3]]
        if words != ["go", "-", "ahead"] or tokens[index].upos != "NOUN":
            continue
        above = tokens[index + 2].head
        verb = above if above != index else tokens[index].head
        if not begin <= verb < index or tokens[verb].upos != "VERB":
            continue
        hang(tokens, index, verb, "obj")
        tokens[index] = msgspec.structs.replace(tokens[index], lemma="go-ahead")
        hang(tokens, index + 1, index, "punct")
        hang(tokens, index + 2, index, "fixed")
        for behind in range(index + 3, end):
            if tokens[behind].head == verb and tokens[behind].deprel in ("obl", "nmod"):
                hang(tokens, behind, index, "nmod")
                break
        changed = True
    return changed


def warrants(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a warrant what it is for: "issued a *warrant* for his *arrest*".

    What is issued is for it, not the issuing.
    """
    changed = False
    for index in range(begin, end):
        token = tokens[index]
        verb = token.head
        if token.lemma.lower() == "warrant" and verb == index - 1 and tokens[verb].upos == "VERB":
            changed |= _named_warrant(tokens, index, begin, end)
            continue
        if token.deprel != "obl" or token.upos != "NOUN" or not begin <= verb < index:
            continue
        case = next((i for i in range(verb, index) if tokens[i].head == index), index)
        before = tokens[case - 1]
        if before.lemma == "warrant" and before.head == verb and tokens[case].text.lower() == "for":
            hang(tokens, index, case - 1, "nmod")
            changed = True
    return changed


def _named_warrant(tokens: list[Token], index: int, begin: int, end: int) -> bool:
    """Takes *arrest* for the noun that it is: "issues *arrest* warrants for both"."""
    kind = index - 1
    if tokens[kind].text.lower() not in ("arrest", "search") or tokens[index].deprel != "obj":
        return False
    for child in range(begin, end):
        if tokens[child].head == kind and child != index:
            hang(tokens, child, index)
    hang(tokens, index, tokens[kind].head, "obj")
    tokens[kind] = msgspec.structs.replace(tokens[kind], upos="NOUN", head=index, deprel="compound")
    return True


def prospects(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs an infinitive on the word that looks ahead to it: "who was *due to fly* to Lomé".

    A relative clause of its own has no "to" before its verb.
    """
    changed = False
    for index in range(begin + 2, end):
        token = tokens[index]
        if token.deprel != "acl:relcl" or token.upos != "VERB" or tokens[index - 1].text.lower() != "to":
            continue
        before = tokens[index - 2]
        if before.deprel == "acl:relcl" and before.head == token.head and before.text.lower() in _AHEAD:
            hang(tokens, index, index - 2, "xcomp")
            changed = True
    return changed


def trials(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes *trial* the object of the verb before it: "ordered to *stand trial*", "*stands trial*"."""
    changed = False
    for index in range(begin + 1, end):
        verb = tokens[index - 1]
        if tokens[index].text.lower() != "trial" or verb.lemma.lower() not in ("stand", "face", "await"):
            continue
        if verb.upos == "VERB" and tokens[index].head == index - 1 and tokens[index].deprel != "obj":
            hang(tokens, index, index - 1, "obj")
            changed = True
    return changed
