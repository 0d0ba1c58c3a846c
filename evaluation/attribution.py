"""Attribution against GUM's discourse relations, and against our own sentences.

    python -m evaluation.attribution [FOLDER]    (FOLDER holds ud_gum_open_dev.conllu.gz)

GUM marks attribution between elementary discourse units: the unit with the cue ("studies
suggest") and the unit that it reports, which heads others. Its notion is wider than ours
(it counts "I know", "seen", headings of speech), and it has no attribution inside a unit
("reportedly", "confirmed the attack"), so precision there is a lower bound.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from demarche.language.tree import Tree
from demarche.reading.attribution import attributions
from demarche.records import Analysis, Attribution, Sentence, Token
from evaluation.figures import Figures, tables

TITLE = "Attribution"
NEEDS = ("ud_gum_open_dev.conllu.gz",)
ABOUT = """
Sentences of our own (`tests/gold_attribution.tsv`), raw text in: attributions with the right
cue, source and content, and texts with all of them right and none besides. GUM's discourse
relation *attribution*, open genres, dev split, **on the treebank's trees**: its notion is wider
than ours ("I know", "seen") and it has none inside a unit ("reportedly"), so both cue figures
are lower bounds; content is compared word by word where the cue was found.
"""
GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold_attribution.tsv"


class Unit(msgspec.Struct):
    """An elementary discourse unit: its tokens, and what it hangs on and how."""

    number: int
    head: int
    relation: str
    tokens: list[int]


def documents(path: Path) -> Iterator[tuple[Analysis, dict[int, Unit]]]:
    """GUM's documents as analyses with gold trees, and their discourse units."""
    text, tokens, sentences, units = "", [], [], {}
    rows: list[list[str]] = []
    unit: Unit | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, "# newdoc\n"):
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and tokens:
                yield Analysis(text, tuple(sentences), tuple(tokens), (), ()), units
                text, tokens, sentences, units, unit = "", [], [], {}, None
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                first, start = len(tokens), len(text)
                joined_until = 0
                for row in rows:
                    if "-" in row[0]:
                        joined_until = int(row[0].split("-")[1])
                        spaced = "SpaceAfter=No" not in row[9]
                        continue
                    if not row[0].isdigit():
                        continue
                    for part in row[9].split("|"):
                        if part.startswith("Discourse="):
                            relation, numbers = part[10:].split(";")[0].split(":")[:2]
                            number, _, head = numbers.partition("->")
                            unit = Unit(int(number), int(head or 0), relation, [])
                            units[unit.number] = unit
                    if unit is not None:
                        unit.tokens.append(len(tokens))
                    head = first + int(row[6]) - 1 if int(row[6]) else -1
                    feats = "" if row[5] == "_" else row[5]
                    tokens.append(
                        Token(len(text), len(text) + len(row[1]), row[1], row[2], row[3], feats, head, row[7])
                    )
                    inner = int(row[0]) < joined_until
                    last = int(row[0]) == joined_until
                    text += row[1]
                    if not inner and (spaced if last else "SpaceAfter=No" not in row[9]):
                        text += " "
                sentences.append(Sentence(start, len(text.rstrip()), first, len(tokens)))
                text = text.rstrip() + " "
                rows = []


def score(data: Path) -> Figures:
    """Our sentences, and GUM's relations where they are there."""
    found: Figures = {"own sentences": sentences()}
    if (data / NEEDS[0]).exists():
        found["GUM dev"] = relations(data / NEEDS[0])
    return found


def sentences(differences: list[str] | None = None) -> dict[str, float]:
    """Our own sentences through the model; what differs is appended as lines."""
    from demarche.language import load

    gold = cases()
    wanted = found = exact = 0
    analyses = load().analyse([case.text for case in gold])
    for case, analysis in zip(gold, analyses, strict=True):
        ours = attributions(Tree(analysis))
        hits = [right(analysis, ours, one) for one in case.wanted]
        wanted += len(hits)
        found += sum(hits)
        exact += all(hits) and len(ours) == len(hits)
        if differences is not None:
            differences.extend(
                f"{case.text}: not {one}" for one, hit in zip(case.wanted, hits, strict=True) if not hit
            )
            if len(ours) > len(hits):
                differences.append(f"{case.text}: {len(ours)} read, {len(hits)} wanted")
    return {
        "texts": len(gold),
        "attributions": wanted,
        "right": found / max(1, wanted),
        "texts all right": exact / max(1, len(gold)),
    }


def relations(path: Path) -> dict[str, float]:
    """Cues found, and how well the content overlaps the unit and what it heads there."""
    gold = read = cued = found = 0
    overlap = wanted_size = read_size = 0
    for analysis, units in documents(path):
        tree = Tree(analysis)
        ours = attributions(tree)
        read += len(ours)
        below: dict[int, list[int]] = {}
        for unit in units.values():
            below.setdefault(unit.head, []).append(unit.number)
        attributive = [u for u in units.values() if u.relation.startswith("attribution") and u.head in units]
        cue_tokens = {token for unit in attributive for token in unit.tokens}
        cued += sum(one.cue_token in cue_tokens for one in ours)
        for unit in attributive:
            gold += 1
            here = [one for one in ours if one.cue_token in set(unit.tokens)]
            if not here:
                continue
            found += 1
            wanted = _content(units, below, unit, tree)
            got = {t for one in here for t in _tokens(tree, one)}
            overlap += len(wanted & got)
            wanted_size += len(wanted)
            read_size += len(got)
    precision = overlap / read_size if read_size else 0.0
    recall = overlap / wanted_size if wanted_size else 0.0
    return {
        "relations": gold,
        "read": read,
        "cue recall": found / gold if gold else 0.0,
        "cue precision": cued / read if read else 0.0,
        "content precision": precision,
        "content recall": recall,
        "content F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }


def _content(units: dict[int, Unit], below: dict[int, list[int]], cue: Unit, tree: Tree) -> set[int]:
    """Tokens of the reported unit and of those that it heads, in the sentence of the cue."""
    sentence = tree.sentence(cue.tokens[0])
    found: set[int] = set()
    stack = [cue.head]
    while stack:
        number = stack.pop()
        if number == cue.number:
            continue
        found.update(t for t in units[number].tokens if sentence.first <= t < sentence.last)
        stack.extend(below.get(number, ()))
    return {t for t in found if tree.tokens[t].upos != "PUNCT"}


def _tokens(tree: Tree, one: Attribution) -> set[int]:
    sentence = tree.sentence(one.cue_token)
    return {
        t
        for t in range(sentence.first, sentence.last)
        if tree.tokens[t].upos != "PUNCT" and any(a <= tree.tokens[t].start < b for a, b in one.content)
    }


class Case(msgspec.Struct, frozen=True):
    """One of our own sentences: each attribution as (source, cue, content) texts."""

    text: str
    wanted: tuple[tuple[str, str, str], ...]


def cases(path: Path = GOLD) -> list[Case]:
    """Our own sentences; a text may be several sentences, an attribution a row below it."""
    found: list[tuple[str, list[tuple[str, str, str]]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith("\t"):
            found.append((line.strip().replace("\\n", "\n"), []))
            continue
        cells = [cell.strip() for cell in line.strip("\t").split("\t")]
        if len(cells) != 3:
            raise ValueError(f"{path.name}:{number}: an attribution has three cells: source, cue, content")
        found[-1][1].append((cells[0], cells[1], cells[2]))
    return [Case(text, tuple(wanted)) for text, wanted in found]


def right(analysis: Analysis, ours: tuple[Attribution, ...], wanted: tuple[str, str, str]) -> bool:
    """Whether one of our attributions is the wanted one: cue, source's words, content's ends.

    The content may be given by its first and last words, "They plan … talks"; it is right
    when every span given lies within ours and ours does not hold the source.
    """
    source, cue, content = wanted
    text = analysis.text
    for one in ours:
        if cue.lower() not in " ".join(text[a:b] for a, b in one.cue).lower() and cue != one.cue_lemma:
            continue
        said = " ".join(text[a:b] for a, b in one.source)
        if (source == "-") != (not said) or (source != "-" and source not in said):
            continue
        pieces = [piece.strip() for piece in content.split("…")]
        parts = [text[a:b].strip(".,?! ") for a, b in one.content]
        for covered in (*parts, " ".join(parts)):
            if (
                all(p in covered for p in pieces)
                and covered.startswith(pieces[0])
                and covered.endswith(pieces[-1])
            ):
                return True
    return False


if __name__ == "__main__":
    lines: list[str] = []
    sentences(lines)
    print(*lines, sep="\n")
    print(tables(score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))))
