"""Bytes of a text -> text: by its mark, its zeros, then UTF-8 or what older spreadsheets write.

No statistics: each rule is one that a person could check.
"""

import re

from prioritisation.imports.files.kinds import looks_like_utf16
from prioritisation.imports.letters import read_once

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LINE = re.compile(rb"[^\n\r]*[\n\r]*")
_OF_DOS = b"\x1a\x00"
"""What some programs write after the end of a text."""
_LOW_HALF, _HIGH_HALF = bytes(range(0x80, 0xA0)), bytes(range(0xC0, 0x100))
_OF_MACS = b"\x88\x8d\x8e\x8f\x90\x9d\x9e"
"""Small letters with marks, where Windows has « Ž », « ž », « ˆ » or nothing."""
_SMALL_LETTERS = bytes(range(0xE0, 0x100))
"""Of Windows; on Macs hardly anything that is written."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and how it was encoded: ``twice`` where it once was taken for another encoding."""
    text, name = _decoded(content)
    once = read_once(text)
    return (text, name) if once is None else (once, "twice")


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), name
    if name := looks_like_utf16(content):
        even = content[: len(content) - len(content) % 2]
        return even.decode(name, "replace"), "utf-16"
    content = content.removeprefix(b"\xef\xbb\xbf").rstrip(_OF_DOS)
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError:
        pass
    # Line by line: exports are put together by hand, of two programs.
    lines = [(line, _in_utf8(line)) for line in _LINE.findall(content)]
    older = "cp1252"
    if _of_old_macs(b"".join(line for line, text in lines if text is None)):
        older = "mac-roman"
    return "".join(_line(line, older) if text is None else text for line, text in lines), older


def _in_utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _of_old_macs(content: bytes) -> bool:
    """Whether letters with marks are where they only were there."""
    low, high = _count(content, _LOW_HALF), _count(content, _HIGH_HALF)
    if b"\n" not in content and b"\r" in content and low > high:
        return True
    return _count(content, _OF_MACS) > _count(content, _SMALL_LETTERS)


def _count(content: bytes, signs: bytes) -> int:
    return len(content) - len(content.translate(None, signs))


def _line(line: bytes, older: str) -> str:
    # Of the five bytes that Windows gave no sign, a control sign is made: it is told, by its cell.
    return (
        "".join(bytes([one]).decode(older, "ignore") or chr(one) for one in line)
        if older == "cp1252"
        else line.decode(older)
    )
