"""The canonical text of a record, and its SHA-256: the rules are in ``docs/record.md``."""

import hashlib
import json
from collections.abc import Mapping

from prioritisation.record.figures import DECIMALS, rounded


def canonical(value: object) -> str:
    """The one text of a JSON value: keys in order, no space, figures of at most 12 decimals.

    Examples
    --------
    >>> canonical({"b": [0.5, 1.0, 1e-13, True, None], "a": "é"})
    '{"a":"é","b":[0.5,1,0,true,null]}'
    """
    if isinstance(value, Mapping):
        keys = sorted(value)
        return "{" + ",".join(f"{_text(k)}:{canonical(value[k])}" for k in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        digits = f"{rounded(value):.{DECIMALS}f}"
        return digits.rstrip("0").rstrip(".")
    return _text(value)


def _text(value: object) -> str:
    """Text, whole number, true, false or null, as JSON writes it."""
    return json.dumps(value, ensure_ascii=False)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(value: object) -> str:
    """SHA-256 of the canonical text of a JSON value."""
    return sha256(canonical(value))
