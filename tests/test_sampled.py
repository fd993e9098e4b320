"""What an ordinary run leaves out, `make soak` tries: by the same parameters of the same tests."""

from itertools import chain, product
from pathlib import Path

import pytest

from tests import sampled

PAGES, WIDTHS = ("a", "b", "c"), (390, 1280)


@pytest.fixture
def whole(monkeypatch):
    monkeypatch.setenv(sampled.WHOLE, "1")


@pytest.fixture
def usual(monkeypatch):
    monkeypatch.delenv(sampled.WHOLE, raising=False)


def values(some):
    return [one.values for one in some]


@pytest.mark.usefixtures("usual")
def test_each_value_of_each_axis_is_met():
    some = values(sampled.crossed(PAGES, WIDTHS))
    assert some == [("a", 390), ("b", 1280), ("c", 390)]
    assert some == values(sampled.crossed(iter(PAGES), iter(WIDTHS)))


@pytest.mark.usefixtures("usual")
def test_the_turns_share_everything_out():
    turns = [sampled.part(range(10), turn, 3) for turn in range(4)]
    assert sorted(chain.from_iterable(turns[:3])) == list(range(10))
    assert turns[3] == turns[0]


@pytest.mark.usefixtures("whole")
def test_nothing_is_left_out_where_it_is_asked():
    assert values(sampled.crossed(PAGES, WIDTHS)) == list(product(PAGES, WIDTHS))
    assert sampled.part(range(10), 1, 3) == list(range(10))


def test_the_long_run_finds_each_of_them_by_its_marker():
    marks = {mark.name for one in sampled.crossed(PAGES, WIDTHS) for mark in one.marks}
    makefile = (Path(__file__).parents[1] / "Makefile").read_text("utf-8")
    assert marks == {"sampled"}
    assert f"{sampled.WHOLE}=1 $(BIN)/python -m pytest -m sampled\n" in makefile
