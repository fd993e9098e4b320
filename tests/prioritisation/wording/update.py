"""Adds to the French catalogue the message ids of the code it does not have, empty; drops others.

Run by `make catalogue`; a test fails while an id has no French.
"""

import ast
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[3]
FRENCH = ROOT / "prioritisation" / "wording" / "locale" / "fr" / "LC_MESSAGES" / "messages.po"


def used() -> set[str | tuple[str, ...]]:
    """Every message id of the code."""
    files = [*(ROOT / "prioritisation").rglob("*.py"), ROOT / "app.py"]
    return {one for file in files for one in ids_of(file.read_text("utf-8"))}


def ids_of(code: str) -> set[str | tuple[str, ...]]:
    """The ids that a text asks for, in the arguments of another call too."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "id", "")) for call in calls]
    singles = {_literal(call.args[0]) for call, name in named if name == "t"}
    plurals = {tuple(map(_literal, call.args[:2])) for call, name in named if name == "tn"}
    return {one for one in singles | plurals if one and one != (None, None)}


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def catalogue() -> Catalog:
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def key(message_id: object) -> object:
    return tuple(message_id) if isinstance(message_id, tuple | list) else message_id


def main() -> None:
    old = catalogue()
    new = Catalog(
        locale="fr",
        header_comment=old.header_comment,
        project="prioritisation",
        version="0.1.0",
        msgid_bugs_address="",
        last_translator="",
        language_team="fr",
        fuzzy=False,
    )
    for message_id in sorted(used(), key=str):
        known = old.get(message_id[0] if isinstance(message_id, tuple) else message_id)
        new.add(message_id, known.string if known else "")
    with FRENCH.open("wb") as file:
        write_po(file, new, width=99, sort_output=True, omit_header=False)


if __name__ == "__main__":
    main()
