"""The fields of a form, read from a body that may be anything."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from prioritisation.web.carried import network_of

MOST = 64 * 1024
"""Bytes of a form; a ballot of twelve criteria has 1,500."""
_MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"


SECONDS, HURRIED = 10.0, 0.5
"""Within which a form has come in whole; and where many of its network are waited for already."""
MOST_AWAITED = 200
"""Of one network. What has come in whole is never waited for: a room that presses at once."""

_AWAITED: Counter[str] = Counter()


class TooLong(Exception):
    """The body has more bytes than it may; the rest of it was not read."""


class TooSlow(Exception):
    """The body has not come in whole in time."""


class NotAForm(Exception):
    """The body is not a form's."""


async def fields_of(request: Request) -> Mapping[str, str]:
    """The fields of a form; of a name given twice, the last.

    Raises
    ------
    TooLong, TooSlow, NotAForm
    """
    if request.headers.get("content-type", _FORM).partition(";")[0].strip() != _FORM:
        raise NotAForm
    return parsed(await read(request, MOST, SECONDS))


async def read(request: Request, most: int, seconds: float) -> bytes:
    """The body of a request, of so many bytes at most, come in within so many seconds.

    Raises
    ------
    TooLong, TooSlow
    """
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise TooLong
    body = bytearray()
    with _awaited(request) as many:
        try:
            async with asyncio.timeout(min(seconds, HURRIED) if many else seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise TooLong
        except TimeoutError:
            raise TooSlow from None
    return bytes(body)


@contextlib.contextmanager
def _awaited(request: Request) -> Iterator[bool]:
    """While a body is waited for; whether many of its network are."""
    network = network_of(request.scope)
    _AWAITED[network] += 1
    try:
        yield _AWAITED[network] > MOST_AWAITED
    finally:
        _AWAITED[network] -= 1
        if not _AWAITED[network]:
            del _AWAITED[network]


def parsed(body: bytes) -> Mapping[str, str]:
    r"""The fields of a body; what is not UTF-8 is replaced, a zero character left out.

    Examples
    --------
    >>> parsed(b"premier=ghg&raison=a+%26+b%0D%0Ac")
    {'premier': 'ghg', 'raison': 'a & b\nc'}
    """
    try:
        text = body.decode("ascii")
        found = parse_qsl(
            text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise NotAForm from error
    return {name: value.replace("\r\n", "\n").replace("\0", "") for name, value in found}
