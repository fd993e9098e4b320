"""What the product weighs: ``python -m tests.weighing``, or ``make weight``.

A code line has a token that is neither a comment nor a docstring. Lines of JavaScript, CSS, HTML
and Typst that are not blank count as front. Files that git does not ignore are counted, by room.
"""

import ast
import io
import re
import subprocess
import tokenize
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNITS = ("code", "front", "modules", "messages")
_FRONT = (".js", ".css", ".html", ".typ")
_QUIET = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip


def code_lines(source):
    """Code lines of a module."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _QUIET:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body[:1]:
                case [ast.Expr(value=ast.Constant(value=str())) as told]:
                    lines -= set(range(told.lineno, told.end_lineno + 1))
    return len(lines)


def room_of(path):
    """The room of a file: a folder of the product, or ``tests``."""
    top, *rest = path.split("/")
    return rest[0] if top == "prioritisation" and len(rest) > 1 else top


def weights():
    """Room -> how much it weighs, by unit."""
    listed = "git ls-files -co --exclude-standard app.py criteria prioritisation tests"
    found = subprocess.run(listed.split(), cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (git itself)
    rooms = {}
    for path in found.stdout.splitlines():
        file = ROOT / path
        if file.suffix not in (".py", ".po", *_FRONT) or not file.exists():
            continue
        room, text = rooms.setdefault(room_of(path), Counter()), file.read_text("utf-8")
        if file.suffix == ".py":
            room.update(code=code_lines(text), modules=1)
        elif file.suffix == ".po":
            room["messages"] += len(re.findall("^msgid ", text, re.MULTILINE)) - 1
        else:
            room["front"] += sum(bool(line.strip()) for line in text.splitlines())
    rooms["product"] = sum((w for room, w in rooms.items() if room != "tests"), Counter())
    return rooms


def most():
    """Room -> the most that it may weigh, by unit: ``[tool.weight]`` of ``pyproject.toml``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return settings["tool"]["weight"]


def main():
    """Print a table, the heaviest room first, each weight with its most."""
    allowed = most()
    print(f"{'':16}" + "".join(f"{unit:>18}" for unit in UNITS))  # noqa: T201
    for room, told in sorted(weights().items(), key=lambda one: -one[1]["code"]):
        limits = allowed.get(room, {})
        cells = (f"{told[u]} of {limits[u]}" if u in limits else str(told[u]) for u in UNITS)
        print(f"{room:16}" + "".join(f"{cell:>18}" for cell in cells))  # noqa: T201


if __name__ == "__main__":
    main()
