"""The files that a PDF holds attached, looked for in one pass and within bounds.

Whoever gives a PDF may have made it to exhaust the reader: neither its objects nor its pages are
followed, so that nothing in it can lead round in circles. The stream of an attached file is always
written apart, with a dictionary that says so.
"""

import re
import zlib
from collections.abc import Iterator

_MARK = re.compile(rb"/EmbeddedFile(?![A-Za-z0-9])")
_FILTERS = re.compile(rb"/Filter\s*(?:/(\w+)|\[([^\]]*)\])")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)")
_STREAM = re.compile(rb"stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt\s{0,4}(?:\d{1,9}\s{1,4}\d{1,5}\s{1,4}R|<<)")
_DICTIONARY = 2_000
"""Bytes of the dictionary of a stream, on each side of what is looked for."""
MOST_ATTACHED = 20
"""How many attached files are looked at."""


def is_pdf(content: bytes) -> bool:
    """Whether bytes say that they are a PDF, which they may after some others."""
    start = content[:1024]
    return b"%PDF-" in start and not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def is_protected(content: bytes) -> bool:
    """Whether a PDF is encrypted: what it holds cannot be read."""
    return _ENCRYPTED.search(content) is not None


def attached_files(content: bytes, longest: int) -> Iterator[bytes]:
    """What the files attached to a PDF hold, in their order: of each, no more than that.

    Parameters
    ----------
    longest
        Bytes at most; of a longer one, as many and one more.
    """
    for number, mark in enumerate(_MARK.finditer(content)):
        if number == MOST_ATTACHED:
            return
        first = max(content.rfind(b"obj", max(0, mark.start() - _DICTIONARY), mark.start()), 0)
        stream = _STREAM.search(content, mark.end(), mark.end() + _DICTIONARY)
        if stream is not None:
            dictionary = content[first : stream.start()]
            yield from _unpacked(content, dictionary, stream.end(), longest)


def _unpacked(content: bytes, dictionary: bytes, begin: int, longest: int) -> Iterator[bytes]:
    """The bytes of a stream, if they are packed in the one usual way or not at all."""
    names = _FILTERS.search(dictionary)
    filters = [] if names is None else re.findall(rb"\w+", names[1] or names[2])
    if filters == [b"FlateDecode"]:
        try:
            # Never more than asked for, whatever the stream would become.
            yield zlib.decompressobj().decompress(memoryview(content)[begin:], longest + 1)
        except zlib.error:
            return
    elif not filters:
        length = _LENGTH.search(dictionary)
        end = begin + int(length[1]) if length else content.find(b"endstream", begin)
        if end >= begin:
            yield content[begin : min(end, begin + longest + 1)]
