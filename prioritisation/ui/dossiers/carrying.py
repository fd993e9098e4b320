"""A file that a browser hands over by the page itself: small, read once, kept in the session."""

import base64
import binascii
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from prioritisation.record.model import MOST_BYTES
from prioritisation.ui.shared.scripts import declared
from prioritisation.wording import t

_PICKER = declared(
    "file_carrying",
    Path(__file__).parent / "carrying.js",
    html='<div class="carrying"></div>',
)
_GZIP = 31
"""What tells the library that bytes are those of gzip."""


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that was picked: its name, and its bytes; none where they cannot be read."""

    name: str
    content: bytes


def pick_file(key: str) -> CarriedFile | None:
    """Draw where a file is picked; the last one that was."""
    _PICKER(
        key=key,
        data={
            "largest": MOST_BYTES,
            "words": {
                "pick": t("Pick a file (.json)"),
                "reading": t("being read…"),
                "tooLarge": t("This file is too large to be a proof file."),
                "unread": t("This file could not be read: pick it again."),
            },
        },
        on_file_change=partial(_keep, key),
    )
    picked = st.session_state.get(_place(key))
    return picked if isinstance(picked, CarriedFile) else None


def _place(key: str) -> str:
    return f"{key}_picked"


def _keep(key: str) -> None:
    if picked := carried_file(st.session_state[key].file):
        st.session_state[_place(key)] = picked


def carried_file(told_by_browser: object) -> CarriedFile | None:
    """The file that a browser tells, whatever it tells.

    Examples
    --------
    >>> carried_file({"name": "x.json", "content": "not of ours"})
    CarriedFile(name='x.json', content=b'')
    >>> carried_file(["x"]) is None
    True
    """
    if not isinstance(told_by_browser, dict):
        return None
    name, content = told_by_browser.get("name"), told_by_browser.get("content")
    if not isinstance(name, str) or not isinstance(content, str):
        return None
    try:
        packed = base64.b64decode(content, validate=True)
        # One byte more: whoever reads it then says that it is too large.
        unpacked = zlib.decompressobj(_GZIP).decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        unpacked = b""
    return CarriedFile(name, unpacked)
