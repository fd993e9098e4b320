"""Bytes of a text -> text: by its mark, its zeros, then UTF-8, else what Windows writes.

No statistics: each rule is one that a person could check.
"""

from prioritisation.imports.files.kinds import looks_like_utf16

_OF_DOS = b"\x1a\x00"
"""What some programs write after the end of a text."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and how it was encoded."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "utf-16"
    if name := looks_like_utf16(content):
        even = content[: len(content) - len(content) % 2]
        return even.decode(name, "replace"), "utf-16"
    content = content.removeprefix(b"\xef\xbb\xbf").rstrip(_OF_DOS)
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError:
        # Of the five bytes that Windows gave no sign, a control sign is made: it is told.
        signs = (bytes([one]).decode("cp1252", "ignore") or chr(one) for one in range(256))
        return content.decode("latin-1").translate(dict(enumerate(signs))), "cp1252"
