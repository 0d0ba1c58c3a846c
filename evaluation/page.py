"""The pages that the commands write: docs/accuracy.md, and marked parts of others."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from evaluation.figures import TOLERANCE, Figures, tables

_INTRODUCTION = f"""\
# Accuracy

Written by `make evaluate`, which scores every step of the reading where it stands and fails
when a figure drops by more than {TOLERANCE} (in sets of fewer than {1 / TOLERANCE:.0f} items, by more
than one item). What is committed as the figures to hold is in `evaluation/baseline.json`.

Figures are shares of one unless they are counts; r is Pearson's. The sets are development
sets: some of their documents were looked at while the rules were written, where a section does
not say otherwise, so what a new text gives may be lower. Official test splits were never read.
No peer was run beside Demarche for this page; what others published stands at its end, apart.
"""


def section(title: str, about: str, figures: Figures | None, more: str = "") -> str:
    """A section: what was measured, the tables, and what else there is to say.

    ``figures`` is None where nothing is to be measured, empty where it was not yet.
    """
    parts = [f"## {title}", about.strip()]
    if figures is not None:
        parts.append(tables(figures) if figures else "_Not measured yet._")
    parts.append(more.strip())
    return "\n\n".join(part for part in parts if part)


def accuracy(sections: Iterable[str]) -> str:
    """The whole page."""
    return "\n\n".join([_INTRODUCTION.strip(), *sections]) + "\n"


def fill(text: str, name: str, content: str) -> str:
    """Put ``content`` between ``<!-- name -->`` and ``<!-- end of name -->``.

    ValueError where the marks are not there.
    """
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"no marks for {name!r}")
    return marks.sub(lambda found: f"{found[1]}\n{content.strip()}\n\n{found[2]}", text)


def write(path: Path, text: str) -> None:
    """Write a page where it has changed, and say so on stderr."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        print(f"{path.name} written", file=sys.stderr)
