import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from prioritisation.web.requests import MOST_FORM_BYTES, NotAForm, TooLong, fields_of, parse_fields
from tests.strategies import ENOUGH


def test_any_body_is_a_form_or_is_refused():
    reached = set()

    @ENOUGH
    @given(st.binary(max_size=300) | st.text("a=&%01é+\0", max_size=40).map(str.encode))
    def check(body):
        try:
            fields = parse_fields(body)
        except NotAForm:
            reached.add("refused")
            return
        reached.add("read" if fields else "empty")
        assert not any("\0" in value for value in fields.values())
        for text in (*fields, *fields.values()):
            text.encode()

    check()
    assert reached >= {"read", "refused"}


def test_the_last_of_two_values_is_kept_and_empty_ones_too():
    assert parse_fields(b"a=1&a=2&b=&c=%C3%A9&d=%FF") == {
        "a": "2",
        "b": "",
        "c": "é",
        "d": "\ufffd",
    }


def _request(chunks, **headers):
    left = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]

    async def receive():
        return left.pop(0) if left else {"type": "http.request", "body": b"", "more_body": False}

    raw = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw}, receive), left


def test_a_long_body_without_a_length_is_not_read_to_its_end():
    request, left = _request([b"a" * 1000] * 1000)
    with pytest.raises(TooLong):
        asyncio.run(fields_of(request))
    assert len(left) > 1000 - MOST_FORM_BYTES // 1000 - 2


def test_a_long_body_with_a_length_is_not_read_at_all():
    request, left = _request([b"a"], content_length=str(MOST_FORM_BYTES + 1))
    with pytest.raises(TooLong):
        asyncio.run(fields_of(request))
    assert len(left) == 1
