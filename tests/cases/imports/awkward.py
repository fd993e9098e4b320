"""All awkward files. ``python -m tests.cases.imports.awkward FOLDER`` writes them there."""

import sys
from pathlib import Path

from tests.cases.imports import (
    blanks,
    heads,
    hidden,
    lines,
    marks,
    numbers,
    plain,
    shapes,
    texts,
    words,
)

FAMILIES = (
    shapes, blanks, lines, numbers, heads, words, marks, hidden,
    texts, plain,
)  # fmt: skip


def awkward_files():
    """Each file with what must come out of it, under a name of its own."""
    return [one for family in FAMILIES for one in family.files()]


def bytes_of(one):
    """What is sent of a file, or pasted."""
    content = one.make()
    return content if isinstance(content, bytes) else content.encode()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for one in awkward_files():
        (folder / one.name).write_bytes(bytes_of(one))
