"""``demarche inspect``: the layers under the acts."""

from __future__ import annotations

import argparse

from demarche.cli import inputs, output
from demarche.cli.inputs import as_json
from demarche.cli.read import read_all

SUMMARY = "what was seen under the acts"
DESCRIPTION = """\
Print what the reader saw under the acts, one report a line: sentences, tokens with their
tree, entities, frames, times, places and attributions."""
EPILOG = """\
examples:
  demarche inspect report.txt --published 2023-09-04
  demarche inspect reports.jsonl --output layers.jsonl

The keys are in docs/records.md."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    inputs.add_arguments(parser)
    parser.add_argument("-f", "--format", choices=["jsonl"], default="jsonl", help="jsonl, the only one")
    output.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Read the reports and write their layers."""
    from demarche.exports.inspection import layers_record

    source = inputs.Inputs(options)
    with output.opened(options.output, source.files) as out:
        for reading in read_all(source, out):
            out.write(as_json(layers_record(reading)) + "\n")
    return source.exit_code
