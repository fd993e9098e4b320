"""The canonical text of a record, and its SHA-256: the rules are in ``docs/record.md``."""

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring

from prioritisation.analysis.parts import DECIMALS, rounded


def canonical(value: object) -> str:
    """The one text of a JSON value: keys in order, no space, figures of at most 12 decimals.

    Examples
    --------
    >>> canonical({"b": [0.5, 1.0, 1e-13, True, None], "a": "é"})
    '{"a":"é","b":[0.5,1,0,true,null]}'
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, float):
        digits = f"{rounded(value):.{DECIMALS}f}"
        return digits.rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Mapping):
        keys = sorted(value)
        return "{" + ",".join(f"{encode_basestring(k)}:{canonical(value[k])}" for k in keys) + "}"
    return json.dumps(value)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(value: object) -> str:
    """SHA-256 of the canonical text of a JSON value."""
    return sha256(canonical(value))
