"""Facts about a file, a line each: what it is about, then what there is to say of it."""

from collections.abc import Iterable, Iterator, Sequence

from prioritisation.drawing.markup import tag, text
from prioritisation.imports.model import FileReading
from prioritisation.sentences.import_refusals import file_size, note_text
from prioritisation.ui.dossiers.file_ground import FileBench
from prioritisation.ui.shared.file_asking import aside_line
from prioritisation.wording import t

_MOST_LISTED = 12
Fact = tuple[str, Sequence[str]]
"""What it is about, and the lines that say it, as HTML."""


def facts_html(facts: Iterable[Fact]) -> str:
    """All that there is something to say of."""
    rows = (
        tag("dt", text(about)) + tag("dd", "".join(tag("p", one) for one in lines))
        for about, lines in facts
        if lines
    )
    return tag("dl", "".join(rows), "filefacts")


def name_and_size(bench: FileBench) -> str:
    """What a file is called, and its size."""
    received = bench.received
    name = t("cells that were pasted") if received.pasted else received.name[:120]
    return f"{name}, {file_size(received.size)}"


def file_facts(bench: FileBench) -> Iterator[Fact]:
    """The file itself, and what is to be said of it."""
    notes = [note_text(note) for note in bench.reading.notes]
    yield t("File"), [text(one) for one in (name_and_size(bench), *notes) if one]


def aside_facts(reading: FileReading) -> Iterator[Fact]:
    """What of it is no lever, criterion or score, and why."""
    lines = [text(aside_line(one)) for one in reading.left_out[:_MOST_LISTED]]
    if (rest := len(reading.left_out) - len(lines)) > 0:
        lines.append(text(t("… and {n} more.", n=rest)))
    yield t("Left out"), lines
