"""Bytes to text: the encoding found, and what is no text refused by its name.

Offsets count the characters of the text as decoded here: nothing is stripped but a byte
order mark, and line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re

from demarche.intake.problems import IntakeError

# The first bytes of files that people mistake for text, and what to do about each.
_KNOWN = (
    (b"%PDF-", "a PDF document", "turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"\x1f\x8b", "gzip data", "unpack it, or name it report.txt.gz or reports.jsonl.gz"),
    (b"BZh", "bzip2 data", "unpack it"),
    (b"\xfd7zXZ\x00", "xz data", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it, or name it report.txt.zst or reports.jsonl.zst"),
    (b"\x89PNG", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"\x7fELF", "a program", ""),
    (b"PAR1", "a Parquet table", "name it reports.parquet"),
    (b"SQLite format 3\x00", "an SQLite database", "write its rows as JSON Lines (id, published, text)"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_SAMPLE = 1 << 16
# What Windows-1252, the commonest old encoding of English text, has beyond ASCII in prose:
# typographic marks, and letters within or beside words.
_WESTERN = re.compile(r"[‚„…†‡‰‹‘’“”•–—™›€£¥§©«®°±²³·»¼½¾¿¡¢´\xa0]|[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]")
_ODD = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽ‚„ƒ†‡‰]|[‚„…†‡‰‹•™›€£¥§©«®°±·»¼½¾¿¡¢][À-ÖØ-öø-ÿ]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file's bytes.

    A byte order mark decides; else UTF-8 where the bytes are UTF-8, which hardly happens
    by chance; else the encoding that the file declares of itself; else the likeliest.
    """
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding).removeprefix("\ufeff")
    wide = _wide(data[:_SAMPLE])
    if wide is not None:
        return _decoded(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # one broken character at the very end of a file that was cut off is no other encoding
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(data)


def refuse_binary(data: bytes) -> None:
    """Raise where the bytes are of a known binary format, or are mostly no text at all."""
    for start, name, way_out in _KNOWN:
        if data.startswith(start):
            raise IntakeError(f"this is {name}, not text" + (f"; {way_out}" if way_out else ""))
    sample = data[:_SAMPLE]
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(sample) is not None:
        return
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) / 50:
        raise IntakeError("this is a binary file, not text")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: of ASCII letters every other byte is zero."""
    if len(sample) < 4 or (len(sample) % 2 and len(sample) < _SAMPLE):
        return None
    even, odd = sample[::2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) > 0.7 * len(high) and low.count(0) < 0.01 * len(low):
            return encoding
    return None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"broken at byte {error.start}"
        raise IntakeError(f"the file begins as {encoding.upper()} but is {where}") from error


def _guessed(data: bytes) -> str:
    """The text in the likeliest of the old encodings."""
    western = _western(data)
    if western is not None:
        return western
    import charset_normalizer

    best = charset_normalizer.from_bytes(_cut(data)).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    raise IntakeError("the encoding cannot be told; save the file as UTF-8, for example with iconv")


def _cut(data: bytes) -> bytes:
    """A stretch around the first byte that is not ASCII, enough to tell an encoding by."""
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", data)), 0)
    return data[max(0, first - _SAMPLE) : first + 4 * _SAMPLE]


def _western(data: bytes) -> str | None:
    """The text as Windows-1252, where all that is not ASCII makes sense in Western prose.

    Detectors weigh all encodings alike and take "Muñoz" of a short report for Baltic or
    Cyrillic; English prose with a few accents is Windows-1252 nearly always.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = re.findall(r"[^\x00-\x7f]", text)
    sense = sum(1 for character in foreign if _WESTERN.match(character))
    odd = sum(1 for _ in _ODD.finditer(text))
    plain = len(foreign) <= 0.15 * len(text)
    return text if plain and sense >= 0.98 * len(foreign) and odd <= 0.02 * len(foreign) else None
