"""What compares a reading with what must come out sees each way of being wrong."""

from dataclasses import replace

from prioritisation.imports.grids import FileKind
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    FileReading,
    ReadCriterion,
    ReadLever,
    ReadScore,
    SetAside,
)
from tests.cases.imports.comparing import differences
from tests.cases.imports.expected import WRONG, Ask, AwkwardFile, Maybe, Word, wide
from tests.each import each

EXPECTED = AwkwardFile(
    "notes.csv",
    bytes,
    "two levers",
    levers=["Navette", "Vélo"],
    criteria=["Coût", "Accord"],
    scores=wide("B:C", "2:3", [[210, Word("fort")], [Ask("cell"), Maybe(None)]]),
    left_out={"A4:C4": "total"},
)
READING = FileReading(
    FileKind.TEXT,
    None,
    (ReadLever("Navette", "A2"), ReadLever("Vélo", "A3")),
    (ReadCriterion("Coût", "B1"), ReadCriterion("Accord", "C1", words=("faible", "fort"))),
    (
        ReadScore("Navette", "Coût", "B2", 210.0, status="avis"),
        ReadScore("Navette", "Accord", "C2", status="avis", word="fort"),
        ReadScore("Vélo", "Coût", "B3"),
        ReadScore("Vélo", "Accord", "C3"),
    ),
    questions=(
        FileQuestion("direction", "Coût"),
        FileQuestion("direction", "Accord"),
        FileQuestion("order", "Accord"),
        FileQuestion("cell", "B3", ("B3",)),
    ),
    left_out=(SetAside("A4:C4", "total"),),
)


def _score(place, **changes):
    scores = list(READING.scores)
    scores[place] = replace(scores[place], **changes)
    return {"scores": tuple(scores)}


def test_what_is_read_as_it_must_has_no_difference():
    assert differences(EXPECTED, READING) == []


@each(
    "changes",
    [
        {"levers": READING.levers[:1]},
        {"levers": (*READING.levers, ReadLever("Total", "A4"))},
        {"criteria": READING.criteria[:1]},
        {"questions": READING.questions[1:]},
        {"questions": READING.questions[:2] + READING.questions[3:]},
        {"questions": READING.questions[:3]},
        {"questions": (*READING.questions, FileQuestion("orientation"))},
        {"problems": (CellProblem("date", "B2"),)},
        {"left_out": ()},
        {"left_out": (SetAside("A4:C4", "rank"),)},
        {"scores": READING.scores[1:]},
        {"scores": (*READING.scores, ReadScore("Total", "Coût", "B4", 210.0, status="avis"))},
        _score(0, value=211.0),
        _score(0, high=300.0),
        _score(0, cell="B3"),
        _score(0, status="inconnu"),
        _score(0, value=None, status="inconnu"),
        _score(1, word="faible"),
        _score(2, value=40.0, status="avis"),
        _score(2, status="avis"),
        _score(3, value=3.0, status="avis"),
    ],
)
def test_each_way_of_being_wrong_is_a_difference(changes):
    assert differences(EXPECTED, replace(READING, **changes)) != []


def test_a_refusal_is_one_unless_it_is_expected():
    assert differences(EXPECTED, "no_table") != []
    assert differences(replace(EXPECTED, refused="no_table"), "no_table") == []
    assert differences(replace(EXPECTED, refused="no_table"), READING) != []
    assert differences(replace(EXPECTED, refused="no_table"), "too_large") != []


def test_what_must_not_be_sure_is_asked_or_wrong():
    doubtful = replace(EXPECTED, unsure=True, scores=())
    calm = replace(READING, questions=READING.questions[:3])
    assert differences(doubtful, READING) == []
    assert differences(doubtful, calm) != []


def test_a_problem_stands_where_it_must():
    wrong = replace(EXPECTED, scores=wide("B:C", "2:3", [[210, Word("fort")], [WRONG, None]]))
    silent = replace(READING, questions=READING.questions[:3], scores=READING.scores[:2])
    told = replace(
        silent,
        scores=(*READING.scores[:2], READING.scores[3]),
        problems=(CellProblem("not_a_number", "B3"),),
    )
    assert differences(wrong, silent) != []
    assert differences(wrong, told) == []
