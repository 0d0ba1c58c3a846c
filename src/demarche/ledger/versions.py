"""Which reader and which codebook this installation has, told by their contents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

import demarche

_ROOM = Path(demarche.__file__).parent
_LEFT_OUT = frozenset({"__pycache__"})


class Version(msgspec.Struct, frozen=True):
    """The program's version, and a fingerprint of what reads and of the tables that it reads by."""

    program: str
    reader: str
    codebook: str

    def __str__(self) -> str:
        return f"demarche {self.program}, reader {self.reader}, codebook {self.codebook}"


@lru_cache(maxsize=1)
def current() -> Version:
    """The version that a reading made now has."""
    return Version(demarche.__version__, _fingerprint("language", "reading"), _fingerprint("knowledge"))


def _fingerprint(*rooms: str) -> str:
    """A hash of all files of some rooms: code, weights and tables."""
    digest = hashlib.blake2b(digest_size=5)
    for room in rooms:
        for path in sorted((_ROOM / room).rglob("*")):
            if path.is_file() and not _LEFT_OUT & set(path.parts):
                digest.update(path.relative_to(_ROOM).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
