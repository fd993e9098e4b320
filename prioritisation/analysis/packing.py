"""A text made short enough for an address, and read back; nothing of a foreign one is trusted."""

import base64
import binascii
import zlib


def packed(text: str) -> str:
    """A text made short, of letters, digits, ``-`` and ``_`` only.

    Examples
    --------
    >>> unpacked(packed("et si… ?"), 100)
    'et si… ?'
    """
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(short: str, most: int) -> str:
    """The text that was made short.

    Parameters
    ----------
    most
        Bytes of the longest text that is read: a small address may hold a huge one.

    Raises
    ------
    ValueError
        For anything that ``packed`` did not make, whole.
    """
    try:
        raw = base64.b64decode(short + "=" * (-len(short) % 4), altchars=b"-_", validate=True)
        reader = zlib.decompressobj()
        text = reader.decompress(raw, most).decode()
    except (binascii.Error, zlib.error) as error:
        raise ValueError(short) from error
    if not reader.eof or reader.unused_data:
        raise ValueError(short)
    return text
