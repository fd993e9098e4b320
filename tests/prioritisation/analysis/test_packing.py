import contextlib
import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.packing import packed, unpacked

MOST = 100_000


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_made_short_is_read_back(text):
    short = packed(text)
    assert unpacked(short, MOST) == text
    assert short.replace("-", "").replace("_", "").isalnum()


@given(st.text())
def test_any_other_text_is_refused(short):
    with contextlib.suppress(ValueError):
        assert packed(unpacked(short, MOST))


@pytest.mark.parametrize(
    "short",
    [
        "",
        "é",
        "a b",
        "a",
        packed("x")[:-3],
        urlsafe_b64encode(zlib.compress(b"0" * 10**7)).decode(),
        urlsafe_b64encode(zlib.compress(b"\xff")).decode(),
        urlsafe_b64encode(zlib.compress(b"x") + b"y").decode(),
    ],
)
def test_what_was_cut_short_altered_or_is_huge_is_refused(short):
    with pytest.raises(ValueError, match=r".*"):
        unpacked(short, MOST)
