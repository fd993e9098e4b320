"""What bytes are, by what they begin with and hold: a name is never believed."""

import re
from typing import Literal

from prioritisation.imports.errors import FileRefused

ContentKind = Literal["archive", "json", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_TEXTS = tuple(one.encode("utf-16-le") for one in ("WordDocument", "PowerPoint Document"))
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
"""How a workbook begins that was kept before such files had a directory."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00")
_BLANK = b" \t\r\n\x0b\x0c"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START = 4_096
_TAG = re.compile(rb"<(?:[a-z!?/]|$)")
_WEB_MAIL = re.compile(rb"mime-version:|content-type:\s*multipart/related", re.IGNORECASE)
_MOST_CONTROLS = 0.02
"""Share of control signs above which bytes are no text."""
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a"})


def content_kind(content: bytes) -> ContentKind:
    """What a file is that may be read.

    Raises
    ------
    FileRefused
        When it is nothing of what is read, with what it is instead.
    """
    if not _without_mark(content).strip(_BLANK + b"\x00"):
        raise FileRefused("empty_file")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "archive"
    if content.startswith(_OLE):
        raise _old(content)
    if content.startswith(_OLD_SHEETS):
        raise FileRefused("old_format")
    if content.startswith((*_PICTURES, *_PACKED, rb"{\rtf")):
        raise FileRefused("unknown_content")
    return _text_kind(content)


def is_packed(content: bytes) -> bool:
    """Whether bytes are an archive, of any kind."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", *_PACKED))


def _old(content: bytes) -> FileRefused:
    """Of a file of the years before 2007, or one that was locked since then."""
    if _ENCRYPTED in content:
        return FileRefused("encrypted")
    if any(one in content for one in _OLD_TEXTS):
        return FileRefused("unknown_content")
    return FileRefused("old_format")


def _text_kind(content: bytes) -> ContentKind:
    """Of a text: JSON, a table; a PDF and a web page are refused."""
    start = _without_mark(content[:_START]).replace(b"\x00", b"").lstrip(_BLANK)
    if b"%PDF-" in content[:1024] and not start.startswith(b"{"):
        raise FileRefused("pdf")
    lowered = start.lower()
    if _TAG.match(lowered):
        old = b"urn:schemas-microsoft-com:office:spreadsheet" in lowered
        raise FileRefused("old_format" if old else "unknown_content")
    if b"<html" in lowered or b"<!doctype html" in lowered or _is_web_archive(start):
        raise FileRefused("unknown_content")
    if start.startswith(b"{") or re.match(rb"\[\s*[\[{]", start):
        return "json"
    if _is_binary(content):
        raise FileRefused("unknown_content")
    return "text"


def _is_web_archive(start: bytes) -> bool:
    """A page kept as one file, as « .mht »: headers of a mail stand first."""
    return _WEB_MAIL.search(start) is not None and b":" in start.split(b"\n", 1)[0]


def _is_binary(content: bytes) -> bool:
    start = content[:_START]
    if start.startswith(_MARKS[1:]) or looks_like_utf16(start):
        return False
    start = start.rstrip(b"\x00")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(start) or b"\x00" in content.rstrip(b"\x00")


def looks_like_utf16(content: bytes) -> str:
    """The encoding, where every other byte is 0 as in no other text; else empty."""
    start = content[: _START - _START % 2]
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half // 2 and even * 10 < odd:
        return "utf-16-le"
    if even > half // 2 and odd * 10 < even:
        return "utf-16-be"
    return ""


def _without_mark(content: bytes) -> bytes:
    for mark in _MARKS:
        content = content.removeprefix(mark)
    return content
