"""The workbook, computed by LibreOffice once weights are changed: against our own ranking."""

import errno
import os
import random
import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook
from xlsxwriter.utility import xl_cell_to_rowcol

from criteria.load import case_from_files, load_case
from criteria.model import Status
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cli.export import write_whole
from prioritisation.documents.writing.cleaning import clean, inert, one_line, printable
from prioritisation.documents.writing.errors import NotWritten
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import stamp_lines, stamp_text
from prioritisation.documents.writing.workbook import (
    FIRST_ROW,
    NOTICE_ROW,
    POINTS_ROW,
    STAMP_ROW,
    TOP_ROW,
    WEIGHTS_ROW,
    cell_name,
    input_column,
    xlsx,
)
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.whole import whole_reading
from prioritisation.imports.process.wire import reading_from_json
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.making import record_of
from prioritisation.record.next_case import case_files
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.documents.writing.made import HOSTILE, hostile, note_of_analysis
from tests.prioritisation.documents.writing.office import changed, computed, parts
from tests.prioritisation.documents.writing.recorded import NAMES, facts, note, record
from tests.prioritisation.sentences.made import plain, small
from tests.reading_back import differences, on_one_line, spoken_cases

INPUTS = 2
"""The sheet of the yellow cells, from 1."""

TIES = ((50, 50), (40, 60), (60, 40), ((0, 100), 10), (10, 10), (10, (0, 20)), (None, 50))
"""Levers of equal points with equal weights; some uncertain, one unknown."""

SUBJECTS = {
    "clear": lambda: note("clear"),
    "contested": lambda: note("contested"),
    "undecidable": lambda: note("undecidable"),
    "tied": lambda: note_of_analysis(small(*TIES, points=[1, 1])),
    "six": lambda: note_of_analysis(small(*((10 * i, 90 - 10 * i, 50) for i in range(6)))),
}
EDITS = [(name, seed) for seed in range(3) for name in SUBJECTS]

USELESS = {
    "zeros": [0, 0, 0],
    "empty": [None, None, None],
    "words": [50, "beaucoup", 10],
    "below": [50, -1, 10],
}
"""Points that nothing can be ranked with: a program pastes them over what a cell allows."""

GROUPS = (1, 2, 3, 4, 5, 6, 7, 8, 13, 30)
"""Few ballots, many of them, and every remainder of a division by four."""


def edit(board, seed):
    """Points that somebody types, None where a cell is cleared; seed 0 halves them all."""
    if seed == 0:
        return [column.points / 2 for column in board.columns]
    draw = random.Random(seed)  # noqa: S311 (test data)
    points = [draw.choice([None, 0, 0.5, 1, 33.3, 50, 50, 100]) for _ in board.columns]
    return points if any(points) else [10, *points[1:]]


def typed(made, points):
    """The workbook of a note with other points, its formulas worth nothing any more."""
    cells = {cell_name(POINTS_ROW, input_column(j)): p for j, p in enumerate(points)}
    return changed(xlsx(made), INPUTS, cells)


def drawn(n):
    """Random ballots in tens, so that shares are tied; some abstain on one criterion."""
    rng = random.Random(n)  # noqa: S311 (test data)
    criteria = [column.id for column in note("clear").board.columns]
    return [
        Ballot(dict(zip(criteria, (100, 10 * rng.randint(0, 10), other), strict=True)), "")
        for other in (rng.choice([None, 0, 50, 100]) for _ in range(n))
    ]


def voted(n):
    """The workbook of the clear sample with those ballots."""
    given = tuple((f"b{k}", tuple(b.points.values())) for k, b in enumerate(drawn(n)))
    return xlsx(replace(note("clear"), board=replace(note("clear").board, ballots=given)))


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory, office):  # noqa: ARG001 (it must be there)
    """File -> sheet -> rows, all formulas computed again, in one start of LibreOffice."""
    files = {f"{name}.xlsx": changed(xlsx(made()), INPUTS, {}) for name, made in SUBJECTS.items()}
    for name, seed in EDITS:
        made = SUBJECTS[name]()
        files[f"{name} {seed}.xlsx"] = typed(made, edit(made.board, seed))
    files |= {f"{kind}.xlsx": typed(note("clear"), given) for kind, given in USELESS.items()}
    files |= {f"voted {n}.xlsx": changed(voted(n), INPUTS, {}) for n in GROUPS}
    return computed(tmp_path_factory.mktemp("calc"), files)


def worth(text):
    """What a cell shows, as a figure if it is one."""
    try:
        return float(text.rstrip("%")) / (100 if "%" in text else 1)
    except ValueError:
        return plain(text)


def expected(board, weights):
    """Of each lever its points, its ranks and its rank in words; the order; what brings them."""
    ends = [[(c.low, c.high) for c in row.cells] for row in board.rows]
    low, high = np.moveaxis(np.array(ends), 2, 0)
    ids = tuple(row.id for row in board.rows)
    ours = additive(known_matrix(ids, tuple(c.id for c in board.columns), low, high), weights)
    lines = []
    for i, (best, worst) in enumerate(zip(ours.best, ours.worst, strict=True)):
        known = ours.high - ours.low <= 1e-9
        tied = known[i] and (known & (abs(ours.low - ours.low[i]) <= 1e-9)).sum() > 1
        words = f"{best}" if best == worst else f"{best} à {worst}"
        words += " ex aequo" if tied else ""
        lines.append((100 * ours.low[i], 100 * ours.high[i], best, worst, words))
    return lines, ours.order, 100 * ours.low_contributions


def test_points_and_ranks_follow_the_weights_as_our_own_do(workbooks):
    seen = set()
    for name, seed in [*((name, None) for name in SUBJECTS), *EDITS]:
        board = SUBJECTS[name]().board
        recorded = [column.points for column in board.columns]
        points = recorded if seed is None else edit(board, seed)
        weights = np.array([p or 0 for p in points]) / sum(p or 0 for p in points)
        lines, order, brought = expected(board, weights)
        book = workbooks[name if seed is None else f"{name} {seed}"]
        rows, total = book["Poids et valeurs"], input_column(len(points), 1)
        shares = [rows[WEIGHTS_ROW][input_column(j)] for j in range(len(points))]
        assert list(map(worth, shares)) == pytest.approx(list(weights))
        for row, line in zip(rows[FIRST_ROW:], lines, strict=True):
            shown = list(map(worth, row[total : total + 5]))
            assert shown == pytest.approx([*line[:-1], worth(line[-1])], abs=1e-9), (name, seed)
            seen.add(line[-1])
        for place, i in enumerate(order):
            at_least, at_most, *_ranks, words = lines[i]
            ranked = book["Classement"][TOP_ROW + 1 + place]
            assert plain(ranked[1]) == board.rows[i].label
            assert plain(ranked[2]) == words
            figures = [at_least, at_most, *brought[i], at_most - at_least]
            assert np.array(ranked[3 : 3 + len(figures)], float) == pytest.approx(
                figures, abs=1e-9
            )
        differ = [p or 0 for p in points] != recorded
        for sheet in book.values():
            notice = "Poids modifiés : ce classeur ne correspond plus au fichier de preuve."
            assert plain(sheet[NOTICE_ROW][0]) == (notice if differ else ""), (name, seed)
        below = [text for row in book["Classement"] for text in row if "Points sur 100 ·" in text]
        assert [text.startswith("MODIFIÉ. ") for text in below] == [differ]
    assert {"1", "1 ex aequo", "1 à 3 ex aequo", "1 à 6"} <= seen


def test_what_is_kept_is_what_is_computed(workbooks):
    """In every cell with a formula: who opens it without a spreadsheet sees the same."""
    for name, made in SUBJECTS.items():
        content = parts(xlsx(made()))
        titles = re.findall(r'<sheet name="(.+?)"', content["xl/workbook.xml"])
        formula = r'<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f><v>([^<]*)</v>'
        for k, title in enumerate(titles, 1):
            for place, kept in re.findall(formula, content[f"xl/worksheets/sheet{k}.xml"]):
                row, column = xl_cell_to_rowcol(place)
                line = workbooks[name][title][row]
                again = line[column] if column < len(line) else ""
                same = pytest.approx(worth(unescape(kept)), abs=1e-9)
                assert worth(again) == same, (name, title, place)


def test_what_nobody_knows_has_bounds_and_no_figure():
    sheets = load_workbook(BytesIO(xlsx(note("undecidable"))))
    board, seen = note("undecidable").board, 0
    for i, row in enumerate(board.rows):
        for j, score in enumerate(row.cells):
            at = FIRST_ROW + 1 + i, input_column(j)
            raw, low, high = (sheets["Poids et valeurs"].cell(at[0], at[1] + k) for k in range(3))
            assert raw.value == score.text
            if score.lowest is None:
                source = sheets["Notes et sources"][TOP_ROW + 2 + 3 * i + j]
                assert [cell.value or "" for cell in source[3:5]] == ["", ""]
                assert (raw.value, low.value, high.value) == ("note manquante", 0, 100)
                seen += 1
    assert seen == 4


def test_yellow_cells_alone_may_be_changed():
    for made in (note("clear"), note("contested"), note("alone")):
        book = load_workbook(BytesIO(xlsx(made)))
        assert all(sheet.protection.sheet for sheet in book)
        cells = [cell for sheet in book for row in sheet for cell in row]
        columns = range(len(made.board.columns))
        yellow = {cell_name(POINTS_ROW, input_column(j)) for j in columns}
        assert {c.coordinate for c in cells if not c.protection.locked} == yellow
        assert {c.coordinate for c in cells if c.fill.fgColor.rgb == "FFFFF4C2"} == yellow
        checks = book["Poids et valeurs"].data_validations.dataValidation
        assert {str(c.sqref) for c in checks} == yellow
        assert {(c.formula1, c.formula2, c.error) for c in checks} == {
            ("0", "100", "Les points sont un nombre de 0 à 100.")
        }


def test_each_sheet_says_whose_record_it_shows_and_fits_a_page():
    for name in (*NAMES, "alone", "large"):
        made = note(name)
        content = xlsx(made)
        assert content == xlsx(made)
        assert made.sha256 in parts(content)["docProps/core.xml"]
        assert made.heading.day.isoformat() in parts(content)["docProps/core.xml"]
        book = load_workbook(BytesIO(content))
        votes = ["Votes"] * bool(made.board.ballots)
        sheets = ["Lisez-moi", "Poids et valeurs", "Classement", "Notes et sources", *votes]
        assert book.sheetnames == sheets
        for sheet in book:
            page = sheet.page_setup
            assert (page.orientation, page.fitToWidth, page.fitToHeight) == ("landscape", None, 0)
            assert plain(" ".join(stamp_lines(made))) in plain(sheet.oddFooter.left.text)
            assert stamp_text(made, whole=True) in sheet.cell(STAMP_ROW + 1, 1).value
            assert bool(sheet.print_title_rows) == (sheet.title != "Lisez-moi")
            # What goes over several columns has the lines that it needs.
            width = sum(d.width * (d.max - d.min + 1) for d in sheet.column_dimensions.values())
            for k in (2, 3):
                height = sheet.row_dimensions[k].height or 15
                assert height // 15 * width >= 1.15 * len(sheet.cell(k, 1).value or "")
    assert made.board.ballots
    assert not note("alone").board.ballots


def test_what_people_wrote_is_no_formula_and_no_link():
    content = parts(xlsx(hostile()))
    formulas = [
        part.split("</f>")[0] for sheet in content.values() for part in sheet.split("<f>")[1:]
    ]
    assert formulas
    assert not [f for f in formulas if any(text[:8] in f for text in HOSTILE)]
    assert "hyperlink" not in "".join(content.values())


# Figures that a result gives are read again: the same levers, criteria, scores, and no more.

NORMANDIE = INTERVALS.parents[2] / "data" / "normandie"
BOOK = "classeur.xlsx"
FORMS = {BOOK: xlsx, "preuve.json": lambda made: made.record.encode()}


def read(name, content):
    return reading_from_json(whole_reading(name, content, FileAnswers()))


def statuses(reading):
    return {(one.lever, one.criterion): one.status for one in reading.scores}


def rests_read(reading):
    return {
        (one.lever, one.criterion): on_one_line_each(
            one.source, one.date, one.confidence, one.reason
        )
        for one in reading.scores
    }


def on_one_line_each(*texts):
    return tuple(map(on_one_line, texts))


def rests_of(case):
    def rests(score):
        source = case.sources[score.source].title if score.source in case.sources else score.source
        return on_one_line_each(source, score.date, score.confidence, score.reason)

    return of_case(case, rests)


def of_case(case, said):
    """Names of each lever and criterion -> what is said of its score."""
    table = case.tables[case.default_combination]
    return {
        (on_one_line(v.label), on_one_line(c.label)): said(table.score(v.id, c.id))
        for v in case.levers
        for c in case.criteria
    }


def same(case, reading, *, ranked=True, corrected=False):
    assert reading.problems == ()
    assert reading.pending == ()
    assert differences(case, reading, ranked=ranked) == []
    assert statuses(reading) == of_case(case, lambda score: score.status.value)
    # What a meeting corrected has another source in the case that is made of it.
    assert corrected or rests_read(reading) == rests_of(case)


def case_in(name, *, whole):
    """The case of a sample, as its record has it; tables have the criteria that were weighed."""
    case = case_from_files(case_files(record(name)))
    return case if whole else case.keeping(tuple(c.id for c in record(name).case.criteria))


@each("form", FORMS)
@each("name", ["clear", "undecidable", "contested"])
def test_the_figures_of_a_result_are_read_again(name, form):
    case = case_in(name, whole=form != BOOK)
    reading = read(form, FORMS[form](note(name)))
    same(case, reading, ranked=form == BOOK, corrected=form == BOOK)
    if form == BOOK:
        units = [c.unit.several or c.unit.one for c in case.criteria]
        assert [one.unit for one in reading.criteria] == units
        assert {one.why for one in reading.left_out} >= {"copy", "remark"}
    unknown = [one for one in reading.scores if one.status == Status.UNKNOWN]
    assert unknown or name != "undecidable"
    assert {(one.value, one.high, one.word) for one in unknown} <= {(None, None, None)}


def test_those_of_the_case_that_is_delivered_too():
    case = load_case(NORMANDIE)
    scenario = starting_scenario(case)
    case = case.keeping(tuple(scenario.points))
    same(case, read(BOOK, xlsx(note_of(record_of(facts(case, scenario, Decision()))))))


@given(case=spoken_cases(columns=(1, 3)))
@settings(max_examples=settings().max_examples // 4, phases=[Phase.explicit, Phase.generate])
def test_whatever_the_case_and_what_people_wrote_in_it(case):
    made = note_of(record_of(facts(case, starting_scenario(case), Decision())))
    reading = read(BOOK, xlsx(made))
    same(case, reading)
    assert [one.unit for one in reading.criteria] == [c.unit.several for c in case.criteria]


@each("text", HOSTILE)
def test_nothing_that_xml_forbids_nor_that_turns_the_page_is_left(text):
    left = clean(text)
    assert not set(left) & {chr(k) for k in range(32) if k not in (9, 10)}
    assert not set(left) & set("\u202e\u202d\u2066\ufffe\uffff")


def test_what_people_wrote_is_otherwise_kept_as_it_is():
    text = "😀 « Oui ! » \t#x $y @z é\u00a0; א"
    assert clean(text) == text


def test_documents_break_no_line_before_french_punctuation():
    assert printable("« Oui » : 5 %") == "«\u00a0Oui\u00a0»\u00a0: 5\u00a0%"


def test_one_line_has_no_break():
    assert one_line("a\r\n b\u2028c") == "a b c"


@each("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\uff1d1", "\n=1"])
def test_what_a_spreadsheet_may_read_as_a_formula_is_held(text):
    assert inert(text).startswith("'")


@each("text", ["-5", "+3,2", "-1 234,5".replace(" ", "\u00a0"), "", "Levier"])
def test_numbers_and_plain_words_are_left(text):
    assert inert(text) == text


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    (tmp_path / "note.pdf").write_bytes(b"old")

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="No space") as caught:
        write_whole(tmp_path / "note.pdf", b"new")
    assert "plein" in caught.value.sentence
    assert (tmp_path / "note.pdf").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["note.pdf"]
