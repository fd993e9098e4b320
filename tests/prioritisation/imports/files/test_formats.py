from prioritisation.imports.files.filling import (
    BUILT_IN,
    PLAIN,
    ShownFormat,
    number_cell,
    shown_format,
)
from prioritisation.imports.grids import CellKind, FileCell
from tests.each import each


@each(
    ("code", "look"),
    [
        ("General", PLAIN),
        ("@", PLAIN),
        ("#,##0.00", PLAIN),
        ("0.00E+00", PLAIN),
        ("+0;-0", PLAIN),
        ("0%", ShownFormat(percent=True)),
        ('0.0" %"', ShownFormat(unit="%")),
        ("0.0\\ %", ShownFormat(percent=True)),
        ('#,##0 "k€"', ShownFormat(unit="k€")),
        ("#,##0\\ [$€-40C]", ShownFormat(unit="€")),
        (
            '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-',
            ShownFormat(unit="€"),
        ),
        ("[$$-409]#,##0.00", ShownFormat(unit="$")),
        ("[Red]#,##0.0 €", ShownFormat(unit="€")),
        ('#,##0,"k€"', ShownFormat(unit="k€", divisor=1_000)),
        ('0.0,,\\ "M€"', ShownFormat(unit="M€", divisor=1_000_000)),
        ('General" ans"', ShownFormat(unit="ans")),
        ('"env. "0', ShownFormat(before="env.")),
        ('"≥ "0" j"', ShownFormat(before="≥", unit="j")),
        ('0;-0;"n.d."', ShownFormat(odd="0")),
        (";;;", ShownFormat(odd="+-0")),
        (";;", ShownFormat(odd="+-0")),
        ('"";"";"";@', ShownFormat(odd="+-0")),
        ("0;;", ShownFormat(odd="-0")),
        ("0;-0;;@", ShownFormat(odd="0")),
        ("0;-0", PLAIN),
        ('"n.s."', ShownFormat(odd="+-0")),
        ('"n.s.";-0;0', ShownFormat(odd="+")),
        ('0;"n.s."', ShownFormat(odd="-")),
        ('0;-0;"-"', PLAIN),
        ("[Red]0;[Blue]-0", PLAIN),
        ("dd/mm/yyyy", ShownFormat(date=True)),
        ("[$-40C]d\\-mmm;@", ShownFormat(date=True)),
        ("h:mm", ShownFormat(date=True)),
        ("[h]:mm", ShownFormat(duration=True)),
        ('0" jours et mois"', ShownFormat(unit="jours et mois")),
    ],
)
def test_a_format_says_what_is_shown(code, look):
    assert shown_format(code) == look


def test_a_format_without_end_is_looked_at_no_longer_than_spreadsheets_do():
    assert shown_format("0" + '"' * 10**6) == PLAIN


@each(
    ("code", "number", "cell"),
    [
        ('[<5]"n.s.";0', 3, FileCell(CellKind.TEXT, "3 (?)")),
        ('[>=1000]0,"k€";0"€"', 4e3, FileCell(CellKind.TEXT, "4000 (?)")),
        ('0;-0;"n.d."', 0, FileCell(CellKind.TEXT, "0 (?)")),
        ('0;-0;"n.d."', 4, FileCell(CellKind.NUMBER, 4)),
        (";;;", 7, FileCell(CellKind.TEXT, "7 (?)")),
        ("[Red]0;[Blue]-0", -3, FileCell(CellKind.NUMBER, -3)),
    ],
)
def test_a_number_that_is_shown_otherwise_is_asked_about(code, number, cell):
    assert number_cell(number, shown_format(code)) == cell


@each(("number", "look"), [(9, "percent"), (14, "date"), (46, "duration")])
def test_a_format_that_no_file_writes_down_is_known(number, look):
    assert getattr(shown_format(BUILT_IN[number]), look)
