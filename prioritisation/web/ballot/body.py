"""The fields of a form, read from a body that may be anything."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

MOST = 64 * 1024
"""Bytes of a form; a ballot of twelve criteria has 1,500."""
_MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"


class TooLong(Exception):
    """The body has more than ``MOST`` bytes; the rest of it was not read."""


class NotAForm(Exception):
    """The body is not a form's."""


async def fields_of(request: Request) -> Mapping[str, str]:
    """The fields of a form; of a name given twice, the last.

    Raises
    ------
    TooLong, NotAForm
    """
    if request.headers.get("content-type", _FORM).partition(";")[0].strip() != _FORM:
        raise NotAForm
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST:
        raise TooLong
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise TooLong
    return parsed(bytes(body))


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
