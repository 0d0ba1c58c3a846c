"""The way of the data: rooms import only downwards, and nothing at run time imports the workshop."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "demarche"
# What each room may import of the others, as docs/design.md says.
ROOMS = {
    "records": set(),
    "intake": {"records"},
    "knowledge": {"records"},
    "language": {"records", "knowledge"},
    "reading": {"records", "knowledge", "language"},
    "ledger": {"records", "knowledge", "reading"},
    "exports": {"records"},
}
# Single files that reach over, each for a reason: a day's parser serves texts that come without
# a report around them; what is added to a ledger comes as intake yields it (intake imports
# records alone); a ledger's answers turn into frames, by the export room, only when asked.
ALLOWED = {
    ("reading/reader.py", "intake"),
    ("ledger/adding.py", "intake"),
    ("ledger/ledger.py", "intake"),
    ("ledger/answers.py", "exports"),
}


def imports(path: Path) -> Iterator[str]:
    """The project's modules that a file imports when it is run, at whatever depth."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in _run(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            yield node.module or ""
            if node.module == "demarche":
                yield from (f"demarche.{name.name}" for name in node.names)


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker reads."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _run(child)


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_downwards(room: str) -> None:
    files = sorted((SOURCE / room).rglob("*.py"))
    assert files
    for path in files:
        for module in imports(path):
            parts = module.split(".")
            if parts[0] in ("training", "evaluation", "tests"):
                pytest.fail(f"{path.name} imports {module}")
            if parts[0] != "demarche" or len(parts) < 2 or parts[1] == room:
                continue
            name = path.relative_to(SOURCE).as_posix()
            assert parts[1] in ROOMS[room] or (name, parts[1]) in ALLOWED, f"{name} imports {module}"


def test_every_room_is_known() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert rooms - {"cli", "web", "cluster"} <= set(ROOMS)


def test_the_rules_of_the_ledger_know_no_database() -> None:
    for name in ("linking", "events", "plans"):
        path = SOURCE / "ledger" / f"{name}.py"
        if path.exists():
            assert not any(module.split(".")[0] == "duckdb" for module in imports(path)), name


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import demarche", ("numpy", "onnxruntime", "tokenizers", "rich", "trafilatura", "duckdb")),
        ("import demarche.reading.reader", ("trafilatura", "rich", "duckdb", "pandas", "torch")),
        ("import demarche.cli", ("numpy", "onnxruntime", "rich", "trafilatura", "duckdb")),
    ],
)
def test_what_is_heavy_is_imported_late(code: str, heavy: tuple[str, ...]) -> None:
    script = f"import sys; {code}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(heavy) & set(run.stdout.split())
