import tomllib

from hypothesis import given
from hypothesis import strategies as st

from criteria.writing import toml_text
from tests.conftest import INTERVALS
from tests.each import each

texts = st.text(st.characters(codec="utf-8"))
plain = texts | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(-1e9, 1e9) | st.dates()
trees = st.recursive(
    plain | st.lists(plain, max_size=3),
    lambda inside: (
        st.dictionaries(texts, inside, max_size=3)
        | st.lists(st.dictionaries(texts, inside, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(texts, trees, max_size=4))
def test_what_is_written_is_read_back(tree):
    assert tomllib.loads(toml_text(tree)) == tree


@each("name", ["case.toml", "criteria.toml"])
def test_the_files_of_the_case_say_the_same(name):
    tree = tomllib.loads((INTERVALS / name).read_text("utf-8"))
    assert tomllib.loads(toml_text(tree)) == tree
