"""What a say-verb credits its source with: clauses, infinitives, nouns, words in quotation marks."""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.attribution_beside import clause_beside, turning
from demarche.reading.attribution_marks import infinitive
from demarche.reading.time_tense import own_tense

# What opens a clause in which the report itself says when something was said or done.
_AMOUNT = ("obl:unmarked", "det", "nummod", "advmod", "amod")
BESIDE_MARKS = frozenset({"after", "as", "before", "though", "although"})


def content_of(tree: Tree, token: int, entry: cues.Cue, *, passive: bool) -> set[int]:
    """The tokens that a verb credits its source with, without what another says of them in passing."""
    content = _content(tree, token, entry, passive=passive)
    if content and max(content) < token:
        first = turning(tree, tree.sentence(token).first, token)
        content = {inside for inside in content if inside >= first}
    return content - _asides(tree, content)


def _content(tree: Tree, token: int, entry: cues.Cue, *, passive: bool) -> set[int]:
    content: set[int] = set()
    clausal = entry.patterns & {"that", "quote"}
    if clausal:
        for child in tree.children(token, "ccomp", *(("csubj",) if passive else ())):
            content.update(set(tree.subtree(child)) - _set_against(tree, child) - _told_beside(tree, child))
        for child in tree.children(token, "conj"):
            # "said that A *and that B*": the second clause is hung on the verb by mistake
            if content and tree.has_word(child, ("that",), "mark"):
                content.update(tree.subtree(child))
    beside = clause_beside(tree, token) if "quote" in entry.patterns or "that" in entry.patterns else set()
    if beside and not (content and min(content) > token):
        return {inside for inside in content if inside < token} | beside
    if passive and not content:
        for child in tree.children(token, "xcomp", "advcl"):
            # "is said *to have fled*": the subject belongs to what is said
            if "inf" not in entry.patterns or not infinitive(tree, child):
                continue
            content.update(tree.subtree(child))
            for subject in tree.children(token, "nsubj:pass"):
                content.update(tree.subtree(subject))
        if content or (entry.name != "confirm" and "noun" not in entry.patterns):
            return content
    if not content and (entry.name == "claim" or "ing" in entry.patterns):
        for child in tree.children(token, "xcomp", "ccomp"):
            # "claims *to hold* the town", "denied *having fired*"
            if infinitive(tree, child) if entry.name == "claim" else not infinitive(tree, child):
                content.update(tree.subtree(child))
    if not content and "noun" in entry.patterns and not tree.children(token, "iobj"):
        agent = passive and tree.children(token, "obl:agent")
        for child in tree.children(token, "obj", *(("nsubj:pass",) if agent else ())):
            if tree.tokens[child].upos == "PRON":
                continue  # "denied *it*": what was denied stands elsewhere
            if entry.name == "deny" and tree.lemma(child) in word_class("leave_given"):
                continue  # "denied them *permission*": refused, not disputed
            content.update(tree.subtree(child, without=("acl:relcl",)))
    prepositions = entry.patterns & {"of", "about", "with", "for"}
    if not content and prepositions:
        for child in tree.children(token, "obl", "advcl", "xcomp"):
            if tree.has_word(child, prepositions, "case", "mark"):
                content.update(tree.subtree(child))
    return content


def _told_beside(tree: Tree, clause: int) -> set[int]:
    """A clause of time behind a comma, by which the report itself says when: "was safe, days *after* …".

    It tells what everybody knows, not what was said; without a comma it belongs to what was said.
    """
    found: set[int] = set()
    sentence = tree.sentence(clause)
    for child in tree.children(clause, "advcl"):
        mark = next((one for one in tree.children(child, "mark") if tree.lemma(one) in BESIDE_MARKS), None)
        words = tree.subtree(child)
        if mark is None or mark < clause or not tree.children(child, "nsubj", "nsubj:pass"):
            continue
        before = words[0] if tree.tokens[words[0]].text == "," else words[0] - 1
        while before > clause and tree.has_relation(before, *_AMOUNT):
            before -= 1  # "two *days* after"
        if tree.tokens[before].text == "," and words[-1] >= sentence.last - 2:
            found.update(range(before, words[-1] + 1))
    return found


def _asides(tree: Tree, content: set[int]) -> set[int]:
    """Clauses within what is said that are on another's word: "…, *where medics said* ten had died"."""
    found: set[int] = set()
    for token in content:
        if not tree.has_relation(token, "acl:relcl", "advcl") or not cues.cue(tree.lemma(token), "verb"):
            continue
        words = tree.subtree(token)
        subject = tree.child(token, "nsubj")
        opening = next((tree.tokens[i].text.lower() for i in words if tree.tokens[i].upos != "PUNCT"), "")
        if opening == "where" and subject is not None:  # but "which medics said" tells which one is meant
            found.update(words)
    return found


def _set_against(tree: Tree, clause: int) -> set[int]:
    """Words of what somebody else says or does, set against it: "says it is over, *while Fiji says it is
    not*", "says its troops shot ten men, *while Fiji recalls its envoy*"."""
    found: set[int] = set()
    for child in tree.children(clause, "advcl"):
        contrast = tree.has_word(child, ("while", "whereas"), "mark")
        speaks = tree.lemma(child) in word_class("speech") or _is_told_beside(tree, child, clause)
        if contrast and speaks and tree.children(child, "nsubj"):
            found.update(tree.subtree(child))
    return found


def _is_told_beside(tree: Tree, beside: int, clause: int) -> bool:
    """Whether a clause has the present tense of the word of saying, and what is said another one."""
    cue = tree.head(clause)
    if cue is None or own_tense(tree, clause) == "present":
        return False
    return own_tense(tree, beside) == own_tense(tree, cue) == "present"


def clause_of_cue(tree: Tree, token: int, source: int | None) -> set[int]:
    """Tokens of the cue itself that a wrong tree may have put into the content."""
    own = {token, *tree.children(token, "aux", "compound:prt")}
    if source is not None and token in set(tree.ancestors(source)):
        own.update(tree.subtree(source))
    return own


def quoted(tree: Tree, token: int) -> set[int]:
    """A say-verb beside quotation marks in its sentence: what stands between them."""
    sentence = tree.sentence(token)
    found: set[int] = set()
    opened = False
    for index in range(sentence.first, sentence.last):
        text = tree.tokens[index].text
        if text in ("“", "«", "``") or (text == '"' and not opened):
            opened = True
        elif text in ("”", "»", "''", '"'):
            opened = False
        elif opened:
            found.add(index)
    return found if len(found) > 2 and token not in found else set()
