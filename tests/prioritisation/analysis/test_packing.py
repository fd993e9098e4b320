import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.parts import packed, unpacked
from tests.strategies import ENOUGH

MOST = 100_000


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_made_short_is_read_back(text):
    short = packed(text)
    assert unpacked(short, MOST) == text
    assert short.replace("-", "").replace("_", "").isalnum()


by_others = st.builds(
    lambda text, level: urlsafe_b64encode(zlib.compress(text, level)).decode().rstrip("="),
    st.text(st.characters(exclude_categories=["Cs"])).map(str.encode) | st.binary(),
    st.integers(0, 9),
)


def test_any_other_text_is_refused_or_is_that_of_a_text():
    reached = set()

    @ENOUGH
    @given(st.text() | by_others)
    def check(short):
        try:
            text = unpacked(short, MOST)
        except ValueError:
            reached.add("refused")
        else:
            reached.add("read")
            assert unpacked(packed(text), MOST) == text

    check()
    assert reached == {"read", "refused"}


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
