"""What is wrong in a cell of a file: what is expected there, and what to do about it."""

from collections.abc import Callable

from prioritisation.imports.grids import MOST_CELL_SIGNS, MOST_NAME_SIGNS
from prioritisation.imports.model import CellProblem, ProblemOfCell
from prioritisation.wording import number, t

_Sentence = Callable[[CellProblem], str]


def expected_text(problem: CellProblem) -> str:
    """What should stand in a cell."""
    return _EXPECTED[problem.kind](problem)


def remedy_text(problem: CellProblem) -> str:
    """What to do about it, in the file or in answer."""
    return _MENDED[problem.kind](problem)


def cell_problem_line(problem: CellProblem) -> str:
    """What is wrong in a cell, on a line."""
    return t(
        "{cell}: « {found} »; expected: {expected}. {remedy}",
        cell=problem.cell,
        found=problem.found,
        expected=expected_text(problem),
        remedy=remedy_text(problem),
    )


def _a_number(_: CellProblem) -> str:
    return t("a number")


def _a_new_name(_: CellProblem) -> str:
    return t("a name that nothing else has")


def _in_unit(problem: CellProblem) -> str:
    if most := problem.values.get("most"):
        return t("a number from 0 to {most}", most=most)
    if unit := problem.values.get("unit"):
        return t("a number, in {unit}", unit=unit)
    return t("one unit for all")


_EXPECTED: dict[ProblemOfCell, _Sentence] = {
    "control_sign": lambda _: t("signs that everybody sees"),
    "date": _a_number,
    "duplicate_criterion": _a_new_name,
    "duplicate_lever": _a_new_name,
    "duplicate_score": lambda _: t("one score for a lever and a criterion"),
    "error_value": _a_number,
    "no_value": _a_number,
    "not_a_number": _a_number,
    "not_a_word": lambda _: t("a word of the scale"),
    "not_finite": _a_number,
    "other_unit": _in_unit,
    "reversed": lambda _: t("an interval, the lower number first"),
    "too_long": lambda _: t("a shorter text"),
    "unnamed_criterion": lambda _: t("the name of a criterion"),
    "unnamed_lever": lambda _: t("the name of a lever"),
}
"""Kind -> what is expected."""


def _interval(low: str, high: str) -> str:
    return t("{low} to {high}", low=low, high=high)


def _write_a_number(problem: CellProblem) -> str:
    if unit := problem.values.get("unit"):
        return t(
            "Write a number (in {unit}), an interval such as « {interval} », or « ? » if nobody "
            "knows.",
            unit=unit,
            interval=_interval("3", "8"),
        )
    return t(
        "Write a number, an interval such as « {interval} », or « ? » if nobody knows.",
        interval=_interval("3", "8"),
    )


def _no_date(problem: CellProblem) -> str:
    likely = problem.values.get("likely", "")
    if not likely:
        return t(
            "This is a date: write the number in a cell of numbers, or an interval such as "
            "« {interval} ».",
            interval=_interval("3", "8"),
        )
    low, _, high = likely.partition("-")
    interval = _interval(low.strip(), high.strip()) if high else likely
    return t(
        "The spreadsheet has read a date: if it was « {likely} », write « {interval} ».",
        likely=likely,
        interval=interval,
    )


def _again(problem: CellProblem) -> str:
    if first := problem.values.get("first"):
        return t(
            "It is in {cell} already: give another name, or take one of them out.", cell=first
        )
    return t("It is there already: give another name, or take one of them out.")


def _another_score(problem: CellProblem) -> str:
    if first := problem.values.get("first"):
        return t("There is one in {cell} already: keep the right one.", cell=first)
    return t("There is one already: keep the right one.")


def _a_word(problem: CellProblem) -> str:
    if allowed := problem.values.get("allowed"):
        return t("Write one of {words}, or « ? » if nobody knows.", words=allowed)
    return t("Write a word of the others of this criterion, or « ? » if nobody knows.")


def _one_unit(problem: CellProblem) -> str:
    if most := problem.values.get("most"):
        return t(
            "The scores of this criterion are out of {most}: write this one so too.", most=most
        )
    if unit := problem.values.get("unit"):
        return t("The others are in {unit}: write this one in {unit} too.", unit=unit)
    return t("Write all the scores of this criterion in one unit.")


_MENDED: dict[ProblemOfCell, _Sentence] = {
    "control_sign": lambda _: t("A sign that nobody sees stands there: type the text again."),
    "date": _no_date,
    "duplicate_criterion": _again,
    "duplicate_lever": _again,
    "duplicate_score": _another_score,
    "error_value": lambda _: t("A formula of the file is broken: mend it, or write the number."),
    "no_value": lambda _: t(
        "The file does not have the result of this formula: open it in your spreadsheet and save "
        "it, or write the number."
    ),
    "not_a_number": _write_a_number,
    "not_a_word": _a_word,
    "not_finite": lambda _: t("This number is larger than can be counted: write the right one."),
    "other_unit": _one_unit,
    "reversed": lambda _: t("Write the lower number first, then the higher."),
    "too_long": lambda _: t(
        "A name has at most {name} signs, a text at most {text}: shorten it.",
        name=number(MOST_NAME_SIGNS),
        text=number(MOST_CELL_SIGNS),
    ),
    "unnamed_criterion": lambda _: t("Give this criterion a title, or take its scores out."),
    "unnamed_lever": lambda _: t("Give this line the name of its lever, or take its scores out."),
}
"""Kind -> what to do about it."""
