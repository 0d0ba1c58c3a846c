"""The training data: treebanks with the layers that stand on the same sentences.

UD EWT carries PropBank frames and UDS factuality; the open genres of UD GUM carry
entities; MEANTIME's Wikinews carries names alone. A layer that a sentence lacks is None
and takes no part in the loss.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# GUM's entity types as the classes that the network tells apart
CLASSES = {
    "person": "person", "organization": "organisation", "place": "place", "event": "event", "time": "time",
    "abstract": "abstract", "object": "object", "animal": "object", "plant": "object", "substance": "object",
}  # fmt: skip
NAMES = {
    "person": "person", "organisation": "organisation", "place": "place", "event": "event",
    "abstract": "other", "object": "other",
}  # fmt: skip
MEANTIME_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "PRO": "other", "FIN": "other"}
# Only the first lines of its reports are annotated; the rest would teach that names are none.
MEANTIME_LINES = 6
# "corpus_apple" is held out of training as MEANTIME's dev topic.
MEANTIME_DEV = "corpus_apple"


@dataclass
class Sentence:
    """One sentence: words with white space before them or not, and the layers it has."""

    forms: list[str]
    space: list[bool]
    paragraph: bool
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] | None = None
    feats: list[str] | None = None
    heads: list[int] | None = None  # −1 for the root
    relations: list[str] | None = None
    names: list[str] | None = None  # BIO
    mentions: list[str] | None = None  # class of the mention that the word heads, "none"
    frames: list[tuple[int, str, list[tuple[str, int, int]]]] | None = None
    factuality: dict[int, float] = field(default_factory=dict)


Document = list[Sentence]


def conllu(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """(metadata, rows of ten columns) of each sentence of a gzipped CoNLL-U file."""
    rows: list[list[str]] = []
    meta: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                meta[key.strip()] = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield meta, rows
                rows, meta = [], {}


def records(path: Path) -> Iterator[dict]:
    """The records of a gzipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ewt(data: Path, split: str) -> list[Document]:
    """UD EWT with frames and factuality, joined by the sentence's characters."""
    frames = {"".join(record["tokens"]): record for record in records(data / "propbank_ewt.jsonl.gz")}
    factuality: dict[str, list[dict]] = defaultdict(list)
    for record in records(data / "uds_factuality.jsonl.gz"):
        factuality[record["sentence"].replace(" ", "")] += record["predicates"]
    documents = _treebank(data / f"ud_ewt_{split}.conllu.gz", entities=False)
    for sentence in (sentence for document in documents for sentence in document):
        key = "".join(sentence.forms)
        record = frames.get(key)
        if record and len(record["tokens"]) == len(sentence.forms):
            sentence.frames = [
                (
                    frame["predicate"]["tok"][0],
                    frame["roleset"],
                    [(argument["role"], *argument["tok"]) for argument in frame["args"]],
                )
                for frame in record["frames"]
            ]
        for predicate in factuality.get(key, ()):
            if predicate["tok"][0] < len(sentence.forms):
                sentence.factuality[predicate["tok"][0]] = predicate["factuality"]
    return documents


def gum(data: Path, split: str, *, genres: tuple[str, ...] = ("",)) -> list[Document]:
    """The open genres of UD GUM with entity mentions; ``genres`` ("GUM_news", …) picks some."""
    return _treebank(data / f"ud_gum_open_{split}.conllu.gz", entities=True, prefixes=genres)


def _treebank(path: Path, *, entities: bool, prefixes: tuple[str, ...] = ("",)) -> list[Document]:
    documents: list[Document] = []
    name = ""
    for meta, rows in conllu(path):
        if not documents or "newdoc id" in meta:
            name = meta.get("newdoc id", "")
            documents.append([])
        documents[-1].append(_sentence(meta, rows, entities=entities))
        if not name.startswith(prefixes):
            documents[-1].clear()
    return [document for document in documents if document]


def _sentence(meta: dict[str, str], rows: list[list[str]], *, entities: bool) -> Sentence:
    glued: dict[int, bool] = {}  # words inside or at the end of a multi-word token
    words, space, before = [], [], True
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(dict.fromkeys(range(first, last), True))
            glued[last] = "SpaceAfter=No" in row[9]
        elif row[0].isdigit():
            words.append(row)
            space.append(before)
            before = not glued.get(int(row[0]), "SpaceAfter=No" in row[9])
    sentence = Sentence(
        forms=[row[1] for row in words],
        space=space,
        paragraph=any(key.startswith("newpar") for key in meta),
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        feats=["" if row[5] == "_" else row[5] for row in words],
        heads=[int(row[6]) - 1 for row in words],
        relations=[row[7] for row in words],
    )
    if entities:
        _add_entities(sentence, [row[9] for row in words])
    return sentence


def spans_of(misc: list[str]) -> list[tuple[int, int, str]]:
    """(first, last, GUM type) of the entity brackets in the words' MISC columns."""
    found: list[tuple[int, int, str]] = []
    open_brackets: list[tuple[str, int, str]] = []
    for index, column in enumerate(misc):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", column)
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1)) if entity else ():
            if part.startswith("("):
                group, kind = part.strip("()").split("-")[:2]
                if part.endswith(")"):
                    found.append((index, index + 1, kind))
                else:
                    open_brackets.append((group, index, kind))
                continue
            for position in reversed(range(len(open_brackets))):
                if open_brackets[position][0] == part[:-1]:
                    _, first, kind = open_brackets.pop(position)
                    found.append((first, index + 1, kind))
                    break
    return found


def _add_entities(sentence: Sentence, misc: list[str]) -> None:
    """The class of each mention's head, and BIO labels of the outermost named mentions."""
    assert sentence.heads is not None and sentence.upos is not None
    size = len(sentence.forms)
    sentence.mentions, sentence.names = ["none"] * size, ["O"] * size
    for first, last, kind in sorted(spans_of(misc), key=lambda span: span[0] - span[1]):
        head = head_of(sentence, first, last)
        category = CLASSES.get(kind, "abstract")
        if sentence.mentions[head] == "none":
            sentence.mentions[head] = category
        if sentence.upos[head] == "PROPN" and category in NAMES:
            _label(sentence.names, range(first, last), NAMES[category])


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of [first, last) whose governor lies outside (the leftmost such)."""
    assert sentence.heads is not None and sentence.upos is not None
    outside = [
        word for word in range(first, last)
        if not first <= sentence.heads[word] < last and sentence.upos[word] != "PUNCT"
    ]  # fmt: skip
    return outside[0] if outside else first


def _label(names: list[str], words: range | list[int], kind: str) -> None:
    """Write BIO labels over words that bear none yet."""
    if words and all(names[word] == "O" for word in words):
        names[words[0]] = f"B-{kind}"
        for word in words[1:]:
            names[word] = f"I-{kind}"


def name_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """(first, last, kind) of BIO labels."""
    found: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((index, index + 1, label[2:]))
        elif label.startswith("I-") and found:
            found[-1] = (found[-1][0], index + 1, found[-1][2])
    return found


def meantime(data: Path, *, dev: bool) -> list[Document]:
    """MEANTIME's names, on its tokens; the dev topic or the others."""
    documents = []
    for record in records(data / "meantime.jsonl.gz"):
        if (record["corpus"] == MEANTIME_DEV) is not dev:
            continue
        names = sorted(
            (
                (
                    entity["start"],
                    entity["end"],
                    entity.get("instance_class") or (entity.get("instance") or "")[:3],
                )
                for entity in record["entities"]
                if entity.get("syntactic_type") in ("NAM", "PRE.NAM")
            ),
            key=lambda name: name[0] - name[1],
        )
        document, offset = [], 0
        for line in record["text"].split("\n")[:MEANTIME_LINES]:
            words = [
                (match.start() + offset, match.end() + offset, match.group())
                for match in re.finditer(r"\S+", line)
            ]
            offset += len(line) + 1
            if not words:
                continue
            labels = ["O"] * len(words)
            for start, end, kind in names:
                inside = [index for index, (a, b, _) in enumerate(words) if start <= a and b <= end]
                inside = _as_gum(words, inside)
                if kind in MEANTIME_NAMES:
                    _label(labels, inside, MEANTIME_NAMES[kind])
            forms = ['"' if form in ("``", "''") else form for _, _, form in words]
            document.append(Sentence(forms, _spacing(forms), True, names=labels))
        documents.append(document)
    return documents


def _as_gum(words: list[tuple[int, int, str]], inside: list[int]) -> list[int]:
    """A name's words as GUM draws its bounds: with the possessive, without a comma at the end."""
    while inside and words[inside[-1]][2] in (",", ".") and len(inside) > 1:
        inside = inside[:-1]
    if inside and inside[-1] + 1 < len(words) and words[inside[-1] + 1][2] in ("'s", "'", "’s"):
        inside = [*inside, inside[-1] + 1]
    return inside


def _spacing(forms: list[str]) -> list[bool]:
    """Where a text written with blanks between all tokens would have had them."""
    closing = {".", ",", ";", ":", "?", "!", ")", "%", "'s", "n't", "'"}
    return [not (index and (form in closing or forms[index - 1] in "($")) for index, form in enumerate(forms)]
