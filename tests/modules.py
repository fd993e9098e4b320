"""``make modules`` writes docs/modules.md: the first line of each module, by folder."""

import ast
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "modules.md"
_HEAD = """# Modules

Each by the first line of its own text; written by `make modules`, and a test holds it to them.
What stands above what, and why: [architecture](architecture.md).
"""


def first_line(path):
    """What a module says that it is."""
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]


def page():
    """The page, as it must be."""
    every = sorted(
        (
            path.relative_to(ROOT)
            for top in ("criteria", "prioritisation")
            for path in (ROOT / top).rglob("*.py")
        ),
        key=lambda path: (path.parent.as_posix(), path.name != "__init__.py", path.name),
    )
    lines = [_HEAD]
    for folder, paths in groupby(every, key=lambda path: path.parent.as_posix()):
        lines.append(f"## {folder}\n")
        for path in paths:
            name = f"`{path.name}`: " if path.name != "__init__.py" else ""
            lines.append(f"- {name}{first_line(ROOT / path)}")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
