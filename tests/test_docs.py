"""The documents' examples run, and their links lead somewhere."""

from __future__ import annotations

import re

import pytest

from docs.rerun import CONSOLE, PAGES, PYTHON, ROOT, commands, output

TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
SHOWN = [
    (name, command)
    for name, text in TEXTS.items()
    for block in CONSOLE.findall(text)
    for command in commands(block)
]
CODE = [(name, code) for name, text in TEXTS.items() for code in PYTHON.findall(text)]


@pytest.mark.parametrize(("page", "command"), SHOWN)
def test_commands_shown_print_something(page, command):
    assert output(command)


@pytest.mark.parametrize(("page", "code"), CODE)
def test_python_shown_runs(page, code, capsys):
    exec(compile(code, page, "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("page", TEXTS)
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", TEXTS[page]):
        assert ((ROOT / page).parent / target).exists(), target


def test_every_make_target_named_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", TEXTS["README.md"], re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_dependency_has_its_reason():
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = metadata[metadata.index("dependencies = [") : metadata.index("[project.scripts]")]
    for package in re.findall(r'"([a-z0-9-]+)>=', listed):
        assert package in TEXTS["docs/design.md"], package
