"""Plain text from bytes: encodings recognised, binary files refused."""

from __future__ import annotations

from demarche.intake.problems import IntakeError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SIGNATURES = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or an office document", b"\x7fELF": "a program",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\xd0\xcf\x11\xe0": "an old office document",
}  # fmt: skip
# control characters that text has no use for; more than a few of them mean a binary file
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with a mark, or what charset-normalizer detects.

    Raises IntakeError for binary data and for an encoding that nobody recognises.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise IntakeError(f"broken {encoding.upper()} text ({error.reason} at byte {error.start})") from error
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise IntakeError(f"{what}, not text; save it as plain text or HTML")
    head = data[:65536]
    if head and len(head) - len(head.translate(None, _CONTROL)) > max(2, len(head) // 100):
        raise IntakeError("a binary file, not text; save it as plain text or HTML")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        if best is None:
            raise IntakeError("text in an encoding that is not recognised; save it as UTF-8") from None
        return data.decode(best.encoding, "replace")
