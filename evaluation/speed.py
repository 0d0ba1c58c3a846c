"""How fast Demarche reads, with the parts of the reading beside it.

    python -m evaluation.speed [--data FOLDER] [--items N]

Everything is measured in one run on one core: processor time of this process, so that other
work on the machine disturbs little, and wall-clock time where a command is timed from outside.
Texts are items of current_events spread over all its years; where the data is absent, the gold
reports take their place. Prints the tables and writes docs/speed.md.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from demarche.intake.dates import parse_date
from demarche.records import Report
from evaluation import gold, page
from evaluation.figures import Figures, tables
from evaluation.options import options_of

SPEED = Path(__file__).resolve().parent.parent / "docs" / "speed.md"
SINGLE = 400  # reports that are read one by one
LONG = (500, 2_000, 8_000)  # words of single reports, as blanks part them

# Parts of one reading: name, module, function. Those of the model lie within "the model".
MODEL = (
    ("finding words", "demarche.language.analyse", "tokenise"),
    ("subwords", "demarche.language.network", "Network.pieces"),
    ("encoder", "demarche.language.network", "Network.encode"),
    ("relations", "demarche.language.network", "Network.relations"),
    ("arguments", "demarche.language.network", "Network.arguments"),
    ("learned layers", "demarche.language.moves", "Moves.vectors"),
)
READING = (
    ("times", "demarche.reading.reader", "times"),
    ("places", "demarche.reading.reader", "places"),
    ("who is who", "demarche.reading.reader", "resolve"),
    ("whose words", "demarche.reading.reader", "attributions"),
    ("mentions by rules", "demarche.reading.mentions", "Page.mentions"),
    ("learned answers", "demarche.reading.learned", "Learned.mended"),
)


class Clock:
    """Adds up processor time by name."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, with the time that it takes added to ``name``."""

        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - began

        return timed


@contextmanager
def clocked(clock: Clock, parts: Sequence[tuple[str, str, str]]) -> Iterator[None]:
    """Within the block, every part's function is timed."""
    patches = []
    for name, module, function in parts:
        owner: Any = __import__(module, fromlist=["_"])
        *path, last = function.split(".")
        for step in path:
            owner = getattr(owner, step)
        patches.append(patch.object(owner, last, clock.around(name, getattr(owner, last))))
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def texts(data: Path, most: int) -> tuple[str, list[Report]]:
    """Which texts are read, and the texts: items from all the years, or the gold reports."""
    path = data / gold.ITEMS
    if not path.exists():
        own = [Report(id=one.id, text=one.text, published=one.published) for one in gold.load_all(data=data)]
        return f"the {len(own)} gold reports", own[:most]
    with gzip.open(path, "rb") as lines:
        step = max(1, sum(1 for _ in lines) // most)
    with gzip.open(path, "rb") as lines:
        items = [json.loads(line) for line in islice(lines, 0, step * most, step)]
    found = [Report(id=one["id"], text=one["text"], published=parse_date(one["date"])) for one in items]
    return f"{len(found):,} items of current events from all its years", found


def reading_speed(reports: Sequence[Report]) -> tuple[int, Figures, Figures]:
    """The number of words; words a second in bulk and one by one; the parts of the bulk reading."""
    from demarche.reading.reader import Reader

    reader = Reader()
    list(reader.read_reports(reports[:20]))  # tables are loaded at first use
    clock = Clock()
    inner = ("the model", "demarche.language.analyse", "Model.seen")
    began = time.process_time()
    with clocked(clock, (*MODEL, *READING, inner)):
        words = sum(len(reading.analysis.tokens) for reading in reader.read_reports(reports))
    total = time.process_time() - began
    few = reports[:SINGLE]
    single_clock = Clock()
    began = time.process_time()
    with clocked(single_clock, (inner,)):
        few_words = sum(len(reader.reading(report).analysis.tokens) for report in few)
    single = time.process_time() - began
    model = clock.spent.pop("the model")
    model_single = single_clock.spent["the model"]
    speeds: Figures = {
        "in bulk": {
            "words a second, model": round(words / model),
            "words a second, end to end": round(words / total),
            "end to end ÷ model": model / total,
        },
        "report by report": {
            "words a second, model": round(few_words / model_single),
            "words a second, end to end": round(few_words / single),
            "end to end ÷ model": model_single / single,
        },
    }
    rest_of_model = model - sum(clock.spent.get(name, 0.0) for name, _, _ in MODEL)
    rest = total - model - sum(clock.spent.get(name, 0.0) for name, _, _ in READING)
    named = {f"model: {name}": clock.spent.get(name, 0.0) for name, _, _ in MODEL}
    named["model: decoding and records"] = rest_of_model
    named |= {name: clock.spent.get(name, 0.0) for name, _, _ in READING}
    named["trees and the rest"] = rest
    parts: Figures = {
        name: {"share": spent / total, "µs a word": 1e6 * spent / words} for name, spent in named.items()
    }
    return words, speeds, parts


def long_speed(sizes: Sequence[int] = LONG) -> Figures:
    """Words a second of single reports of some thousand words, made of dispatches end to end."""
    from demarche.reading.reader import Reader

    reader = Reader()
    reader.read("A first report loads what is loaded once.")
    found: Figures = {}
    for size in sizes:
        text = long_text(size)
        began = time.process_time()
        read = reader.reading(Report(id="long", text=text, published=dt.date(2024, 3, 5)))
        words = len(read.analysis.tokens)
        found[f"{words:,} words"] = {"words a second": round(words / (time.process_time() - began))}
    return found


def long_text(size: int) -> str:
    """A text of at least so many words: dispatches for development, one behind the other."""
    texts: list[str] = []
    words = 0
    for path in sorted(gold.DISPATCHES.glob("a-*.yaml")):  # file by file: most need not be opened
        for one in gold.load(path):
            if words >= size:
                return "\n\n".join(texts)
            texts.append(one.text)
            words += len(one.text.split())
    return "\n\n".join(texts)


def command_speed(reports: Sequence[Report]) -> Figures:
    """Wall-clock seconds (the best of several) and peak memory of whole commands."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "one.txt", Path(folder) / "many.jsonl"
        one.write_text(reports[0].text, encoding="utf-8")
        encoder = msgspec.json.Encoder()
        many.write_bytes(b"\n".join(encoder.encode(_line(report)) for report in reports))
        cli = [sys.executable, "-m", "demarche"]
        return {
            "python -c pass": _run([sys.executable, "-c", "pass"], 5),
            "demarche --help": _run([*cli, "--help"], 5),
            "demarche read, one report": _run([*cli, "read", str(one), "--format", "jsonl"], 3),
            f"demarche read, {len(reports):,} reports": _run(
                [*cli, "read", str(many), "--format", "jsonl"], 1
            ),
        }


def _line(report: Report) -> dict[str, str | None]:
    day = report.published.isoformat() if report.published else None
    return {"id": report.id, "text": report.text, "published": day}


def _run(command: list[str], times: int) -> dict[str, float]:
    best, peak = float("inf"), 0
    for _ in range(times):
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        best = min(best, time.perf_counter() - began)
        peak = max(peak, usage.ru_maxrss)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    return {"seconds": best, "peak MB": round(peak * unit / 1e6)}


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def report(which: str, words: int, speeds: Figures, parts: Figures, long: Figures, commands: Figures) -> str:
    """The page."""
    import onnxruntime

    load = os.getloadavg()[0]
    return f"""\
# Speed

Written by `make bench`: one core of an {processor()}, Python {platform.python_version()},
onnxruntime {onnxruntime.__version__}; {which}, {words:,} words. Words are the model's,
punctuation included.

Speeds and parts are in processor time of a single run, so the ratios between them hold better
than the figures themselves: a core is slower where other work shares its caches and its other
thread. The system's load was {load:.1f} on {os.cpu_count()} processors.

{tables(speeds)}

*Model* is raw text to words, trees, frames, entities and factuality; *end to end* is raw text to
mentions. In bulk, windows of many reports are sorted by length and run together; report by
report, each is read before the next is looked at.

## Where the time goes

In bulk, as shares of the whole.

{tables(parts)}

## Long reports

Single reports made of dispatches end to end, which are denser with acts than anything real. Each act is held
against everybody, every place and every time of its report, so long ones take longer a word.

{tables(long)}

## Commands, from outside

Wall-clock time, the best of several runs, with everything that a new process has to load.

{tables(commands)}
"""


def main() -> None:
    """Measure, print, write the page."""
    parser = options_of("evaluation.speed", __doc__)
    parser.add_argument("--items", type=int, default=1500, help="how many texts (%(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    options = parser.parse_args()
    which, reports = texts(options.data, options.items)
    # first, because a new process counts the memory of the one that starts it as its own peak
    commands = command_speed(reports)
    words, speeds, parts = reading_speed(reports)
    text = report(which, words, speeds, parts, long_speed(), commands)
    print(text)
    if not options.dry_run:
        page.write(SPEED, text)


if __name__ == "__main__":
    main()
