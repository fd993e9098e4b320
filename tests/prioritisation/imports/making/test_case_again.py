"""Files as people make them become cases; a case written as a table is read again the same."""

import csv
import datetime as dt
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.scales import WordScale
from prioritisation.cases.units import units_of
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.making.case import (
    as_written,
    import_problems,
    imported_case_files,
    is_known,
)
from prioritisation.imports.making.over import comparison
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import file_reading
from tests.cases.imports.awkward import awkward_files, bytes_of
from tests.prioritisation.imports.readings import HEAD
from tests.sampled import part
from tests.strategies import ENOUGH

TODAY = dt.date(2026, 11, 28)
SITES = ("Ancienne gare", "Halle Saint-Martin", "Friche des Tanneurs", "Zone des Prés")
CRITERIA = ("Coût (k€)", "Accès (minutes)", "Accord des riverains", "Travaux")
WORDS = ("défavorable", "partagé", "favorable")
NUMBERS = st.integers(0, 4000).map(lambda n: n / 4)


@st.composite
def tables(draw):
    """Lines of a table: names, then what each is worth; « n.c. » where nobody knows."""
    width = draw(st.integers(2, len(CRITERIA)))
    lines = [["Site", *CRITERIA[:width]]]
    for name in SITES[: draw(st.integers(3, len(SITES)))]:
        lines.append([name, *(draw(_cell(j == 2, first=len(lines) == 1)) for j in range(width))])
    return lines


@st.composite
def _cell(draw, in_words, *, first):
    if in_words:
        return WORDS[draw(st.integers(0, 2))] if not first else draw(st.sampled_from(WORDS))
    if not first and draw(st.integers(0, 4)) == 0:
        return "n.c."
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    if draw(st.booleans()):
        return as_written(low).replace(".", ",")
    return f"{as_written(low)} à {as_written(high)}".replace(".", ",")


def text_of(lines):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(lines)
    return buffer.getvalue()


def read(lines):
    return file_reading(opened_file("table.csv", text_of(lines).encode()), FileAnswers())


def lines_of(case):
    """The table of a case: unknown « ? », a range « 3 à 8 »."""
    (table,) = case.tables.values()
    yield [
        "Site",
        *(f"{c.label} ({c.unit.several})" if c.unit.several else c.label for c in case.criteria),
    ]
    for lever in case.levers:
        yield [lever.label, *(_text(c, table.score(lever.id, c.id)) for c in case.criteria)]


def _text(criterion, score):
    if score.unknown:
        return "?"
    scale = criterion.scale
    ends = [
        scale.level(end).label if isinstance(scale, WordScale) else as_written(end)
        for end in dict.fromkeys((score.low, score.high))
    ]
    return " à ".join(ends).replace(".", ",")


def test_a_case_written_as_a_table_and_read_again_has_the_same_scores():
    reached = set()

    @settings(ENOUGH, deadline=None)
    @given(tables())
    def every(lines):
        reading = read(lines)
        if reading.pending or reading.problems:
            reached.add("asked")
            return
        if import_problems(reading, HEAD, TODAY):
            reached.add("refused")
            return
        files = imported_case_files(reading, HEAD, TODAY)
        case = case_from_files(files)
        assert [v.label for v in case.levers] == [line[0] for line in lines[1:]]
        again = read([*lines_of(case)])
        compared = comparison(case, units_of(files), again)
        assert (compared.changes, compared.forgotten, compared.problems) == ((), (), ())
        assert (compared.new_levers, compared.new_criteria) == ((), ())
        assert compared.same == len(case.levers) * len(case.criteria)
        reached.add("same")

    every()
    assert "same" in reached


def finished(book):
    """A reading to whose questions the first choice was answered; what is wrong is unknown."""
    given = []
    reading = file_reading(book, FileAnswers())
    for _ in range(5):
        if not reading.pending and not reading.problems:
            break
        given += [GivenAnswer(q.kind, q.about, q.choices[:1]) for q in reading.pending]
        given += [GivenAnswer("cell", p.cell, ("?",)) for p in reading.problems]
        reading = file_reading(book, FileAnswers(given))
    return reading


def outcome(one):
    """What becomes of an awkward text once everything is answered."""
    try:
        reading = finished(opened_file(one.name, bytes_of(one)))
    except FileRefused:
        return "not read"
    if reading.pending or reading.problems:
        return "unfinished"
    wrong = import_problems(reading, HEAD, TODAY)
    if wrong:
        assert all(problem.place != "import" for problem in wrong)
        return "refused by cell"
    case = case_from_files(imported_case_files(reading, HEAD, TODAY))
    assert [v.label for v in case.levers] == [v.name for v in reading.levers]
    known = [score for score in reading.scores if is_known(score)]
    (table,) = case.tables.values()
    assert sum(not score.unknown for score in table.scores.values()) == len(known)
    return "a case"


@pytest.mark.sampled
def test_awkward_texts_are_cases_once_they_are_answered_or_are_refused_where_it_is():
    texts = [one for one in awkward_files() if one.name.endswith(".csv")]
    outcomes = Counter(map(outcome, part(texts, 0, 6)))
    # Some hold nothing that is known, or no table: they are refused, and say why.
    assert outcomes["a case"] > 0.75 * outcomes.total(), outcomes
