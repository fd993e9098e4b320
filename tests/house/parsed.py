"""The files that people write here, each parsed once in a session."""

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    """A file of Python; nobody changes the tree, since all rules read the same."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in it, from the top: what ``ast.walk`` gives."""
    return tuple(ast.walk(parsed(path)))
