"""A block of a spreadsheet is read as scores; what it has and the case has not is told."""

import pytest

from criteria.load import case_from_files
from prioritisation.cases.editing.notes import NoteKind
from prioritisation.cases.editing.pasting import PastedScore, pasted_block
from prioritisation.settings import DEFAULT_CASE

CASE = case_from_files({path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()})
LATE = "cop_progress"
HEAD = "\tAvancement COP\tÉcosystème partenarial"


def read(*lines):
    return pasted_block(CASE, CASE.default_combination, "\n".join(lines))


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_a_line_for_each_lever_gives_its_scores(sign):
    line = "mieux se loger\t12,5\t« Plutôt favorable »"
    block = read(HEAD.replace("\t", sign), line.replace("\t", sign))
    assert (block.criteria, block.levers) == ((), ())
    assert block.scores == (
        PastedScore("mieux_se_loger", "cop_progress", NoteKind.EXACT, "12,5"),
        PastedScore("mieux_se_loger", "partner_ecosystem", NoteKind.EXACT, "plutot_favorable"),
    )


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("10 à 20", (NoteKind.RANGE, "10", "20")),
        ("10–20", (NoteKind.RANGE, "10", "20")),
        ("inconnu", (NoteKind.UNKNOWN, "", "")),
        ("?", (NoteKind.UNKNOWN, "", "")),
        ("-3", (NoteKind.EXACT, "-3", "")),
    ],
)
def test_a_cell_is_an_amount_two_or_none(cell, known):
    (score,) = read(HEAD, f"Mieux se loger\t{cell}").scores
    assert (score.kind, score.low, score.high) == known


def test_words_of_a_level_with_the_word_between_are_one_level():
    (score,) = read(HEAD, "Mieux se loger\t\tà construire").scores
    assert (score.kind, score.low) == (NoteKind.EXACT, "a_construire")


def test_what_is_empty_stays_and_other_names_are_told():
    block = read(f"{HEAD}\tBruit", "Mieux se loger\t\t", "Mieux rire\t3")
    assert block.scores == ()
    assert (block.criteria, block.levers) == (("Bruit",), ("Mieux rire",))


@pytest.mark.parametrize("lines", [["x\ty"] * 61, ["a\t" * 40]])
def test_a_block_larger_than_any_case_is_not_read(lines):
    assert read(*lines).too_large
    assert read(lines[0][:1] * 20_001).too_large


@pytest.mark.parametrize("text", ["", "\n\n", "seul", "=1+1", "\u202e\ta"])
def test_anything_may_be_pasted(text):
    assert read(text).scores == ()


def test_a_cell_beyond_the_names_of_criteria_is_told_and_never_dropped():
    block = read(HEAD, "Mieux se loger\t3\tà construire\t12\t\t13")
    assert block.beyond == ("12", "13")
    assert read(f"{HEAD}\t\t", "Mieux se loger\t3\t\t\t").beyond == ()
    assert read(f"{HEAD}\t\t", "Mieux se loger\t3\t\t12").beyond == ("12",)


@pytest.mark.parametrize("again", ["Avancement COP", "avancement cop", CASE.criterion(LATE).label])
def test_two_columns_of_one_criterion_or_two_lines_of_one_lever_are_told(again):
    block = read(f"{HEAD}\t{again}", "Mieux se loger\t3\t\t4")
    assert (block.twice, block.scores) == ((again,), ())
    block = read(HEAD, "Mieux se loger\t3", "mieux  se LOGER\t4")
    assert (block.twice, block.scores) == (("mieux  se LOGER",), ())
    assert read(HEAD, "Mieux se loger\t3", "Mieux produire\t4").twice == ()
