import io

import pytest
from rich.console import Console

from demarche.exports.table import print_reading


def printed(reading, *, width=110, colour=None):
    out = io.StringIO()
    print_reading(Console(file=out, width=width, color_system=colour, force_terminal=bool(colour)), reading)
    return out.getvalue()


def test_every_field_is_shown(reading):
    text = printed(reading("Ana Lind may visit Oslo.", title="A trip", publisher="The Post"), width=200)
    flat = " ".join(text.split())
    for shown in (
        "A trip · The Post · no date · 1 act",
        "Ana Lind may visit Oslo.",
        "CONSULT visit 042",
        "(SWE GOV)",
        "→ Norway (NOR)",
        "planned",
        "probable",
        "negative",
        "2024-03-01",
        "to Oslo (NOR)",
        "officials (NOR GOV): say",
        "two tonnes of fish",
        "0.87",
    ):
        assert shown in flat


def test_plain_output_has_no_tabs_and_no_control_characters(reading):
    text = printed(reading("Ana\tLind \x1b[31mmay\x07 \u202evisit\nOslo."))
    assert "\t" not in text
    assert not {c for c in text if ord(c) < 32} - {"\n"}
    assert "\u202e" not in text
    assert "may" in text


def test_a_terminal_gets_no_escape_sequence_from_the_report(reading):
    text = printed(reading("They \x1b]0;owned\x07 visit."), colour="standard")
    assert "\x1b]0" not in text


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_lines_keep_to_the_width(reading, width):
    long = reading("Ana Lind may visit Oslo, and a long sentence goes on and on and on.")
    text = printed(long, width=width)
    assert all(len(line.rstrip()) <= max(width, 60) for line in text.splitlines())


def test_markup_in_a_report_is_shown_as_it_is(reading):
    assert "[bold]visit[/bold]" in printed(reading("[bold]visit[/bold]"))


def test_a_report_without_acts_says_so(reading):
    assert "0 acts" in printed(reading("Rain."))
