"""What is said, and who says it, that a parse has hung elsewhere in their sentence.

What is said of somebody in a clause is the saying's, and so is what stands behind a condition; the
phrase before a closing word of saying speaks; and who has said one thing goes on to say the next. Each
takes the tokens [begin, end) of a sentence, mends them in place, and says whether anything changed.
"""

from __future__ import annotations

from demarche.knowledge import time_tables
from demarche.knowledge.cues import can_tell, cue
from demarche.knowledge.word_classes import word_class
from demarche.reading.repair_tokens import hang, hangs_under, own, says
from demarche.records import Token

_NAME_WORDS = 5  # from a preposition to the head of a place's name: "in the Gulf of Aden"


def sayings(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes what is said of somebody in a clause its content: "men who it *said* had *attacked*"."""
    changed = False
    for index in range(begin + 2, end):
        if tokens[index].deprel != "acl:relcl" or tokens[index].upos != "VERB":
            continue
        said = index - 1
        while said > begin and tokens[said].head == index and tokens[said].upos in ("AUX", "ADV", "PART"):
            said -= 1
        verb = tokens[said]
        alike = verb.deprel == "acl:relcl" and verb.head == tokens[index].head
        if not alike or verb.upos != "VERB" or cue(verb.lemma.lower(), "verb") is None:
            continue
        if not own(tokens, said, begin, said, "nsubj"):  # "men who *officials* say were trained"
            for subject in own(tokens, index, begin, said, "nsubj"):
                if tokens[subject].upos in ("NOUN", "PROPN"):
                    hang(tokens, subject, said, "nsubj")
                    changed = True
        if any(tokens[i].head == said and tokens[i].deprel == "nsubj" for i in range(begin, said)):
            hang(tokens, index, said, "ccomp")
            changed = True
    return changed


def asides(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes what is done beside a saying the sayer's: "said it had no plan to join, *while praising* Ba".

    The last clause of such a sentence, behind a comma, is its main clause's.
    """
    changed = False
    roots = [index for index in range(begin, end) if tokens[index].deprel == "root"]
    for index in range(begin + 4, end):
        verb = tokens[index]
        behind = tokens[index - 1].text.lower() == "while" and tokens[index - 2].text == ","
        if not behind or verb.deprel != "advcl" or not verb.text.lower().endswith("ing") or not roots:
            continue
        above, told = verb.head, False
        while above in range(begin, end) and above != roots[0]:
            told |= tokens[above].deprel == "ccomp" and tokens[above].head == roots[0]
            above = tokens[above].head
        if told and above == roots[0] and says(tokens, above):
            hang(tokens, index, above)
            changed = True
    return changed


def whom_they_say(tokens: list[Token], begin: int, end: int) -> bool:
    """Has them say it who stand before the word of saying: "men who *officials* say were trained abroad"."""
    changed = False
    for said in range(begin + 3, end):
        if not tokens[said].deprel.startswith("acl") or not says(tokens, said):
            continue
        who = own(tokens, said, begin, said, "nsubj")
        clause = own(tokens, said, said + 1, end, "ccomp")
        if not who or not clause or tokens[who[0]].text not in ("who", "which", "that"):
            continue
        subject = own(tokens, clause[0], who[0] + 1, said, "nsubj")
        if subject:
            hang(tokens, who[0], clause[0], tokens[subject[0]].deprel)
            hang(tokens, subject[0], said, "nsubj")
            changed = True
    return changed


def sayers(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a closing word of saying the phrase before it, hung as if it named what stood before the comma.

    "China would not back new sanctions, a *diplomat* at the U.N. said."
    """
    changed = False
    for verb in range(begin + 3, end):
        if not says(tokens, verb):
            continue
        below = [i for i in range(begin, end) if tokens[i].head == verb]
        said = any(tokens[i].deprel in ("ccomp", "parataxis") and i < verb for i in below)
        said = said or (tokens[verb].deprel == "parataxis" and tokens[verb].head < verb)
        if not said or any(tokens[i].deprel.startswith(("nsubj", "aux", "mark")) for i in below):
            continue
        quote = next((i for i in range(verb - 1, begin, -1) if tokens[i].text in ("”", '"')), begin)
        comma = next((i for i in range(verb - 1, begin, -1) if tokens[i].text == ","), begin)
        comma = quote if quote > begin else comma
        phrase = range(comma + 1, verb)
        loose = [i for i in phrase if tokens[i].head not in phrase and tokens[i].upos != "PUNCT"]
        verbs = (tokens[i].deprel for i in phrase if tokens[i].upos == "VERB")
        if comma == begin or len(loose) != 1 or any(not deprel.startswith("acl") for deprel in verbs):
            continue
        named = loose[0]
        bare = tokens[named].upos in ("NOUN", "PROPN", "PRON", "NUM")
        if bare and tokens[named].head < comma and not own(tokens, named, begin, end, "case"):
            hang(tokens, named, verb, "nsubj")
            changed = True
    return changed


def first_subjects(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives what is said its subject, hung on the closing word of saying beside who says it.

    "*Chad* is to share data under a deal struck last week, a diplomat *said*."
    """
    changed = False
    for verb in range(begin + 3, end):
        subjects = own(tokens, verb, begin, verb, "nsubj", "nsubj:pass")
        if len(subjects) < 2 or not says(tokens, verb):
            continue
        told = [one for one in own(tokens, verb, begin, verb, "ccomp") if subjects[0] < one < subjects[-1]]
        if told and not own(tokens, told[0], begin, verb, "nsubj", "nsubj:pass"):
            passive = own(tokens, told[0], begin, told[0], "aux:pass")
            hang(tokens, subjects[0], told[0], "nsubj:pass" if passive else "nsubj")
            changed = True
    return changed


def hearers(tokens: list[Token], begin: int, end: int) -> bool:
    """Makes the name behind a word of telling who is told, and never who tells: "a diplomat told *AFP*"."""
    changed = False
    for index in range(begin + 2, end):
        verb = tokens[index].head
        behind = tokens[index].deprel == "nsubj" and begin < verb == index - 1
        if behind and tokens[verb].lemma == "tell" and not own(tokens, verb, index, end, "iobj", "obj"):
            hang(tokens, index, verb, "iobj")
            changed = True
    return changed


def next_sayings(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a second word of saying on the first, not on what was said: "said it had left and *denied* that".

    So where what was said has an auxiliary and the second word has none.
    """
    changed = False
    for index in range(begin + 3, end):
        token = tokens[index]
        said = tokens[token.head].head if token.deprel == "conj" and token.head >= begin else -1
        if not begin <= said < token.head < index or tokens[token.head].deprel != "ccomp":
            continue
        if not says(tokens, said) or token.lemma.lower() not in word_class("speech"):
            continue
        past = "Tense=Past" in token.feats or "VerbForm=Fin" in token.feats
        helped = own(tokens, token.head, begin, index, "aux") and not own(tokens, index, begin, end, "aux")
        subjects = own(tokens, token.head, begin, token.head, "nsubj")
        # who speaks, and not who "had demanded a ransom and *threatened*", or was "beaten and *threatened*"
        passive = any(tokens[i].deprel == "aux:pass" for i in own(tokens, token.head, begin, index, "aux"))
        if passive:
            itself = bool(own(tokens, index, index, end, "obj", "iobj", "ccomp", "xcomp"))
        else:
            itself = (bool(subjects) and tokens[subjects[0]].upos == "PRON") or "Tense=Pres" in token.feats
            itself = itself or _says_more(tokens, said, subjects, index, end)
        if past and helped and itself and not own(tokens, index, token.head, index, "nsubj", "mark"):
            hang(tokens, index, said)
            changed = True
    return changed


def _says_more(tokens: list[Token], said: int, subjects: list[int], index: int, end: int) -> bool:
    """Whether it is who spoke first that says a second thing.

    "Claimed that the *boat* had rammed a cutter and *demanded* that it leave": a boat says nothing. And who
    "*denied* that his men had fired and *accused* the army" does not deny accusing it.
    """
    if tokens[said].lemma.lower() in word_class("denying"):
        return True
    thing = bool(subjects) and tokens[subjects[0]].upos == "NOUN"
    mute = thing and not can_tell(tokens[subjects[0]].lemma.lower())
    return mute and bool(own(tokens, index, index, end, "ccomp"))


def after_conditions(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a word of saying the clause behind its condition: "said, on condition of anonymity, *that* …"."""
    changed = False
    for index in range(begin + 3, end):
        token = tokens[index]
        noun = token.head
        if not token.deprel.startswith("acl") or noun < begin or tokens[noun].lemma != "condition":
            continue
        said = tokens[noun].head
        marks = own(tokens, index, noun, index, "mark")
        if said < begin or not says(tokens, said) or not marks or tokens[marks[0]].text != "that":
            continue
        if tokens[marks[0] - 1].text == "," and not own(tokens, said, said, end, "ccomp"):
            hang(tokens, index, said, "ccomp")
            changed = True
    return changed


def alleged(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives a charge what it says, hung on those who bring it: "accusations by monks *that he stole*"."""
    changed = False
    for index in range(begin + 3, end):
        bringer = tokens[index].head
        if not tokens[index].deprel.startswith("acl") or bringer < begin or tokens[bringer].deprel != "nmod":
            continue
        marks = own(tokens, index, bringer, index, "mark")
        cases = own(tokens, bringer, begin, bringer, "case")
        charge = tokens[bringer].head
        brought = bool(cases) and tokens[cases[0]].text in ("by", "from") and begin <= charge < bringer
        told = marks and tokens[marks[0]].text == "that" and own(tokens, index, bringer, index, "nsubj")
        if brought and told and tokens[charge].lemma in word_class("hearsay"):
            hang(tokens, index, charge, "acl")
            changed = True
    return changed


def _told_before(tokens: list[Token], begin: int, index: int) -> int | None:
    """The word of saying that closes a clause put behind what is said, the last verb before ``index``."""
    verb = next((i for i in range(index - 2, begin, -1) if tokens[i].upos in ("VERB", "AUX")), None)
    if verb is None or tokens[verb].deprel not in ("root", "parataxis", "ccomp", "conj"):
        return None
    below = (i for i in range(begin, verb) if tokens[i].head == verb)
    subject = next((i for i in below if tokens[i].deprel == "nsubj"), None)
    if subject is None or cue(tokens[verb].lemma.lower(), "verb") is None:
        return None
    return verb if any(tokens[i].text in (",", "”", '"') for i in range(begin, subject)) else None


def whose_word(tokens: list[Token], begin: int, end: int) -> bool:
    """Gives those on whose word something is told the place where they are: "according to *police in Lagos*".

    Not the day or the month in which they spoke: "according to police in March".
    """
    changed = False
    for index in range(begin + 1, end):
        case = tokens[index].head
        if tokens[index].lemma != "to" or tokens[index].deprel != "fixed" or tokens[case].lemma != "accord":
            continue
        who, behind = tokens[case].head, _end_of_phrase(tokens, tokens[case].head, end)
        place = tokens[behind].head if behind < end else -1
        loose = behind < place and tokens[place].head == tokens[who].head and place - behind <= _NAME_WORDS
        where = loose and tokens[behind].deprel == "case" and tokens[behind].lemma in ("in", "at", "from")
        named = where and tokens[place].upos == "PROPN"
        if named and tokens[place].text.lower() not in time_tables.calendar():
            hang(tokens, place, who, "nmod")
            changed = True
    return changed


def _end_of_phrase(tokens: list[Token], head: int, end: int) -> int:
    """The first token behind a word's phrase, or a comma in it."""
    last = head
    for index in range(head + 1, end):
        if tokens[index].upos == "PUNCT" or not hangs_under(tokens, index, head):
            break
        last = index
    return last + 1


def speeches(tokens: list[Token], begin: int, end: int) -> bool:
    """Hangs a participle of saying behind a comma on its sentence's verb, not on an infinitive or gerund.

    "Urged him to sign, *calling* the delay unjust": who urges calls it so. Behind "…, she said" it is
    she who goes on: "The strike is off, she said, *adding* that …".
    """
    changed = False
    for index in range(begin + 2, end):
        token = tokens[index]
        if token.deprel != "advcl" or not token.text.endswith("ing") or tokens[index - 1].text != ",":
            continue
        below = {tokens[i].deprel for i in range(begin, end) if tokens[i].head == index}
        told = _told_before(tokens, begin, index)
        if told is not None and token.head < told and cue(token.lemma.lower(), "verb"):
            hang(tokens, index, told)
            changed = True
            continue
        if token.lemma.lower() not in word_class("speech") or not below.isdisjoint(("nsubj", "mark", "case")):
            continue
        verb = token.head
        while (
            begin <= tokens[verb].head < verb < index
            and tokens[verb].deprel in ("xcomp", "advcl")
            and not any(tokens[i].head == verb and tokens[i].deprel == "nsubj" for i in range(begin, verb))
            and tokens[tokens[verb].head].upos == "VERB"
        ):
            verb = tokens[verb].head
        if verb != token.head:
            hang(tokens, index, verb)
            changed = True
    return changed
