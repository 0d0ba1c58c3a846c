"""Encodings found, binary files refused."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.intake import IntakeError
from demarche.intake.text import decode

ENGLISH = "Señor Muñoz may visit the “Élysée” palace on Friday, the president’s office said — and stay.\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_of_english_text(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "The minister in Zürich will meet São Paulo's mayor."),
        ("cp1251", "Президент в пятницу посетит Минск, сообщил его пресс-секретарь в среду."),
        ("shift_jis", "大統領は金曜日に東京を訪問すると報道官は述べた。会談では貿易について話し合う。"),
    ],
)
def test_older_encodings_are_detected(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed_where_utf8_fails():
    text = "Президент посетит Минск."
    assert decode(text.encode("koi8-r"), "koi8-r") == text
    assert decode(text.encode("utf-8"), "koi8-r") == text


def test_an_unknown_declared_encoding_does_no_harm():
    assert decode(ENGLISH.encode("cp1252"), "x-no-such") == ENGLISH


def test_offsets_count_the_characters_as_they_were():
    assert decode("\ufeffa\r\n\tb\r \u200bc\n".encode()) == "a\r\n\tb\r \u200bc\n"


def test_a_character_cut_off_at_the_end_is_left_out():
    assert decode("Café Noé".encode()[:-1]) == "Café No"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "Office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1....", "Parquet"),
        (bytes(range(256)) * 20, "binary"),
        (bytes(400), "binary"),
    ],
)
def test_binary_files_are_refused_by_name(data, name):
    with pytest.raises(IntakeError, match=name):
        decode(data)


def test_broken_utf16_says_where():
    with pytest.raises(IntakeError, match="UTF-16 but is broken at byte"):
        decode("Rain".encode("utf-16") + b"\x00\xd8")


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_utf8_comes_back_as_it_was(text):
    with contextlib.suppress(IntakeError):  # control characters alone are no text
        assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_a_clear_error(data):
    with contextlib.suppress(IntakeError):
        assert isinstance(decode(data), str)


def test_twenty_megabytes_in_an_old_encoding():
    data = ENGLISH.encode("cp1252") * 210_000
    began = time.process_time()
    assert len(decode(data)) == len(data)
    assert time.process_time() - began < 15
