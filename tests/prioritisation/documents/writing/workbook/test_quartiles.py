"""How ballots spread: one definition, in the figures of the group, the workbook and the note."""

import random
import re
from dataclasses import replace
from functools import cache

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import quartiles
from prioritisation.documents.writing.method import weights_table
from prioritisation.documents.writing.subject import subject_of
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.sentences.group import whole_percents
from tests.prioritisation.documents.writing.office import computed, parts
from tests.prioritisation.documents.writing.recorded import NAMES, note, sample
from tests.thresholds import spreads

GROUPS = {f"group{n}": n for n in (1, 2, 3, 4, 5, 6, 7, 8, 13, 30)}
"""Few ballots, many of them, and every remainder of a division by four."""
HEADS = 5


def drawn(n):
    """Random ballots in tens, so that shares are tied; some abstain on one criterion."""
    rng = random.Random(n)  # noqa: S311 (test data)
    return [
        Ballot(dict(zip(criteria(), (100, 10 * rng.randint(0, 10), other), strict=True)), "")
        for other in (rng.choice([None, 0, 50, 100]) for _ in range(n))
    ]


@cache
def criteria():
    return tuple(column.id for column in note("clear").board.columns)


@cache
def book(n):
    """The workbook of the clear sample with other ballots."""
    given = tuple((f"b{k}", tuple(b.points.values())) for k, b in enumerate(drawn(n)))
    board = replace(note("clear").board, ballots=given)
    return xlsx(replace(note("clear"), board=board))


def expected(n):
    """Criterion -> first quartile and third, in whole percents, around the median, if any."""
    return {
        s.criterion: (low / 100, s.median, high / 100)
        for s in spreads(drawn(n), criteria())
        for low, _, high in [whole_percents(s.low_quartile, s.median, s.high_quartile)]
    }


def first_row(n):
    """The row of the means, from 1: after the heads, the ballots and an empty line."""
    return HEADS + n + 2


def shares_of_sheet(n, value):
    """The same from the sheet; ``value(column, row)`` reads a cell."""
    columns, row = "EFG", first_row(n)
    figures = {
        criterion: tuple(value(column, row + k) for k in (1, 2, 3))
        for criterion, column in zip(criteria(), columns, strict=True)
    }
    return {c: three for c, three in figures.items() if three != ("", "", "")}


def as_numbers(figures):
    return {c: pytest.approx([_number(one) for one in three]) for c, three in figures.items()}


def _number(text):
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


@pytest.mark.parametrize("n", GROUPS.values())
def test_the_workbook_opens_with_the_quartiles_of_the_group(n):
    sheet = parts(book(n))["xl/worksheets/sheet5.xml"]

    def value(column, row):
        return re.search(rf'<c r="{column}{row}"[^>]*><f>[^<]*</f><v>([^<]*)</v>', sheet)[1]

    assert expected(n) == as_numbers(shares_of_sheet(n, value))


def test_its_formulas_give_them_again(tmp_path, office):  # noqa: ARG001 (it must be there)
    books = computed(tmp_path, {f"{name}.xlsx": book(n) for name, n in GROUPS.items()})
    for name, n in GROUPS.items():
        rows = books[name]["Votes"]

        def value(column, row, rows=rows):
            return rows[row - 1]["ABCDEFG".index(column)]

        assert expected(n) == as_numbers(shares_of_sheet(n, value)), n


@pytest.mark.parametrize("name", NAMES)
def test_the_note_says_those_of_the_ballots_of_its_record(name):
    subject = subject_of(sample(name))
    if subject.results.group is None or not subject.ballots:
        pytest.skip("no ballots are shown")
    every = spreads(subject.ballots, subject.analysis.matrix.criteria)
    expected = [whole_percents(s.low_quartile, s.median, s.high_quartile) for s in every]
    rows = [
        map(int, re.findall(r"\d+", f"{row[2]} {row[3]}")) for row in weights_table(subject).rows
    ]
    assert [(low, median, high) for median, low, high in rows] == expected


@pytest.mark.parametrize("n", range(1, 30))
def test_quartiles_are_given_by_ballots_and_hold_at_least_half_between_them(n):
    rng = random.Random(n)  # noqa: S311 (test data)
    shares = [rng.randint(0, 10) / 10 for _ in range(n)]
    low, high = quartiles(shares)
    assert {low, high} <= set(shares)
    assert 2 * sum(low <= s <= high for s in shares) >= n
    for end, side in ((low, [s <= low for s in shares]), (high, [s >= high for s in shares])):
        assert 4 * sum(side) >= n, end
    # The nearest to the ends that do: one ballot further, less than a quarter is left outside.
    assert 4 * sum(s < low for s in shares) < n
    assert 4 * sum(s > high for s in shares) < n
