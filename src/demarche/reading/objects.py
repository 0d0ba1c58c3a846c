"""What an act is about, beside its participants: things, with their quantities."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.language.tree import Tree
from demarche.records import Thing

_APPROXIMATORS = frozenset(
    {
        "about", "around", "approximately", "roughly", "some", "nearly", "almost", "estimated", "circa",
        "over", "under", "least", "most", "more", "less", "fewer", "up", "dozen", "hundred", "thousand",
    }
)  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        range(1, 21),
        strict=True,
    )
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


def things(tree: Tree, heads: Iterable[int]) -> tuple[Thing, ...]:
    """A Thing for each head token: its phrase without relative clauses, and its quantity."""
    found = []
    for head in sorted(set(heads)):
        start, end = tree.span(
            head, without=("acl", "acl:relcl", "conj", "cc", "appos", "case", "parataxis", "det")
        )
        quantity, approximate = quantity_of(tree, head)
        found.append(Thing(tree.analysis.text[start:end], start, end, quantity, approximate))
    return tuple(found)


def quantity_of(tree: Tree, head: int) -> tuple[float | None, bool]:
    """The number that counts a noun, and whether the words make it approximate.

    "around 20 officials" is (20.0, True); "$3.5 billion" is (3.5e9, False); "dozens of
    tanks" has no number and is approximate.
    """
    numbers = [head] if tree.tokens[head].upos == "NUM" else tree.children(head, "nummod")
    if not numbers and tree.tokens[head].upos == "SYM":
        numbers = [child for child in tree.children(head) if tree.tokens[child].upos == "NUM"]
    if not numbers:
        plural_scale = tree.lemma(head) in _SCALES and tree.tokens[head].upos == "NOUN"
        return None, plural_scale
    number = numbers[0]
    parts = [*tree.children(number, "compound"), number]
    value = _value([tree.tokens[part].text for part in parts if tree.tokens[part].upos == "NUM"])
    hedged = any(
        tree.lemma(word) in _APPROXIMATORS
        for word in (*tree.children(number, "advmod", "case"), *tree.children(head, "advmod"))
    )
    return value, hedged


def _value(words: list[str]) -> float | None:
    total: float | None = None
    for word in words:
        text = word.lower().replace(",", "").lstrip("$€£")
        if text in _SCALES:
            total = (1.0 if total is None else total) * _SCALES[text]
            continue
        try:
            number = float(text)
        except ValueError:
            if text not in _WORDS:
                return total
            number = float(_WORDS[text])
        total = number if total is None else total + number
    return total
