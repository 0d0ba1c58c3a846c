"""All items of some work files, laid on their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import sample, store, work
from corpus.annotate import annotate
from corpus.records import Annotation
from corpus.texts import DATA
from corpus.work import Lined, Problem, WorkError


def lay(files: Sequence[Path], data: Path = DATA) -> tuple[list[Annotation], list[Problem]]:
    """The annotations of the items that are right, and everything that is wrong or hinted at.

    An item must be drawn (sample.tsv, articles.tsv) and stand once in all the files together.
    """
    problems: list[Problem] = []
    raws: list[tuple[str, Lined]] = []
    for path in files:
        try:
            raws += [(path.name, raw) for raw in work.read(path)]
        except WorkError as error:
            problems.append(Problem(path.name, error.line, "-", str(error)))
    drawn = {one.id for one in sample.everything()}
    wanted = {str(raw.get("item")) for _, raw in raws} & drawn
    found = store.find(wanted, data)
    annotations: list[Annotation] = []
    seen: set[str] = set()
    for file, raw in raws:
        name = str(raw.get("item"))
        if name not in found:
            problems.append(Problem(file, raw.line, name, "no item that was drawn (corpus/sample.tsv)"))
            continue
        if name in seen:
            problems.append(Problem(file, raw.line, name, "the item was annotated before"))
            continue
        seen.add(name)
        annotation, wrong = annotate(raw, found[name], file)
        problems += wrong
        if annotation is not None:
            annotations.append(annotation)
    return annotations, problems + list(_left_out(raws))


def _left_out(raws: list[tuple[str, Lined]]) -> Iterator[Problem]:
    """Items of a batch that the work file named after it does not have yet."""
    drawn = sample.everything()
    for file in sorted({file for file, _ in raws}):
        done = {str(raw.get("item")) for name, raw in raws if name == file}
        left = [one.id for one in drawn if f"{one.batch}.yaml" == file and one.id not in done]
        if left:
            yield Problem(
                file, 1, file, f"{len(left)} items of the batch are not there: {' '.join(left)}", True
            )
