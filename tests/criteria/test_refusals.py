import datetime as dt

from criteria.cells import KINDS
from criteria.rows import UnknownRow
from criteria.tables import check_model
from tests.criteria.file_breakages import FILES
from tests.criteria.plain_breakages import PLAIN
from tests.criteria.statement_breakages import WRONG_STATEMENTS
from tests.each import each


@each(
    ("wrong", "found"),
    [(True, "true"), (0x10**2000, hex(0x10**2000)[:80]), (dt.date(2026, 1, 2), "2026-01-02"),
     (3.5, "3.5"), ([1], ""), (None, "")],
    ids=["flag", "huge", "date", "number", "list", "nothing"],
)  # fmt: skip
def test_what_was_found_is_shown_as_it_is_written(wrong, found):
    problems = []
    row = {"unknown_id": wrong, "subject": "a", "statement": "b"}
    check_model(UnknownRow, row, "t", "", problems)
    assert [p.values["found"] for p in problems] == [found]


def test_what_was_found_is_shown_cut_short():
    problems = []
    check_model(
        UnknownRow, {"unknown_id": "x" * 200, "subject": "a", "statement": "b"}, "t", "", problems
    )
    assert problems[0].values == {"found": "x" * 80, "allowed": "120"}


def test_each_kind_named_for_an_error_of_a_cell_is_one_a_folder_can_raise():
    raised = {
        kind
        for _, expected in (FILES | PLAIN | WRONG_STATEMENTS).values()
        for kind, *_ in expected
    }
    assert set(KINDS.values()) <= raised
