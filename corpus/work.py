"""Work files: the YAML that annotators write, read with the line of every value.

Every scalar is a string, whatever YAML would make of it (``NO`` is Norway, ``042`` a code);
an empty one, ``null`` and ``~`` are None.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

# libyaml's where it is there: ten times as fast, with the same lines
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Problem(msgspec.Struct, frozen=True):
    """Something in a work file that is wrong, or (``hint``) that may have been overlooked."""

    file: str
    line: int
    item: str
    message: str
    hint: bool = False

    def __str__(self) -> str:
        kind = "hint: " if self.hint else ""
        return f"{self.file}:{self.line}: {self.item}: {kind}{self.message}"


class WorkError(ValueError):
    """A value that cannot be taken, with its line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Lined(dict[str, Any]):
    """A mapping that knows the line it begins at and the line of each of its keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def at(self, key: str) -> int:
        """The line of a key, of the mapping itself where it has no such key."""
        return self.lines.get(key, self.line)


def read(path: Path) -> list[Lined]:
    """The items of one work file. WorkError where it is no list of mappings in YAML."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"no YAML: {error.problem}; quote words that hold a colon or a comma"
        raise WorkError(line, message) from error
    found = [] if root is None else _plain(root)
    if not isinstance(found, list) or not all(isinstance(one, Lined) for one in found):
        raise WorkError(1, "a work file is a list of items: “- item: …”")
    return found


def listed(owner: Lined, key: str) -> list[Any]:
    """The values of a key that holds a list; none where it is left out or empty."""
    value = owner.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise WorkError(owner.at(key), f"{key} is a list: [{value}]")
    return value


def words(owner: Lined, key: str) -> Iterator[str]:
    """The values of a key that holds a list of words."""
    for value in listed(owner, key):
        if not isinstance(value, str):
            raise WorkError(owner.at(key), f"{key} holds {value!r}, which is no word; quote it")
        yield value


def word(owner: Lined, key: str) -> str:
    """The value of a key that must be there and hold words."""
    value = owner.get(key)
    if not isinstance(value, str):
        raise WorkError(owner.at(key), f"no {key}" if value is None else f"{key} is one value, not {value!r}")
    return value


def _plain(node: yaml.Node) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in ("", "null", "~")
        return None if empty else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    found = Lined(line)
    for name, value in node.value:
        if name.value in found:
            raise WorkError(name.start_mark.line + 1, f"{name.value} stands twice")
        found[name.value] = _plain(value)
        found.lines[name.value] = name.start_mark.line + 1
    return found
