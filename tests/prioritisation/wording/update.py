"""Adds to the French catalogue the message ids of the code it does not have, empty; drops others.

Run by `make catalogue`; a test fails while an id has no French.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[3]
FRENCH = ROOT / "prioritisation" / "wording" / "locale" / "fr" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"t": None, "tn": (1, 2)}


def used() -> set[str | tuple[str, ...]]:
    """Every message id of the code."""
    found = set()
    for folder in (ROOT / "prioritisation", ROOT):
        walk = (lambda _: True) if folder != ROOT else (lambda _: False)
        for row in extract_from_dir(
            folder,
            method_map=[("**.py", "python")],
            options_map={},
            keywords=KEYWORDS,
            directory_filter=walk,
        ):
            found.add(tuple(row[2]) if isinstance(row[2], tuple | list) else row[2])
    return found


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
