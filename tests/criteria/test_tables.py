import pytest

from criteria.rows import OfficialRowModel, UnknownRow
from criteria.tables import DiskFolder, read_csv, read_toml
from tests.each import each

HEADER = "unknown_id,subject,statement\r\n"


def read(folder, text, model=UnknownRow, extra=()):
    (folder / "t.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = []
    rows = read_csv(DiskFolder(folder), "t.csv", model, problems, extra)
    return rows, [(p.kind, p.row, p.column) for p in problems]


@each(
    "text",
    [
        pytest.param(HEADER + "U1,a,b\r\n", id="as a spreadsheet writes it"),
        pytest.param(HEADER + "U1,a,b", id="no last line end"),
        pytest.param((HEADER + "U1,a,b\r\n").replace("\r\n", "\n"), id="line feeds"),
        pytest.param("\ufeff" + HEADER + "U1,a,b\r\n", id="byte order mark"),
        pytest.param(" unknown_id , subject,statement\r\n U1 ,a , b\r\n", id="spaces around"),
        pytest.param("statement,unknown_id,subject\r\nb,U1,a\r\n", id="columns in another order"),
        pytest.param(HEADER + "U1,a,b\r\n,,\r\n\r\n", id="blank rows at the end"),
    ],
)
def test_a_table_is_read_however_it_is_written(tmp_path, text):
    rows, problems = read(tmp_path, text)
    assert problems == []
    assert [(p.row, *p.data.model_dump().values()) for p in rows] == [(2, "U1", "a", "b")]


def test_rows_are_numbered_as_a_spreadsheet_does_blank_and_long_ones_counted(tmp_path):
    rows, problems = read(tmp_path, HEADER + ',,\r\nU1,"a\r\nb",c\r\nU2,a,\r\nU3,a,b\r\n')
    assert [p.row for p in rows] == [5]
    assert problems == [("line_break", 3, ""), ("empty", 4, "statement")]


def test_a_wrong_row_does_not_hide_the_others(tmp_path):
    rows, problems = read(tmp_path, HEADER + "U1,,\r\nU2,a,b,c\r\nU3,a,b\r\n")
    assert [p.data.unknown_id for p in rows] == ["U3"]
    assert problems == [("empty", 2, "subject"), ("empty", 2, "statement"),
                        ("too_many_cells", 3, "")]  # fmt: skip


def test_the_columns_of_the_perimeters_are_gathered(tmp_path):
    text = "fine_lever,sector,sgpe_group,objective_ktco2e,national_share_pct,lever_b,lever_a,"
    text += "allocation_key,note\r\nFret,s,g,1.5,,move,,,\r\n"
    (row,), problems = read(tmp_path, text, OfficialRowModel, ["lever_a", "lever_b"])
    assert problems == []
    assert row.data.levers == {"lever_a": "", "lever_b": "move"}
    assert (row.data.objective_ktco2e, row.data.national_share_pct) == (1.5, None)


def test_every_problem_of_a_header_is_named(tmp_path):
    rows, problems = read(tmp_path, "unknown_id,unknown_id,subjet\r\na,b,c\r\n")
    assert list(rows) == []
    assert not rows.whole
    assert problems == [
        ("duplicate_column", 1, "unknown_id"),
        ("missing_column", 1, "subject"),
        ("missing_column", 1, "statement"),
        ("unknown_column", 1, "subjet"),
    ]


@each(
    ("text", "values"),
    [
        ("a = 1\nb = 2 3\n", {"line": 2, "column": 7}),
        ("d = 2026-02-30", {"line": 1, "column": 5}),
        ("a =", {}),
        ("a = " + "9" * 5000, {}),
        ("a = " + "[" * 9000, {}),
        ("a = 1\na = 2\nb = '(at line 7, column 8)", {"line": 2, "column": 6}),
    ],
    ids=lambda v: "" if isinstance(v, dict) else v[:12],
)
def test_where_toml_cannot_be_read_is_said_when_it_is_known(tmp_path, text, values):
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    problems = []
    assert read_toml(DiskFolder(tmp_path), "t.toml", problems) is None
    assert [(p.kind, p.values) for p in problems] == [("bad_toml", values)]
