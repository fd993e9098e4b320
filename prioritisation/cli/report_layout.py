"""Sections as text for a terminal of 100 columns: paragraphs, lists and tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest
from textwrap import wrap

from prioritisation.analysis.scenario import Analysis
from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.documents.writing import content
from prioritisation.sentences.crossing import in_force_text
from prioritisation.wording import NBSP

TextRow = tuple[str, ...]

_LABEL, _CELL = 38, 24
"""Columns of a terminal; of the widest label of a table; of the widest figure."""


def section_lines(section: content.Section) -> list[str]:
    """What stands under the title of a section; nothing where it has nothing to say."""
    return [line for block in section.blocks for line in _block_lines(block)]


def _block_lines(block: content.Block) -> list[str]:
    match block:
        case content.Paragraph(text):
            return folded(text)
        case content.Bullets(items):
            return bullets(items)
        case content.Table(header=header, rows=rows, figures=figures):
            return text_table([header, *rows], len(header) - len(figures)) if rows else []
        case content.Picture(alt=alt):
            return folded(alt)


def terminal_table(rows: Sequence[TextRow], labels: int) -> content.Table:
    """A table of rows under their header, whose columns after the labels are figures."""
    head, *others = rows
    columns = len(head)
    # A terminal gives each column what it needs: the shares are those of no document.
    shares = (1 / columns,) * columns
    return content.Table("", head, tuple(others), shares, frozenset(range(labels, columns)))


def bullets(texts: Iterable[str]) -> list[str]:
    """A list, one dash a text."""
    every = [folded(text, TERMINAL_COLUMNS - 4) for text in texts]
    return [("    " if k else "  - ") + line for lines in every for k, line in enumerate(lines)]


def folded(text: str, width: int = TERMINAL_COLUMNS) -> list[str]:
    """Lines of a text, without the control characters that a terminal would obey."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)
    # No line begins with a sign that French puts after a space, nor ends with «.
    text = re.sub(r"(?<=«) | (?=[»:;?!%])", NBSP, text)
    return wrap(text, width, break_on_hyphens=False) or [""]


def text_table(rows: Sequence[TextRow], labels: int) -> list[str]:
    """Aligned columns under a header; those too many go on below, after the same labels."""
    widths = [
        min(_LABEL if k < labels else _CELL, max(map(len, (*head.split(), *cells))))
        for k, (head, *cells) in enumerate(zip(*rows, strict=True))
    ]
    fitting = sum(width <= TERMINAL_COLUMNS for width in accumulate(width + 2 for width in widths))
    lines = [line for row in rows for line in _lines(row[:fitting], widths, labels)]
    rest = [row[:labels] + row[fitting:] for row in rows]
    return lines + (text_table(rest, labels) if fitting < len(widths) else [])


def _lines(row: TextRow, widths: Sequence[int], labels: int) -> list[str]:
    """One row of a table, on as many lines as its longest cell needs."""
    cells = [folded(text, width) for text, width in zip(row, widths, strict=False)]
    return [
        "".join(
            "  " + (text.ljust(widths[k]) if k < labels else text.rjust(widths[k]))
            for k, text in enumerate(line)
        ).rstrip()
        for line in zip_longest(*cells, fillvalue="")
    ]


def with_choices_of_tables(analysis: Analysis, section: content.Section) -> content.Section:
    """A section, and that its tables are so with the choices in force, where any is open."""
    left = in_force_text(analysis)
    tables = any(isinstance(block, content.Table) for block in section.blocks)
    if not (left and tables):
        return section
    return replace(section, blocks=(*section.blocks, content.Bullets((left,))))
