"""The codebook: which verbs and nouns name political acts, as CAMEO and PLOVER code them.

Tables that a researcher can edit, with the checks that tell where one is broken:
``cameo.tsv`` (codes with PLOVER's type, mode and contexts), ``objects.tsv`` (classes of
things), ``verbs.tsv``, ``nouns.tsv``, ``carriers.tsv`` (verbs that carry a noun) and
``contents.tsv`` (what appeals, promises, demands, refusals and threats are about).
CAMEO: Schrodt 2012; PLOVER: Halterman et al. 2023 and its manual of 2021.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

import msgspec

TABLES = ("cameo", "objects", "verbs", "nouns", "carriers", "contents")
# The roots of acts that hold another act; protests take what they are for from appeals.
FAMILIES = ("02", "03", "10", "12", "13", "11")
SPECIAL = frozenset(
    "@any @none @actor @person @place @country @official @body @several @clause @name @count @nation".split()
)
CARRIER_KINDS = frozenset({"light", "begin", "end", "cancel", "postpone", "affect", "absorb", "occur"})
TYPES = frozenset(
    {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
        "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT",
    }
)  # fmt: skip
_SLOT = re.compile(r"[A-Z0-9]+|[a-z-]+")


class CodebookError(ValueError):
    """A table says something that the codebook cannot mean; names file and line."""


class Code(msgspec.Struct, frozen=True):
    """A CAMEO code with PLOVER's type, mode and contexts."""

    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]


class Condition(msgspec.Struct, frozen=True):
    """One condition of a row: the slot must be filled by one of the classes or words."""

    slot: str
    values: tuple[str, ...]
    negated: bool = False


class Row(msgspec.Struct, frozen=True):
    """One row of verbs.tsv or nouns.tsv; ``code`` is None for "no political act"."""

    source: str  # "verbs.tsv:12"
    conditions: tuple[Condition, ...]
    code: Code | None
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]


class Carrier(msgspec.Struct, frozen=True):
    """How a verb carries nouns: its kind, and which nouns (empty: all that are acts)."""

    kind: str
    nouns: tuple[str, ...]


class Codebook(msgspec.Struct, frozen=True):
    """The loaded tables, by lemma."""

    codes: dict[str, Code]
    classes: dict[str, frozenset[str]]
    class_contexts: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[Row, ...]]
    nouns: dict[str, tuple[Row, ...]]
    carriers: dict[str, tuple[Carrier, ...]]
    contents: dict[str, dict[str, str]] = {}  # contents.tsv: content → family → code

    def family(self, code: str) -> str | None:
        """The root of an act of words that holds another act ("13" of a threat), else None."""
        root = code[:2]
        return root if root == "14" or (root in FAMILIES and (root != "11" or code == "112")) else None

    def modes(self) -> dict[str, frozenset[str]]:
        """The modes that codes and rows give to acts of each type."""
        given = {(row.code.type, row.mode or row.code.mode) for row in self._rows() if row.code is not None}
        given |= {(code.type, code.mode) for code in self.codes.values()}
        return {kind: frozenset(mode for one, mode in given if one == kind and mode) for kind in TYPES}

    def lent(self) -> dict[tuple[str, str], Code]:
        """By type and mode, the code of another type that rows give to such acts: 0831 to who resigns."""
        return {
            (row.code.type, row.mode): row.code
            for row in self._rows()
            if row.code is not None and row.mode and self.codes[row.code.code].type != row.code.type
        }

    def _rows(self) -> Iterator[Row]:
        """The rows of all verbs and nouns, once for each of their words."""
        return (row for table in (self.verbs, self.nouns) for found in table.values() for row in found)

    def general(self, kind: str) -> Code:
        """The code of a type about which nothing more is known: its shortest, a root before others."""

        def order(code: Code) -> tuple[int, bool, bool]:
            return len(code.code), not code.code.endswith("0"), code.mode is not None

        return min((code for code in self.codes.values() if code.type == kind), key=order)

    def fingerprints(self) -> dict[str, dict[str, int]]:
        """By each row's source and lemma a number of 64 bits for what it says, wherever it stands."""
        found: dict[str, dict[str, int]] = {}
        for table, rows_by_lemma in (("verbs", self.verbs), ("nouns", self.nouns)):
            for lemma, rows in rows_by_lemma.items():
                for row in rows:
                    found.setdefault(row.source, {})[lemma] = _fingerprint(table, lemma, row)
        return found

    def numbers(self) -> frozenset[int]:
        """All fingerprints."""
        return frozenset(number for row in self.fingerprints().values() for number in row.values())

    def content_code(self, code: str, inside: str, *, ended: bool = False) -> str | None:
        """The code of an act of words that holds the act ``inside`` (``ended``: its end)."""
        return self._refined(code, (f"-{inside[:size]}" for size in (4, 3, 2)) if ended else ()) or (
            self._refined(code, (inside[:size] for size in (4, 3, 2)))
        )

    def object_code(self, code: str, lemma: str) -> str | None:
        """The code of an act of words about a thing: a call for a new *constitution*."""
        keys = (key for key in self.contents if key.startswith("obj:"))
        return self._refined(code, (key for key in keys if lemma in self._class(key[4:])))

    def _class(self, name: str) -> frozenset[str]:
        return self.classes.get(name, frozenset({name}))

    def _refined(self, code: str, keys: Iterable[str]) -> str | None:
        """The first key's code of the family where it makes ``code`` more precise."""
        stem = code[:2] if code[2:3] == "0" and code[:2] != "11" else code[:3]
        for key in keys:
            row = self.contents.get(key, {})
            found = row.get(code[:2])
            if code[:2] == "14" and code != "140" and row.get("02", "")[:3] == "024":
                found = code[:3] + row["02"][3:]  # what a protest is for, as an appeal's content
            if found:
                return found if found.startswith(stem) and len(code) == 3 else None
        return None


def _fingerprint(table: str, lemma: str, row: Row) -> int:
    said = msgspec.json.encode((table, lemma, msgspec.structs.replace(row, source="")))
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())


@lru_cache(maxsize=1)
def load() -> Codebook:
    """The package's codebook, read and checked once a process."""
    return parse({name: table_text(name) for name in TABLES})


def parse(texts: dict[str, str], types: frozenset[str] = TYPES) -> Codebook:
    """A codebook of the tables' texts, by name ("contents" may be left out). Raises CodebookError.

    ``types``: those that the codes may have.
    """
    codes = _codes(texts["cameo"], types)
    classes, class_contexts = {}, {}
    for where, (name, contexts, words) in _rows(texts["objects"], "objects.tsv", 3):
        if name in classes:
            raise CodebookError(f"{where}: class {name!r} stands twice")
        classes[name] = frozenset(_list(words))
        class_contexts[name] = _list(contexts)
    return Codebook(
        codes=codes,
        classes=classes,
        class_contexts=class_contexts,
        verbs=_predicates(texts["verbs"], "verbs.tsv", codes, types, verbs=True),
        nouns=_predicates(texts["nouns"], "nouns.tsv", codes, types, verbs=False),
        carriers=_carriers(texts["carriers"]),
        contents=_contents(texts.get("contents", ""), codes),
    )


def table_text(name: str, package: str = "demarche.knowledge.codebook") -> str:
    """The text of one of the tables of a codebook that the package carries."""
    return resources.files(package).joinpath(f"{name}.tsv").read_text(encoding="utf-8")


def _rows(text: str, file: str, width: int) -> list[tuple[str, list[str]]]:
    """("file:line", columns) of the rows of a table; short rows are filled up."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) > width:
            raise CodebookError(f"{file}:{number}: {len(columns)} columns, not {width}")
        found.append(
            (f"{file}:{number}", [column.strip() for column in columns] + [""] * (width - len(columns)))
        )
    return found


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _codes(text: str, types: frozenset[str]) -> dict[str, Code]:
    codes = {}
    for where, (code, kind, mode, contexts) in _rows(text, "cameo.tsv", 4):
        if kind not in types or not re.fullmatch(r"\d{3,4}", code) or code in codes:
            raise CodebookError(f"{where}: {code!r} is no new CAMEO code of a PLOVER type ({kind!r})")
        codes[code] = Code(code, kind, mode or None, tuple(contexts.split()))
    return codes


def _predicates(
    text: str, file: str, codes: dict[str, Code], types: frozenset[str], *, verbs: bool
) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for where, columns in _rows(text, file, 8 if verbs else 7):
        lemmas, when, code, mode, contexts, *slots = columns
        actor, recipient, thing = slots if verbs else ("", *slots)
        if code != "-" and code not in codes:
            raise CodebookError(f"{where}: {code!r} is not a code of cameo.tsv")
        if not lemmas:
            raise CodebookError(f"{where}: no lemma")
        kind, slash, own_mode = mode.rpartition("/")
        if slash and kind not in types:
            raise CodebookError(f"{where}: {kind!r} is no PLOVER type")
        meaning = None if code == "-" else codes[code]
        if meaning is not None and kind:
            meaning = msgspec.structs.replace(meaning, type=kind)
        row = Row(
            source=where,
            conditions=tuple(_condition(part, where) for part in when.split()),
            code=meaning,
            mode=own_mode or None,
            contexts=tuple(contexts.replace(",", " ").split()),
            actor=_slots(actor, where),
            recipient=_slots(recipient, where),
            object=_slots(thing, where),
        )
        for lemma in _list(lemmas):
            found.setdefault(lemma, []).append(row)
    return {lemma: tuple(rows) for lemma, rows in found.items()}


def _condition(part: str, where: str) -> Condition:
    negated = part.startswith("not:")
    slot, colon, values = part.removeprefix("not:").partition(":")
    if not colon or not values:
        raise CodebookError(f"{where}: condition {part!r} is not SLOT:CLASS")
    options = tuple(values.split("|"))
    unknown = [value for value in options if value.startswith("@") and value not in SPECIAL]
    if unknown:
        raise CodebookError(f"{where}: {unknown[0]!r} is none of {', '.join(sorted(SPECIAL))}")
    return Condition(slot, options, negated)


def _slots(text: str, where: str) -> tuple[str, ...]:
    slots = tuple(text.split())
    for slot in slots:
        if not _SLOT.fullmatch(slot):
            raise CodebookError(f"{where}: {slot!r} is no slot")
    return slots


def _contents(text: str, codes: dict[str, Code]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for where, (content, *columns) in _rows(text, "contents.tsv", 1 + len(FAMILIES)):
        if content in found:
            raise CodebookError(f"{where}: {content!r} stands twice")
        for family, code in zip(FAMILIES, columns, strict=True):
            if code and (code not in codes or code[:2] != family):
                raise CodebookError(f"{where}: {code!r} is no code of root {family}")
        found[content] = {f: c for f, c in zip(FAMILIES, columns, strict=True) if c}
    return found


def _carriers(text: str) -> dict[str, tuple[Carrier, ...]]:
    found: dict[str, list[Carrier]] = {}
    for where, (verbs, kind, nouns) in _rows(text, "carriers.tsv", 3):
        if kind not in CARRIER_KINDS:
            raise CodebookError(f"{where}: kind {kind!r} is none of {', '.join(sorted(CARRIER_KINDS))}")
        for verb in _list(verbs):
            found.setdefault(verb, []).append(Carrier(kind, _list(nouns)))
    return {verb: tuple(rows) for verb, rows in found.items()}
