from criteria.raw import CASE_FILE, CRITERIA_FILE, LEVERS_FILE, RawCase, ids_of
from criteria.rows import LeverRow
from criteria.tables import CsvTable, PlacedRow


def test_the_ids_the_other_files_refer_to_are_kept_those_of_wrong_rows_too():
    right = PlacedRow(2, LeverRow.model_construct(lever_id="move"))
    levers = CsvTable((right,), ((2, {"lever_id": "move"}), (3, {"lever_id": "build"})))
    sources = CsvTable((), ((2, {"source_id": "deck"}),))
    raw = RawCase(None, ("here",), (), {}, ["ghg"], levers, sources)
    assert raw.lever_ids == ("move", "build")
    assert raw.source_ids == {"deck"}
    assert raw.partial == frozenset()
    assert [list(t) for t in (raw.scores, raw.rows, raw.sheets)] == [[], [], []]


def test_a_file_that_does_not_give_all_its_ids_is_partial():
    levers = CsvTable((), ((2, {"lever_id": "Move"}),))
    raw = RawCase(None, None, None, {}, [], levers)
    assert raw.partial == {CASE_FILE, CRITERIA_FILE, LEVERS_FILE}
    assert raw.lever_ids == ()


def test_the_ids_of_tables_wrong_otherwise_are_known():
    assert ids_of([{"id": "a", "label": 3}, {"id": "b"}]) == ("a", "b")
    assert [ids_of(wrong) for wrong in (None, 3, [3], [{}], [{"id": "A"}])] == [None] * 5
