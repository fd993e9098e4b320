"""A block that is pasted over a case says what it says at the door; the case says where it is."""

import datetime as dt
import random
import time
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from criteria.load import case_from_files
from prioritisation.cases.units import units_of
from prioritisation.imports.files.text import pasted_book
from prioritisation.imports.grids import FileKind, FileRefused
from prioritisation.imports.making.case import ImportHead, imported_case_files
from prioritisation.imports.making.over import comparison
from prioritisation.imports.model import FileAnswers, FileReading, ReadCriterion, ReadLever
from prioritisation.imports.process.pasting import MOST_PASTED_SIGNS, pasted_reading
from prioritisation.imports.tables.reading import file_reading
from prioritisation.settings import DEFAULT_CASE

FILES = {path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()}
CASE = case_from_files(FILES)
LATE = "cop_progress"
HEAD = "\tAvancement COP\tÉcosystème partenarial"


def pasted(*lines, case=CASE, answers=()):
    def answer(question):
        return dict(answers).get((question.kind, question.about), "")

    return pasted_reading(case, "\n".join(lines), answer)


def read(*lines, **options):
    return pasted(*lines, **options).reading


def scores(reading):
    return {s.cell: s.word or (s.value, s.high) for s in reading.scores if s.found}


def wrong(reading):
    return {(one.kind, one.cell) for one in reading.problems}


def compared(*lines):
    return comparison(CASE, units_of(FILES), read(*lines))


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_a_line_for_each_lever_gives_its_scores(sign):
    line = "mieux se loger\t12,5\t« Plutôt favorable »"
    result = compared(HEAD.replace("\t", sign), line.replace("\t", sign))
    assert (result.new_criteria, result.new_levers) == ((), ())
    assert [(one.lever, one.criterion, one.note.low) for one in result.changes] == [
        ("mieux_se_loger", "cop_progress", "12,5"),
        ("mieux_se_loger", "partner_ecosystem", "plutot_favorable"),
    ]


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("10 à 20", (10.0, 20.0)),
        ("10–20", (10.0, 20.0)),
        ("entre 10 et 20", (10.0, 20.0)),
        ("12 %", (12.0, None)),
        ("0", (0.0, None)),
        ("1\u202f250,5", (1250.5, None)),
        ("inconnu", (None, None)),
        ("?", (None, None)),
        ("n.d.", (None, None)),
        ("-3", (-3.0, None)),
    ],
)
def test_a_cell_is_an_amount_two_or_none(cell, known):
    assert scores(read(HEAD, f"Mieux se loger\t{cell}")) == {"B2": known}


@pytest.mark.parametrize(
    ("cell", "kind", "answer", "known"),
    [
        ("environ 40", "cell", "40", (40.0, None)),
        ("environ 40", "cell", "?", (None, None)),
        ("au moins 30", "cell", "30..100", (30.0, 100.0)),
        ("1.234", "cell", "1.234", (1.234, None)),
        ("0,4", "cell", "40", (40.0, None)),
        ("s.o.", "cell", "0", (0.0, None)),
        ("néant", "cell", "0", (0.0, None)),
    ],
)
def test_what_reads_in_two_ways_is_asked_at_its_cell_and_is_as_answered(cell, kind, answer, known):
    head = HEAD.replace("COP", "COP (%)")
    block = pasted(head, f"Mieux se loger\t{cell}")
    (question,) = block.asked
    assert (question.kind, question.about, question.found) == (kind, "B2", cell)
    assert answer in question.choices
    assert scores(block.reading) == {"B2": (None, None)}, "nothing is taken meanwhile"
    answered = pasted(head, f"Mieux se loger\t{cell}", answers={(kind, "B2"): answer}.items())
    assert (answered.asked, answered.reading.pending) == ((question,), ())
    assert scores(answered.reading) == {"B2": known}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("quatre", "not_a_number"), ("01/02/2026", "date"), ("8 à 3", "reversed"),
     ("12 k€", "other_unit"), ("#REF!", "error_value")],
)  # fmt: skip
def test_what_is_no_amount_is_wrong_at_its_cell(cell, kind):
    reading = read(HEAD, f"Mieux se loger\t{cell}")
    assert (wrong(reading), scores(reading)) == ({(kind, "B2")}, {})


def test_words_of_a_level_with_the_word_between_are_one_level():
    assert scores(read(HEAD, "Mieux se loger\t\tà construire")) == {"C2": "à construire"}
    reading = read(HEAD, "Mieux se loger\t\tà construire à plutôt favorable")
    (score,) = (one for one in reading.scores if one.found)
    assert (score.word, score.high_word) == ("à construire", "plutôt favorable")


@pytest.mark.parametrize("word", ["bof", "12", "à construire à bof", "plutôt"])
def test_another_word_than_those_of_the_scale_is_wrong_and_none_of_them(word):
    reading = read(HEAD, f"Mieux se loger\t\t{word}", "Mieux produire\t\tà construire")
    assert wrong(reading) == {("not_a_word", "C2")}
    assert "plutôt favorable" in reading.problems[0].values["allowed"]
    assert scores(reading) == {"C3": "à construire"}


def test_a_level_may_be_pasted_by_its_id_as_tables_for_programs_have_it():
    assert scores(read(HEAD, "Mieux se loger\t\tplutot_favorable")) == {"C2": "plutôt favorable"}


def test_what_is_empty_stays_and_other_names_are_told():
    result = compared(f"{HEAD}\tBruit", "Mieux se loger\t\t", "Mieux rire\t3")
    assert result.changes == ()
    assert [one.name for one in result.new_criteria] == ["Bruit"]
    assert [one.name for one in result.new_levers] == ["Mieux rire"]


@pytest.mark.parametrize("lines", [["x\ty"] * 61, ["\t".join("ab" * 20)] * 3])
def test_a_block_larger_than_any_case_is_not_read(lines):
    for one in (lines, [lines[0][:1] * (MOST_PASTED_SIGNS + 1)]):
        with pytest.raises(FileRefused) as refused:
            read(*one)
        assert refused.value.kind == "too_large"


@pytest.mark.parametrize("text", ["", "\n\n", "seul", "=1+1", "\u202e\ta", "a;b", "\t\n\t"])
def test_anything_may_be_pasted(text):
    with pytest.raises(FileRefused) as refused:
        read(text)
    assert refused.value.kind in ("no_table", "empty_file")


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), min_size=1, max_size=5))
def test_whatever_is_pasted_is_read_or_refused(rows):
    names = random.Random(len(rows)).choice(["", "Mieux se loger", "Avancement COP"])  # noqa: S311 (a name)
    with suppress(FileRefused):
        read(names + "\n".join("\t".join(row) for row in rows))


@pytest.mark.parametrize(
    "cell", ["1 " * 200, "(" * 390, "1-" * 190, "à" * 390, "entre " * 60, "1.1." * 90, "e9" * 190]
)
def test_the_largest_block_is_read_before_anybody_waits(cell):
    """It is read where the room votes, without a process of its own."""
    lines = [HEAD, *(f"Levier {k}\t{cell[:300]}" for k in range(55))]
    before = time.process_time()
    read(*lines)
    assert time.process_time() - before < 2


def test_a_cell_beyond_the_names_of_criteria_is_told_and_never_dropped():
    reading = read(HEAD, "Mieux se loger\t3\tà construire\t12\t\t13")
    assert wrong(reading) == {("unnamed_criterion", "D1"), ("unnamed_criterion", "F1")}
    assert wrong(read(f"{HEAD}\t\t", "Mieux se loger\t3\t\t\t")) == set()


@pytest.mark.parametrize("again", ["Avancement COP", "avancement cop", CASE.criterion(LATE).label])
def test_two_columns_of_one_criterion_or_two_lines_of_one_lever_are_told(again):
    assert [p.place for p in compared(f"{HEAD}\t{again}", "Mieux se loger\t3\t\t4").problems] == [
        "D1"
    ]
    again = compared(HEAD, "Mieux se loger\t3", "mieux  se LOGER\t4")
    assert [p.place for p in again.problems] == ["A3"]
    assert compared(HEAD, "Mieux se loger\t3", "Mieux produire\t4").problems == ()


def test_levers_may_be_in_columns_titles_above_and_sums_below():
    turned = read("\tMieux se loger\tMieux produire", "Avancement COP\t12\t6 à 9")
    assert scores(turned) == {"B2": (12.0, None), "C2": (6.0, 9.0)}
    table = (
        "Tableau de mars", "", "Levier\tAvancement COP", "Mieux se loger\t20",
        "Mieux produire\t32", "Moyenne\t26",
    )  # fmt: skip
    reading = read(*table)
    assert scores(reading) == {"B4": (20.0, None), "B5": (32.0, None)}
    assert {(one.cells, one.why) for one in reading.left_out} == {
        ("A1", "title"),
        ("A6:B6", "mean"),
    }


def test_a_unit_of_the_block_counts_before_that_of_the_case():
    case = case_of((COST, PART))
    assert scores(read("\tCoût", "Gare\t1,5 M€", "Halle\t12", case=case)) == {
        "B2": (1500.0, None),
        "B3": (12.0, None),
    }
    assert scores(read("\tCoût (M€)", "Gare\t1,5", case=case)) == {"B2": (1.5, None)}
    reading = read("\tCoût\tPart", "Unité\tM€\t%", "Gare\t1,5\t3", case=case)
    assert [one.unit for one in reading.criteria] == ["M€", "%"]
    files = case_files((COST, PART))
    (problem,) = comparison(case, units_of(files), reading).problems
    assert (problem.kind, problem.place) == ("other_unit", "B1")


def test_what_the_case_names_is_that_whatever_else_its_name_may_say():
    total, rank = ReadLever("Total énergie", "A2"), ReadCriterion(
        "Rang", "B1", direction="max", ends=(0.0, 10.0)
    )  # fmt: skip
    case = case_from_files(case_files((rank, COST), (total, ReadLever("Gare", "A3"))))
    reading = read("\tRang\tCoût (k€)", "Gare\t3\t10", "Total énergie\t4\t10", case=case)
    assert len(scores(reading)) == 4
    assert (reading.left_out, reading.pending) == ((), ())


# The same block at the door and over a case.

TODAY = dt.date(2026, 11, 28)
HEADS = ImportHead("Choix", "Commune", "Où ?", "site", source="Comparatif")
COST = ReadCriterion("Coût", "B1", "k€", direction="min", ends=(9e6, 0.0))
PART = ReadCriterion("Part", "C1", "%", direction="max", ends=(0.0, 9e6))
WORDS = ("faible", "moyen", "fort")
CONSENT = ReadCriterion("Accord", "D1", words=WORDS, ordered=True)
LEVERS = tuple(
    ReadLever(name, f"A{k + 2}")
    for k, name in enumerate(
        ("Ancienne gare", "Halle", "Friche", "Presbytère", "Les Prés", "Lavoir")
    )
)

TWO = (ReadLever("Gare", "A2"), ReadLever("Halle", "A3"))


def case_files(criteria, levers=TWO):
    reading = FileReading(FileKind.TEXT, None, levers, criteria, ())
    return imported_case_files(reading, HEADS, TODAY)


def case_of(criteria, levers=TWO):
    return case_from_files(case_files(criteria, levers))


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])
FIGURES = st.one_of(
    st.integers(0, 9_999).map(str),
    st.tuples(st.integers(0, 999), st.sampled_from(",."), st.integers(0, 99)).map(
        lambda one: f"{one[0]}{one[1]}{one[2]:02}"
    ),
    st.tuples(st.integers(1, 99), SPACES, st.integers(0, 999)).map(
        lambda one: f"{one[0]}{one[1]}{one[2]:03}"
    ),
    st.tuples(st.integers(1, 99), st.integers(0, 999)).map(lambda one: f"{one[0]}.{one[1]:03}"),
)
BLANKS = st.sampled_from(["", "?", "n.d.", "NSP", "—", "à compléter", "s.o.", "néant", "idem"])
ODD = st.sampled_from(["quatre", "1/2/2026", "02-janv", "#REF!", "12*", "fort", "-"])


def amounts(units):
    measured = st.tuples(FIGURES, SPACES, st.sampled_from(units)).map("".join)
    pairs = st.tuples(FIGURES, st.sampled_from([" à ", "-", " – ", "..", " ± "]), FIGURES)
    words = st.tuples(st.sampled_from(["environ ", "~", "au moins ", "> ", "entre "]), FIGURES)
    return st.one_of(FIGURES, measured, pairs.map("".join), words.map("".join), BLANKS, ODD)


WORDED = st.one_of(
    st.sampled_from([*WORDS, "Fort", "MOYEN", "faible à moyen", "fort (?)", "moyenne", "bof"]),
    BLANKS,
)
ROWS = st.lists(
    st.tuples(amounts(["k€", "M€", "€"]), amounts(["%"]), WORDED), min_size=1, max_size=3
)
SURE = (("1250", "12 %", "faible"), ("980,5", "30", "fort"), ("310", "45,5", "moyen"))
"""Rows that show what each column is: a door knows no scale."""


@settings(max_examples=150, deadline=None)
@example([("10.254 M€", "188", "faible"), ("10.254 M€", "~10.254", "s.o.")], ";")
@given(ROWS, st.sampled_from(["\t", ";"]))
def test_a_block_says_the_same_at_the_door_and_over_a_case(rows, sign):
    lines = [("Site", "Coût (k€)", "Part (%)", "Accord")]
    lines += [(lever.name, *row) for lever, row in zip(LEVERS, (*SURE, *rows), strict=False)]
    text = "\n".join(sign.join(line) for line in lines)
    door = file_reading(pasted_book(text), FileAnswers())
    case = case_of((COST, PART, CONSENT), LEVERS)
    over = pasted_reading(case, text, lambda _: "").reading
    at = {one.cell: one for one in over.scores}
    # What a door takes for a total perhaps is asked about as a row, before its cells are.
    totals = {one.about for one in door.pending if one.kind == "role"}
    asked = {one.about: one.kind for one in over.pending if one.about[1:] not in totals}
    for score in door.scores:
        same = at.get(score.cell)
        if same is None:
            # « bof » is a word at the door, and none of the case.
            assert (score.word or "") == "bof", score
            continue
        known = (score.value, score.high, score.word, score.high_word, score.found)
        assert (same.value, same.high, same.word, same.high_word, same.found) == known
    of_cells = {one.about: one.kind for one in door.pending if one.kind != "role"}
    assert asked == of_cells
    assert wrong(door) <= wrong(over)


def grid(rows, cell):
    head = "\t".join(["Levier", *(f"Critère {j}" for j in range(12))])
    return [head, *("\t".join([f"L{i}", *[cell] * 12]) for i in range(rows))]


def test_a_block_that_asks_again_at_each_answer_is_given_up():
    # The last row looks like a total of those above; without it, the one before does.
    rows = [line.replace("\tx", "\t1.234") for line in grid(58, "x")]

    def last(question):
        return question.choices[0] if question.choices else "4"

    with pytest.raises(FileRefused) as refused:
        pasted_reading(CASE, "\n".join(rows), last)
    assert refused.value.kind == "too_slow"


def test_one_that_asks_about_every_cell_of_a_case_is_read_and_no_larger_one():
    assert len(pasted(*grid(30, "environ 4")).asked) >= 360
    with pytest.raises(FileRefused) as refused:
        pasted(*grid(50, "environ 4"))
    assert refused.value.kind == "too_slow"
