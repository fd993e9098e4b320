"""Texts as people export and paste them: which sign is between cells, in which letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.imports.files.text import decoded, pasted_book
from prioritisation.imports.grids import MOST_CELL_SIGNS, FileRefused
from tests.each import each

LETTERS = "Levier;Coût\nNavette « été »;1,5\n"


def values(text):
    (sheet,) = pasted_book(text).sheets
    return [[cell.value for cell in row] for row in sheet.rows]


@each(
    "content",
    [
        LETTERS.encode(),
        LETTERS.encode("utf-8-sig"),
        LETTERS.encode("utf-16"),
        b"\xfe\xff" + LETTERS.encode("utf-16-be"),
        LETTERS.encode("cp1252"),
        LETTERS.encode("cp1252") + b"\x1a",
    ],
)
def test_letters_are_those_that_were_written(content):
    assert decoded(content).replace("\r", "\n").rstrip("\x1a") == LETTERS


def test_a_byte_that_stands_for_no_letter_is_a_control_sign():
    assert decoded(b"caf\xe9 \x81\n") == "café \x81\n"


@each(
    ("text", "table"),
    [
        ("A;B\n1,5;2,5\n", [["A", "B"], ["1,5", "2,5"]]),
        ("A,B\n1.5,2.5\n", [["A", "B"], ["1.5", "2.5"]]),
        ('A,B\n"1,5","2,5"\n', [["A", "B"], ["1,5", "2,5"]]),
        ("A\tB\n1,200,300\t2,200,300\n", [["A", "B"], ["1,200,300", "2,200,300"]]),
        ("A|B\nx, y|z\n", [["A", "B"], ["x, y", "z"]]),
        (
            "A;B\nbus, car;1\ntram, métro;2\n",
            [["A", "B"], ["bus, car", "1"], ["tram, métro", "2"]],
        ),
        ("A,1,2\nB,3,4\n", [["A", "1", "2"], ["B", "3", "4"]]),
        ("A\nB\n", [["A"], ["B"]]),
        ('A;B\n"x;y";"dit ""oui"""\n', [["A", "B"], ["x;y", 'dit "oui"']]),
        ('A;B\n"deux\nlignes";2\n', [["A", "B"], ["deux\nlignes", "2"]]),
        ("A;B\r1;2\r", [["A", "B"], ["1", "2"]]),
        ("A;B\r\n1;2\r\n", [["A", "B"], ["1", "2"]]),
        ("A;B;;\n1;2;;\n", [["A", "B"], ["1", "2"]]),
        ("A;B\n1\n1;2;3\n", [["A", "B", ""], ["1", "", ""], ["1", "2", "3"]]),
        ("sep=,\nA,B;C\n1,2;3\n", [["A", "B;C"], ["1", "2;3"]]),
        ("SEP=;\r\nA;B\r\n", [["A", "B"]]),
        ('A;B\n"12;3\n4;5\n', [["A", "B"], ['"12', "3"], ["4", "5"]]),
        ('A;B\n"un;1\n"deux;2\n', [["A", "B"], ['"un', "1"], ['"deux', "2"]]),
        ('A;B\n="0210";"=""x"""\n', [["A", "B"], ["0210", "x"]]),
        ("A;B\n=1+1;=\n", [["A", "B"], ["=1+1", "="]]),
        ("A | B\n--|--\n1 | 2\n", [["A", "B"], ["", ""], ["1", "2"]]),
    ],
)
def test_cells_are_those_that_people_see(text, table):
    assert values(text) == table


def test_a_title_and_blank_lines_above_a_table_are_no_records_of_it():
    """The rows of the table stay where they are: blank ones count."""
    (sheet,) = pasted_book("Notes du 3 mai, version 2, provisoire\n\n\nA;B\n1,5;2\n").sheets
    assert [cell.value for cell in sheet.rows[3]] == ["A", "B"]
    assert sheet.cell_name(4, 1) == "B5"


def test_rows_of_nothing_below_a_table_are_no_rows():
    """As spreadsheets export them, to the last row that was ever coloured."""
    assert values("A;B\n1;2;\n" + ";;\n" * 60_000) == [["A", "B"], ["1", "2"]]


def test_a_record_of_two_lines_is_one_row():
    (sheet,) = pasted_book('A;B\n"x\ny";1\nz;2\n').sheets
    assert sheet.cell_name(2, 0) == "A3"
    assert sheet.rows[2][0].value == "z"


def test_what_is_far_too_long_for_a_cell_is_cut_and_still_too_long():
    cell = pasted_book("A;" + "x" * 200_000).sheets[0].rows[0][1]
    assert len(cell.value) == MOST_CELL_SIGNS + 1


@each("text", ["", " \n\t\n"])
def test_a_pasted_block_without_anything_is_empty(text):
    with pytest.raises(FileRefused, match="empty_file"):
        pasted_book(text)


WORDS = st.text(st.sampled_from("abé 12.-'"), min_size=1, max_size=8).filter(
    lambda word: set(word) - set("-. ") and not word.replace(" ", "").startswith("'-")
)


@given(
    table=st.integers(2, 6).flatmap(
        lambda width: st.lists(
            st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=8
        )
    ),
    mark=st.sampled_from(";\t|,"),
    title=st.sampled_from(["", "Notes, provisoires\n\n", "Titre\n"]),
)
def test_any_table_is_read_back_whatever_stands_between_its_cells(table, mark, title):
    text = title + "".join(mark.join(row) + "\n" for row in table)
    above = [[""] * len(table[0])] * title.count("\n")
    stripped = [[cell.strip() for cell in row] for row in table]
    assert values(text)[len(above) :] == stripped
