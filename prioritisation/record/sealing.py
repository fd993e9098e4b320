"""The marks of a record: its SHA-256, and those of its parts that tell which one was changed."""

from collections.abc import Mapping

from prioritisation.record.hashing import fingerprint
from prioritisation.record.model import Record, as_tree

HASH, MARKS = "sha256", "fingerprints"
MARK = 16
UNMARKED = frozenset({HASH, MARKS, "schema", "version"})
NOTHING = "0" * 64


def sealed(record: Record) -> Record:
    """The same record with its marks and its hash as they must be."""
    marked = record.model_copy(update={MARKS: marks(as_tree(record))})
    return marked.model_copy(update={HASH: hash_of(as_tree(marked))})


def hash_of(tree: Mapping[str, object]) -> str:
    """SHA-256 of everything in a record but itself."""
    return fingerprint({key: value for key, value in tree.items() if key != HASH})


def marks(tree: Mapping[str, object]) -> dict[str, str]:
    """Path of each part, ``votes.rounds`` or ``opinions``, -> its mark."""
    found = {}
    for key, value in tree.items():
        if key in UNMARKED:
            continue
        parts = value.items() if isinstance(value, Mapping) else [("", value)]
        for name, part in parts:
            found[f"{key}.{name}".rstrip(".")] = fingerprint(part)[:MARK]
    return found
