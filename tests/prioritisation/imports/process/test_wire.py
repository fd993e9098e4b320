"""A reading crosses the wire whole; what is no reading does not cross it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.imports.grids import FileKind, FileRefused
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    FileReading,
    GivenAnswer,
    Layout,
    ReadCriterion,
    ReadLever,
    ReadScore,
    SetAside,
)
from prioritisation.imports.process.wire import (
    NotAReading,
    answers_from_json,
    answers_json,
    reading_from_json,
    reading_json,
    refusal_from_json,
    refusal_json,
)
from tests.each import each

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.none()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCORES = st.builds(
    ReadScore, TEXTS, TEXTS, TEXTS, NUMBERS, NUMBERS, word=TEXTS | st.none(), found=TEXTS
)
CRITERIA = st.builds(
    ReadCriterion,
    TEXTS,
    TEXTS,
    unit=TEXTS,
    words=st.lists(TEXTS, max_size=3).map(tuple),
    low=NUMBERS,
    high=NUMBERS,
    direction=st.sampled_from(["", "min", "max", "open"]),
    ends=st.tuples(st.floats(-9, 9), st.floats(-9, 9)) | st.none(),
)
WHOLE = FileReading(
    FileKind.ODS,
    Layout("Notes", ("Notes", "Autre"), "columns", (0, 1), 2, ("title",), ("names", "criterion")),
    (ReadLever("Navette « gare »", "Notes!A2"),),
    (ReadCriterion("Coût", "Notes!B1", "k€", low=0.1, high=3.0, ends=(3.0, 0.0)),),
    (ReadScore("Navette « gare »", "Coût", "Notes!B2", 0.1, 0.3, "avis", None, "0,1 à 0,3"),),
    (FileQuestion("order", "Accord", ("Notes!C1",), ("faible", "fort"), "x"),),
    (SetAside("Notes!A9:C9", "total", "Total"),),
    (CellProblem("date", "Notes!C4", "03/08/2026", {"name": "Travaux"}),),
    ("macros", "links"),
    {"case.toml": 'title = "é"\n'},
    "Mobilité",
)


def crossed(reading):
    return reading_from_json(reading_json(reading))


def test_every_field_comes_back_as_it_was():
    assert crossed(WHOLE) == WHOLE


@given(st.lists(CRITERIA, max_size=4), st.lists(SCORES, max_size=6))
def test_any_reading_comes_back_as_it_was(criteria, scores):
    reading = FileReading(FileKind.TEXT, None, (), tuple(criteria), tuple(scores))
    assert crossed(reading) == reading


def test_half_a_sign_is_replaced():
    reading = FileReading(FileKind.TEXT, None, (ReadLever("a\ud800b", "A2"),), (), ())
    assert crossed(reading).levers[0].name == "a?b"


@each(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        reading_json(WHOLE)[:-1],
        reading_json(WHOLE) + b"x",
        reading_json(WHOLE).replace(b'"avis"', b'"voted"'),
        reading_json(WHOLE).replace(b'"kind": "ods"', b'"kind": "exe"'),
        reading_json(WHOLE).replace(b'"value": 0.1', b'"value": {"a": 1}'),
    ],
)
def test_anything_else_is_no_reading(content):
    with pytest.raises(NotAReading):
        reading_from_json(content)


def test_a_refusal_comes_back_with_what_it_says():
    sent = FileRefused("many_levers", found=1203, allowed=1000, name="x" * 999)
    back = refusal_from_json(refusal_json(sent))
    assert (back.kind, back.values["found"], back.values["allowed"]) == ("many_levers", 1203, 1000)
    assert len(back.values["name"]) < 999


@each("content", [b"", b"[]", b"{}", b'{"refused": "x", "values": {}}', b'{"refused": []}'])
def test_anything_else_is_no_refusal(content):
    with pytest.raises(NotAReading):
        refusal_from_json(content)


def test_answers_come_back_as_they_were():
    given = (GivenAnswer("order", "Accord", ("a", "b")), GivenAnswer("sheet", "", ("é",)))
    assert answers_from_json(answers_json(given)) == given


def test_a_thousand_levers_cross_it_in_no_time():
    levers = tuple(ReadLever(f"Levier {i}", f"Notes!A{i + 2}") for i in range(1000))
    criteria = tuple(ReadCriterion(f"Critère {i}", "Notes!B1") for i in range(20))
    scores = tuple(
        ReadScore(a.name, c.name, a.cell, k * 1.37, None, "avis", None, str(k))
        for k, a in enumerate(levers)
        for c in criteria
    )
    reading = FileReading(FileKind.XLSX, None, levers, criteria, scores)
    crossed(WHOLE)  # what checks it is made once
    start = time.process_time()
    assert crossed(reading) == reading
    assert time.process_time() - start < 0.6
