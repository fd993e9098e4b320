import hashlib
import json
from decimal import ROUND_HALF_EVEN, Context, Decimal

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.record.making import canonical, canonical_sha256, sha256
from tests.each import each

texts = st.text(st.characters(codec="utf-8"))
figures = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 12) + 0.0)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | figures | texts,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(texts, inside, max_size=4),
    max_leaves=12,
)


@given(trees)
def test_the_canonical_text_is_json_of_the_same_value(tree):
    assert json.loads(canonical(tree)) == tree


@given(st.dictionaries(texts, figures))
def test_the_order_of_the_keys_does_not_count(tree):
    assert canonical(dict(reversed(tree.items()))) == canonical(tree)


@each(
    ("value", "text"),
    [
        (1.0, "1"),
        (1, "1"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        ('é\n"\\', '"é\\n\\"\\\\"'),
        ({"B": 1, "a": {}, "é": []}, '{"B":1,"a":{},"é":[]}'),
    ],
)
def test_a_value_has_one_text(value, text):
    assert canonical(value) == text


def test_the_hash_is_that_of_the_text_in_utf_8():
    assert canonical_sha256({"a": "é"}) == hashlib.sha256('{"a":"é"}'.encode()).hexdigest()
    assert sha256("") == hashlib.sha256(b"").hexdigest()


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_figures_are_rounded_as_the_documentation_says(value):
    """By decimal arithmetic: twelve decimals, half to even from the exact binary value."""
    exact = Decimal(value).quantize(Decimal("1e-12"), ROUND_HALF_EVEN, Context(prec=60))
    text = f"{exact:f}".rstrip("0").rstrip(".")
    assert canonical(value) == ("0" if text in ("", "-0") else text)
