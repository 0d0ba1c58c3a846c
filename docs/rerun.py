"""Runs the commands that the documents show, and writes what they print into place.

A block fenced as ``console`` holds commands behind "$ "; whatever follows a command is
its output. ``make docs`` rewrites the outputs; tests/test_docs.py runs the commands.
Blocks fenced as ``sh`` are for illustration and are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"(?<=^```python\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[str]:
    """The commands of a console block."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def output(command: str) -> str:
    """What a command prints on standard output, run by bash from the repository's root."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
    }
    run = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    if run.returncode or not run.stdout.strip():
        raise RuntimeError(f"{command}: exit code {run.returncode}\n{run.stderr}")
    return run.stdout


def main() -> None:
    """Rewrite every page whose outputs have changed."""
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = CONSOLE.sub(lambda m: "".join(f"$ {c}\n{output(c)}" for c in commands(m[0])), old)
        if new != old:
            page.write_text(new, encoding="utf-8")
            print(f"rewritten: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
