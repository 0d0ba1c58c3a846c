"""A ledger's file: opened, locked, damaged, full, forbidden, older and newer."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest

import ledger_fakes
from demarche.ledger import Ledger, LedgerError, migrations
from demarche.ledger.store import Store
from ledger_fakes import Reader, tables

HERE = str(Path(__file__).parent)


@pytest.fixture
def path(tmp_path):
    """A ledger with some reports."""
    path = tmp_path / "news.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(ledger_fakes.reports(30), load=Reader)
    return path


def content(path):
    with Store(path, read_only=True) as store:
        return tables(store)


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": HERE},
    )  # fmt: skip


OPEN = """
import sys
from demarche.ledger import Ledger, LedgerError
try:
    Ledger.open(sys.argv[1], read_only=sys.argv[2] == "read").close()
except LedgerError as error:
    print(error)
"""


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_second_process_is_told_who_has_it(path, mode):
    before = content(path)
    with Ledger.open(path):
        said = python(OPEN, path, mode)
    assert said.stdout.strip() == (
        f"{path} is in use by process {os.getpid()}; one process at a time opens a ledger: wait, or stop it"
    )
    assert content(path) == before


def test_a_second_opening_in_one_process_is_told(path):
    with Ledger.open(path), pytest.raises(LedgerError, match="open already in this process"):
        Ledger.open(path, read_only=True)


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path):
    with pytest.raises(LedgerError, match="there is no such ledger"):
        Ledger.open(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_ledger(tmp_path):
    (tmp_path / "news.duckdb").touch()
    Ledger.open(tmp_path / "news.duckdb").close()
    assert content(tmp_path / "news.duckdb")["reports"] == []


@pytest.mark.parametrize(
    "data", [b"Not a ledger, but my notes.\n" * 1000, b"x", b"SQLite format 3\x00" + bytes(5000)]
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_foreign_file_is_left_alone(tmp_path, data, read_only):
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"notes\.txt"):
        Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == data


def test_a_duckdb_file_that_is_no_ledger_is_left_alone(tmp_path):
    path = tmp_path / "other.duckdb"
    with contextlib.closing(duckdb.connect(str(path))) as other:
        other.execute("CREATE TABLE sales AS SELECT 1 AS amount")
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(path)
    with contextlib.closing(duckdb.connect(str(path))) as other:
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("sales",)]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_ledger_is_said_and_not_touched(path, kept):
    data = path.read_bytes()
    cut = data[: int(len(data) * kept)]
    path.write_bytes(cut)
    with pytest.raises(LedgerError, match=r"damaged|no ledger"):
        everything(path)
    assert path.read_bytes() == cut


def everything(path):
    with Ledger.open(path) as ledger:
        for name in ("all_reports", "all_mentions", "all_events", "keys", "links"):
            ledger.sql(f"SELECT * FROM {name}").fetchall()


FULL = """
import resource, signal, sys, ledger_fakes
from demarche.ledger import Ledger, LedgerError, adding
adding.WINDOW_REPORTS = 10
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Ledger.open(sys.argv[1]) as ledger:
        ledger.add(ledger_fakes.reports(20000, seed=3), load=ledger_fakes.Reader)
except LedgerError as error:
    print(error)
"""


def test_a_full_disk_loses_nothing_and_says_so(path):
    """The file may not grow over a limit, as on a disk that is full."""
    before = {row[0] for row in content(path)["reports"]}
    said = python(FULL, path, path.stat().st_size + 300_000)
    assert "cannot be written" in said.stdout, said.stderr
    assert "what was added before is kept" in said.stdout
    after = {row[0] for row in content(path)["reports"]}
    assert before <= after
    assert len(after) > len(before)
    with Ledger.open(path) as ledger:
        assert ledger.add(ledger_fakes.reports(len(after) + 50, seed=3), load=Reader).added > 0


@contextlib.contextmanager
def unprivileged():
    """As a user whom permissions bind: root passes over them."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def forbidden(path):
    """A folder and a ledger in it that nobody may write to."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "news.duckdb")
    (folder / "news.duckdb").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_is_said(forbidden):
    with unprivileged():
        for name in ("new.duckdb", "news.duckdb"):
            with pytest.raises(LedgerError, match="no permission"):
                Ledger.open(forbidden / name)
    assert [one.name for one in forbidden.iterdir()] == ["news.duckdb"]


def test_a_ledger_that_cannot_be_written_can_be_read(forbidden):
    with unprivileged(), Ledger.open(forbidden / "news.duckdb", read_only=True) as ledger:
        assert ledger.events()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(LedgerError, match=r"none/news\.duckdb"):
        Ledger.open(tmp_path / "none" / "news.duckdb")


def as_schema(path: Path, number: int) -> None:
    with contextlib.closing(duckdb.connect(str(path))) as ledger:
        ledger.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(number)])


def test_a_newer_ledger_is_not_opened(path):
    as_schema(path, 99)
    with pytest.raises(LedgerError, match="update Demarche"):
        Ledger.open(path, read_only=True)


STEPS = {0: "ALTER TABLE reports RENAME COLUMN headline TO title", **migrations.STEPS}


def as_older(path: Path) -> None:
    """The ledger as a version before the first would have it, with another name for a column and
    without the tables of later ones."""
    with contextlib.closing(duckdb.connect(str(path))) as ledger:
        for (view,) in ledger.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            ledger.execute(f"DROP VIEW {view}")
        for table in ("full_names", "short_names", "known_names"):
            ledger.execute(f"DROP TABLE {table}")
        ledger.execute("ALTER TABLE reports RENAME COLUMN title TO headline")
    as_schema(path, 0)


def test_an_older_ledger_is_brought_up_to_date_with_a_copy_put_aside(path, monkeypatch):
    as_older(path)
    old = path.read_bytes()
    monkeypatch.setattr(migrations, "STEPS", STEPS)
    with pytest.raises(LedgerError, match="demarche migrate"):
        Ledger.open(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert ledger.backup == path.with_name("news.duckdb.schema0.backup")
        assert ledger.sql("SELECT title FROM reports").fetchall()
    assert ledger.backup.read_bytes() == old
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.backup is None


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    as_older(path)
    monkeypatch.setattr(migrations, "STEPS", STEPS | {0: STEPS[0] + "; SELECT * FROM nowhere"})
    with pytest.raises((LedgerError, duckdb.Error)):
        Ledger.open(path)
    with contextlib.closing(duckdb.connect(str(path))) as ledger:
        assert ledger.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall() == [("0",)]
        assert ledger.execute("SELECT count(headline) FROM reports").fetchall()


def test_backups_are_not_written_over(path):
    first = migrations.backup_of(path, 1)
    first.touch()
    assert migrations.backup_of(path, 1) == first.with_name(first.name + "2")


def test_a_locked_down_ledger_reaches_no_file(path, tmp_path):
    with Ledger.open(path, read_only=True) as ledger:
        ledger.lock_down()
        for query in (
            f"COPY reports TO '{tmp_path}/out.csv'", "DELETE FROM reports", f"ATTACH '{tmp_path}/x.db'",
            "SELECT * FROM read_text('/etc/hostname')", "SET enable_external_access = true",
        ):  # fmt: skip
            with pytest.raises((duckdb.Error, LedgerError)):
                ledger.sql(query)
    assert not (tmp_path / "out.csv").exists()
