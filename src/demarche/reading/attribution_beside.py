"""The clause that a say-verb is put into or after: "…, officials said", "As he noted, …".

Parsers slip most here, so the place of the commas decides, not the tree.
"""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.attribution_marks import CLOSERS, QUOTE_MARKS, infinitive, skip_marks
from demarche.reading.attribution_sources import REFUSING, subject_of

# What opens a clause that the report sets beside or against what somebody said.
TURNS = frozenset({"but", "while", "whereas", "as", "after", "though", "although"})


def clause_beside(tree: Tree, token: int) -> set[int]:
    """The clause that a say-verb is put into or after: "…, officials said", "As he noted, …"."""
    sentence = tree.sentence(token)
    head = tree.head(token)
    first, last = _cue_clause(tree, token)
    if first is None or _subordinate(tree, token) or _is_told(tree, token):
        return set()
    rest = (
        set(range(sentence.first, sentence.last))
        - set(range(first, last + 1))
        - _cited(tree, last, sentence.last)
        - _turned(tree, last, sentence.last)
    )
    before = skip_marks(tree, first - 1, sentence.first, -1)
    after = skip_marks(tree, last + 1, sentence.last, 1)
    closes = first > sentence.first and tree.tokens[first - 1].text in CLOSERS
    opens = after < sentence.last and tree.tokens[last + 1].text in (",", ":", "“", '"', "``", "—")
    if _introduced(tree, token) and head is not None and (closes or first == sentence.first):
        return rest
    if not _tensed(tree, token) or tree.has_relation(token, "acl"):
        return set()
    if any(child > token for child in tree.children(token, "ccomp")):
        return set()
    if closes and before >= sentence.first and _main_before(tree, sentence.first, before):
        if after >= sentence.last:
            return set(range(sentence.first, before + 1))
        if opens and tree.tokens[first - 1].text not in ("—", "–") and not tree.children(token, "mark"):
            return rest
    if first > sentence.first and tree.tokens[first - 1].text == ";":
        return set()  # "a bomb went off; the group claims responsibility": two statements
    if tree.has_relation(token, "parataxis") and head is not None:
        return (set(tree.subtree(head)) - set(tree.subtree(token))) & rest
    for child in tree.children(token, "parataxis"):
        if child < token and tree.tokens[child].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return set(tree.subtree(child))
    return set()


def _introduced(tree: Tree, token: int) -> bool:
    """ "*as* he noted", "*as* noted by her"."""
    return tree.has_word(token, ("as",), "mark", "advmod", "case")


def _subordinate(tree: Tree, token: int) -> bool:
    """ "…, *while* the bloc urged restraint": a clause beside the main one, not a frame around it."""
    marks = {tree.tokens[mark].text.lower() for mark in tree.children(token, "mark")}
    return bool(marks - {"as", "to"}) and tree.has_relation(token, "advcl")


def _is_told(tree: Tree, token: int) -> bool:
    """Whether what stands before a word of saying is what somebody says: "…, a *charge* the army rejects".

    Or one who says it elsewhere: "…, a man *who spoke* in private, told the agency".
    """
    before = range(token - 1, tree.sentence(token).first, -1)
    comma = next((i for i in before if tree.tokens[i].text == ","), token)
    charge = any(tree.lemma(i) in word_class("hearsay") for i in range(comma + 1, min(comma + 4, token)))
    if charge and tree.lemma(token) in REFUSING:
        return True
    subject = subject_of(tree, token)
    if subject is None or cues.can_tell(tree.lemma(subject)):
        return False
    told = tree.tokens[subject].text.lower() == "who" and tree.has_relation(token, "acl:relcl")
    return told or tree.lemma(subject) in word_class("hearsay")


def turning(tree: Tree, first: int, last: int) -> int:
    """Where the second of two turns begins: "it left, aides say, but *it was shot at*, police said".

    Behind a semicolon as well, where somebody speaks before it: "she said no; *they had left*, she said".
    """
    said = comma = spoken = False
    for index in range(first, last):
        if spoken and tree.tokens[index].text == ";":
            return index + 1
        turns = tree.tokens[index + 1].text.lower() in ("but", "while")
        if said and turns and tree.tokens[index].text == ",":
            return index + 2
        comma = comma or tree.tokens[index].text == ","
        verb = tree.tokens[index].upos == "VERB" and cues.cue(tree.lemma(index), "verb") is not None
        said, spoken = said or (comma and verb), spoken or verb
    return first


def _cited(tree: Tree, last: int, end: int) -> set[int]:
    """The words of a closing "…, citing two aides", "…, adding that", which are no content of this cue."""
    for index in range(last + 1, min(end, last + 3)):
        goes_on = tree.tokens[index].text.endswith("ing") and cues.cue(tree.lemma(index), "verb") is not None
        if goes_on and index > last + 1:
            return set(range(index, end))
    return set()


def _turned(tree: Tree, last: int, end: int) -> set[int]:
    """What the report itself sets against what was said: "…, aides said, *but* Fiji refused"."""
    comma = next((i for i in range(last + 1, min(last + 5, end)) if tree.tokens[i].text == ","), end)
    behind = comma + 1  # "…, aides said *on Monday*, but"
    if behind >= end or any(tree.tokens[i].upos in ("VERB", "AUX") for i in range(last + 1, comma)):
        return set()
    while behind < end - 1 and tree.has_relation(behind, "obl:unmarked", "det", "nummod", "advmod"):
        behind += 1  # "…, two *days* after the raid began"
    turns = tree.tokens[behind].text.lower() in TURNS
    told = any(tree.has_relation(i, "nsubj", "nsubj:pass") for i in range(behind, end))
    return set(range(comma, end)) if turns and told else set()


def _main_before(tree: Tree, first: int, last: int) -> bool:
    """Whether the words before a closing cue are a main clause, and no mere "If asked, …"."""
    closed = any(token.text in QUOTE_MARKS for token in tree.tokens[first + 1 : last + 3])
    if tree.tokens[first].text in QUOTE_MARKS and closed:  # not '"If they land, we will *respond*"'
        return True
    top = tree.head_of(first, last + 1)
    if tree.has_relation(top, "advcl", "obl", "advmod", "nmod") or tree.children(top, "mark"):
        return False
    return any(tree.tokens[i].upos in ("VERB", "AUX") for i in range(first, last + 1))


def _tensed(tree: Tree, token: int) -> bool:
    """Whether a say-verb can be a clause of its own (taggers mix up "reported" and "reported")."""
    if tree.tokens[token].text.lower().endswith("ing"):
        return bool(tree.children(token, "aux"))
    return not infinitive(tree, token)


def _cue_clause(tree: Tree, token: int) -> tuple[int | None, int]:
    """First and last token of the cue's own clause: verb, subject, and what stands with them.

    Grown from the verb outwards through its dependents other than clauses, as long as
    they touch: "officials *in Berlin told the agency on Monday*". After a comma, a short
    rest of the sentence without a verb belongs to it wherever the tree has hung it.
    """
    sentence = tree.sentence(token)
    subject = subject_of(tree, token)
    if subject is None and not _introduced(tree, token):
        return None, token
    small = set()
    stack = [token] if subject is None else [token, subject]
    clauses = ("ccomp", "parataxis", "punct", "conj", "cc", "csubj", "dep", "advcl")
    while stack:
        current = stack.pop()
        small.add(current)
        for child in tree.children(current):
            if current != token or not tree.has_relation(child, *clauses):
                stack.append(child)
    first = last = token
    while first - 1 in small or (first - 2 in small and tree.tokens[first - 1].text == ","):
        first -= 1
    while last + 1 in small or (last + 2 in small and tree.tokens[last + 1].text == ","):
        last += 1
    while tree.tokens[first].upos == "PUNCT" and first < token:
        first += 1
    if first > sentence.first and tree.tokens[first - 1].text in CLOSERS:
        tail = range(last + 1, sentence.last)
        if len(tail) < 12 and not any(
            tree.tokens[i].upos in ("VERB", "AUX", "CCONJ") or tree.tokens[i].text == "," for i in tail
        ):
            last = sentence.last - 1
    return first, last
