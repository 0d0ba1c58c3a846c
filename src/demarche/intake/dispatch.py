"""From names on a command line to reports: files, folders, patterns and standard input."""

from __future__ import annotations

import datetime as dt
import glob
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from demarche.intake.formats import KINDS, Found, kind_of, of_stream, stem_of
from demarche.intake.language_check import other_language
from demarche.intake.problems import IntakeError, Problem
from demarche.records import Report

STDIN = "standard input"


class Incoming(msgspec.Struct, frozen=True):
    """A report as it came in.

    ``named`` tells whether its id is its own (the key of a JSON line, the address of a
    page in an archive) or only the stem of its file's name, which another file in
    another folder may share. ``path`` is the file's, None for standard input.
    """

    report: Report
    named: bool
    path: str | None
    line: int | None = None


def reports(paths: Sequence[str | Path], published: dt.date | None = None) -> Iterator[Report | Problem]:
    """The reports of files, folders (all that can be read in them) and "-" (standard input).

    What cannot be read comes as a Problem in its place, and the rest is done. A text's or
    a page's id is its file's name without the ending; ids of JSON are their own, and one
    that was there before is a Problem. ``published`` is for reports that state no day.
    """
    names = _Names()
    for item in incoming(paths, published):
        if isinstance(item, Problem):
            yield item
        elif not item.named:
            yield msgspec.structs.replace(item.report, id=names.unique(item.report.id))
        elif names.claim(item.report.id):
            yield item.report
        else:
            message = f'the id "{item.report.id}" was there before; each report needs an id of its own'
            yield Problem(item.path or STDIN, item.line, message)


def incoming(paths: Sequence[str | Path], published: dt.date | None = None) -> Iterator[Incoming | Problem]:
    """The same reports with where they come from; ids may come more than once."""
    for path in paths:
        for name in _files(path):
            if isinstance(name, Problem):
                yield name
            else:
                yield from _of_file(name, published)


class _Names:
    """The ids given so far, so that no two reports share one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, stem: str) -> str:
        """The stem, or the stem with the first number that makes it new."""
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name

    def claim(self, name: str) -> bool:
        """Take an id as it is; false where it was there before."""
        new = name not in self._taken
        self._taken.add(name)
        return new


def _files(path: str | Path) -> Iterator[str | Problem]:
    """A name itself, of a folder the files in it that can be read, of a pattern what it fits.

    In order of their names.
    """
    name = str(path)
    if name == "-" or os.path.isfile(name):
        yield name
    elif os.path.isdir(name):
        yield from _inside(name)
    elif glob.has_magic(name) and (fitting := sorted(glob.glob(name, recursive=True))):
        for one in fitting:
            yield from _files(one)
    else:
        yield name


def _inside(name: str) -> Iterator[str | Problem]:
    empty = True
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and kind_of(file) is not None:
                empty = False
                yield os.path.join(folder, file)
    if empty:
        message = f"no reports in this folder; looked for {', '.join(KINDS)} (each also with .gz or .zst)"
        yield Problem(name, None, message)


def _of_file(name: str, published: dt.date | None) -> Iterator[Incoming | Problem]:
    path = None if name == "-" else name
    shown = path or STDIN
    try:
        if path is None:
            found = of_stream(sys.stdin.buffer, None, "stdin")
            yield from _finished(found, path, published)
        else:
            with Path(path).open("rb") as stream:
                found = of_stream(stream, kind_of(path), stem_of(path))
                yield from _finished(found, path, published)
    except FileNotFoundError:
        yield Problem(shown, None, "there is no such file")
    except PermissionError:
        yield Problem(shown, None, "no permission to read it")
    except (OSError, EOFError, zlib.error) as error:
        yield Problem(shown, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    except IntakeError as error:
        yield Problem(shown, None, str(error))


def _finished(
    found: Iterable[Found], path: str | None, published: dt.date | None
) -> Iterator[Incoming | Problem]:
    """English reports with a day where one is known, and problems with their place."""
    shown = path or STDIN
    for line, item, named in found:
        if isinstance(item, IntakeError):
            yield Problem(shown, line, str(item))
            continue
        if language := other_language(item.text):
            yield Problem(shown, line, f"the text is {language}; only English is read")
            continue
        if item.published is None and published is not None:
            item = msgspec.structs.replace(item, published=published)
        yield Incoming(item, named, path, line)
