"""Direct speech: where quotations stand, and who speaks those that no cue is beside."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.language.tree import Tree
from demarche.records import Attribution

OPENING = {"“": "”", "«": "»"}
# Shorter quotations are words put at a distance ("the “special operation”"), not speech.
SPEECH_WORDS = 4


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans between quotation marks, marks left out, in text order.

    A quotation may run over several paragraphs, each opened and only the last one closed;
    straight marks are paired paragraph by paragraph.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    closing = ""
    for index, character in enumerate(text):
        if opened is None:
            if character in OPENING:
                opened, closing = index + 1, OPENING[character]
            elif character == '"':
                opened, closing = index + 1, '"'
        elif character == closing:
            found.append((opened, index))
            opened = None
        elif character == "\n" and closing == '"':
            opened = None  # an odd straight mark: a slip of the typist
        elif character == "“" and closing == "”":
            found.append((opened, index))  # a paragraph opened anew within one speech
            opened = index + 1
    return tuple((start, end) for start, end in found if end > start)


def unspoken(
    tree: Tree, known: Sequence[Attribution], spoken: Sequence[tuple[int, int]]
) -> list[Attribution]:
    """Attributions of quotations that fill their sentences and that no cue is beside.

    The speaker is the one of the quotation before, in the sentence before ("…," Roth said.
    "…"), or the one whom the sentence before introduces with a say-verb or a colon, or the
    one of the sentence after. Only where sentences follow each other directly.
    """
    found: list[Attribution] = []
    everyone = list(known)
    for start, end in spoken:
        if len(tree.analysis.text[start:end].split()) < SPEECH_WORDS:
            continue
        others = [one for one in everyone if not _own_word(tree, one, start, end)]
        if any(first < end and start < last for one in others for first, last in one.content):
            continue
        if any(start <= one.cue[0][0] < end for one in others):
            continue
        if not _fills(tree, start, end):
            continue
        speaker = _before(tree, everyone, start) or _after(tree, everyone, end)
        if speaker is None:
            continue
        one = Attribution(
            speaker.source,
            speaker.cue,
            ((start, end),),
            speaker.source_head,
            speaker.cue_token,
            speaker.cue_lemma,
        )
        found.append(one)
        everyone.append(one)
    return found


def _own_word(tree: Tree, one: Attribution, start: int, end: int) -> bool:
    """Whether whoever speaks credits himself within a quotation: "*We think* that they will stop"."""
    head = one.source_head
    return head is not None and start <= tree.tokens[head].start < end and is_first_person(tree, head)


def is_first_person(tree: Tree, head: int) -> bool:
    """Whether a source is whoever speaks: "*We* think that they will stop"."""
    return tree.tokens[head].upos == "PRON" and tree.tokens[head].text.lower() in ("i", "we")


def _fills(tree: Tree, start: int, end: int) -> bool:
    """Whether a quotation begins its sentence and holds a verb."""
    first = tree.token_at(start)
    last = tree.token_at(end - 1)
    opening = tree.sentence(first)
    if start - opening.start > 2:
        return False
    return any(tree.tokens[i].upos in ("VERB", "AUX") for i in range(first, last + 1))


def _before(tree: Tree, known: Sequence[Attribution], start: int) -> Attribution | None:
    number = tree.sentence_index(tree.token_at(start))
    if number == 0:
        return None
    sentence = tree.analysis.sentences[number - 1]
    if "\n\n" in tree.analysis.text[sentence.end : start]:
        return None
    near = [
        one
        for one in known
        if sentence.start <= one.cue[0][0] < sentence.end
        or any(last >= sentence.end - 2 and first < sentence.end for first, last in one.content)
    ]
    quoting = [one for one in near if _has_quote(tree, one)]
    return quoting[-1] if quoting else None


def _has_quote(tree: Tree, one: Attribution) -> bool:
    text = tree.analysis.text
    return any(
        text[max(0, first - 1) : first] in ("“", '"', "«")
        or text[last : last + 1] in ("”", '"', "»")
        or text[last : last + 2] in (",”", '."', ',"', ".”", "?”", '?"')
        for first, last in one.content
    )


def _after(tree: Tree, known: Sequence[Attribution], end: int) -> Attribution | None:
    """`"We were first in." That is how Roth put it`: only a cue beside its own quotation counts."""
    number = tree.sentence_index(tree.token_at(end)) + 1
    if number >= len(tree.analysis.sentences):
        return None
    sentence = tree.analysis.sentences[number]
    if "\n\n" in tree.analysis.text[end : sentence.start]:
        return None
    for one in known:
        if sentence.start <= one.cue[0][0] < sentence.end and _has_quote(tree, one):
            return one
    return None
