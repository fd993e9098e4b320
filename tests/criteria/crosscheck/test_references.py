from criteria.raw import RawCase
from criteria.references import check_census, check_duplicates
from criteria.rows import CensusRow
from criteria.tables import CsvTable, PlacedRow
from tests.each import each

LEVERS = CsvTable((), ((2, {"lever_id": "move"}),))
SOURCES = CsvTable((), ((2, {"source_id": "deck"}),))


def raw_of(axes, **cells):
    said = {"lever_id": "", "source_id": "deck", "quote": "q", "statement": ""}
    row = PlacedRow(4, CensusRow.model_construct(**said | cells))
    files = {"levers": LEVERS, "sources": SOURCES, "census": CsvTable((row,))}
    return RawCase(None, None, axes, {}, [], **files)


@each(
    ("axes", "cells", "found"),
    [
        (("wide",), {"lever_id": "move"}, []),
        (("wide",), {"lever_id": "wide"}, []),
        (("wide",), {"lever_id": ""}, []),
        (("wide",), {"lever_id": "eau"}, [("unknown_lever", "lever_id")]),
        (None, {"lever_id": "eau"}, []),
        ((), {"source_id": "press"}, [("unknown_source", "source_id")]),
        ((), {"quote": ""}, [("empty", "quote")]),
        ((), {"quote": "", "statement": "ours"}, []),
    ],
)
def test_a_note_is_of_a_lever_of_an_axis_or_of_none(axes, cells, found):
    problems = list(check_census(raw_of(axes, **cells)))
    assert [(p.kind, p.column) for p in problems] == found
    assert {p.row for p in problems} <= {4}


@each(("file", "column"), [("claims", "claim_id"), ("census", "note_id")])
def test_an_id_is_given_once_even_in_rows_that_are_wrong(file, column):
    records = tuple((row, {column: "X1"}) for row in (2, 5))
    raw = RawCase(None, None, None, {}, [], **{file: CsvTable((), records)})
    (problem,) = check_duplicates(raw)
    assert (problem.place, problem.row, problem.column) == (f"{file}.csv", 5, column)
