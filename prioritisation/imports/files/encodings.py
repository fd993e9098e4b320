"""Bytes of a text -> text: by its mark, its zeros, then UTF-8 or what older spreadsheets write.

No statistics: each rule is one that a person could check.
"""

import re

from prioritisation.imports.files.kinds import looks_like_utf16

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


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and how it was encoded."""
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
    older = "mac-roman" if _of_old_macs(content) else "cp1252"
    # Line by line: exports are put together by hand, of two programs.
    lines = _LINE.findall(content)
    return "".join(_line(one, older) for one in lines), older


def _of_old_macs(content: bytes) -> bool:
    """Whether lines end as they only did there, and letters with marks are where they were."""
    if b"\n" in content or b"\r" not in content:
        return False
    low = len(content) - len(content.translate(None, _LOW_HALF))
    high = len(content) - len(content.translate(None, _HIGH_HALF))
    return low > high


def _line(line: bytes, older: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    # Of the five bytes that Windows gave no sign, a control sign is made: it is told, by its cell.
    return (
        "".join(bytes([one]).decode(older, "ignore") or chr(one) for one in line)
        if older == "cp1252"
        else line.decode(older)
    )
