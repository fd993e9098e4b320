"""Why a file is not read, what is wrong in a cell, what a file says against a case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from criteria.case import Case
from prioritisation.imports.files.marks import CellMark, MarkWords
from prioritisation.imports.grids import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_CELL_SIGNS,
    MOST_CELLS,
    MOST_ENTRIES,
    MOST_NAME_SIGNS,
    MOST_READ_CRITERIA,
    MOST_READ_LEVERS,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    MOST_SHEETS,
    FileRefused,
    RefusalKind,
)
from prioritisation.imports.model import CellProblem, FileQuestion, FileReading, ProblemOfCell
from prioritisation.sentences.imports import file_question_text
from prioritisation.wording import listed, number, t, tn
from prioritisation.wording.numbers import plain

if TYPE_CHECKING:
    # Slow: whoever says why a file is not read has nothing to compare.
    from prioritisation.imports.making.over import FileComparison

_THOUSAND = 1_000
_ALLOWED: dict[RefusalKind, float] = {
    "many_cells": MOST_CELLS,
    "many_columns": MOST_SHEET_COLUMNS,
    "many_criteria": MOST_READ_CRITERIA,
    "many_entries": MOST_ENTRIES,
    "many_levers": MOST_READ_LEVERS,
    "many_rows": MOST_SHEET_ROWS,
    "many_sheets": MOST_SHEETS,
    "too_large": LARGEST_FILE,
    "unpacked_too_large": LARGEST_UNPACKED,
}
_BYTES: tuple[RefusalKind, ...] = ("too_large", "unpacked_too_large")


@dataclass(frozen=True, slots=True)
class _Values:
    """What a sentence says; empty where the refusal does not carry it."""

    found: str
    allowed: str
    name: str


_Sentence = Callable[[_Values], str]


def file_size(size: float) -> str:
    """So many bytes, in the unit that people say.

    Examples
    --------
    >>> [file_size(n).replace("\N{NO-BREAK SPACE}", " ") for n in (900, 14_300, 4.2e9)]
    ['1 ko', '14 ko', '4,2 Go']
    """
    thousands = size / _THOUSAND
    if thousands < _THOUSAND:
        return t("{n} kB", n=number(max(1, thousands)))
    if thousands < _THOUSAND**2:
        return t("{n} MB", n=plain(round(thousands / _THOUSAND, 1)))
    return t("{n} GB", n=plain(round(thousands / _THOUSAND**2, 1)))


def file_refusal_sentence(refused: FileRefused) -> str:
    """Why nothing of a file is read."""
    return _REFUSALS[refused.kind](_values_of(refused))


def file_refusal_remedy(refused: FileRefused) -> str:
    """What to do about it."""
    return _REMEDIES[refused.kind](_values_of(refused))


def _values_of(refused: FileRefused) -> _Values:
    count = refused.values.get("found", "")
    allowed = refused.values.get("allowed", _ALLOWED.get(refused.kind, ""))
    written = file_size if refused.kind in _BYTES else number
    texts = [one if isinstance(one, str) else written(one) for one in (count, allowed)]
    return _Values(texts[0], texts[1], str(refused.values.get("name", ""))[:80])


_REFUSALS: dict[RefusalKind, _Sentence] = {
    "broken": lambda _: t("This file is damaged: it does not open."),
    "busy": lambda _: t("Other files are being read at the moment."),
    "empty_file": lambda _: t("This file is empty."),
    "encrypted": lambda _: t("This file is protected by a password."),
    "many_cells": lambda v: t(
        "{found} cells: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_columns": lambda v: t(
        "{found} columns in a sheet: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_criteria": lambda v: t(
        "{found} criteria: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_entries": lambda v: t(
        "{found} files in this archive: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_levers": lambda v: t(
        "{found} levers: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_rows": lambda v: t(
        "{found} rows in a sheet: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "many_sheets": lambda v: t(
        "{found} sheets: more than the {allowed} that are accepted.",
        found=v.found,
        allowed=v.allowed,
    ),
    "merged_scores": lambda v: t("One cell stands for several scores: {cells}.", cells=v.name),
    "no_table": lambda _: t("We see no table in this file."),
    "not_a_case": lambda _: t(
        "This archive begins as a case of this tool does, but it cannot be read as one."
    ),
    "not_a_record": lambda _: t("This file is not a proof file of this tool."),
    "old_format": lambda _: t("This kind of workbook (.xls, .xlsb, strict .xlsx) is not read."),
    "pdf": lambda _: t("A PDF gives no table that is sure."),
    "too_heavy": lambda _: t("This file takes too much memory: we stopped."),
    "too_large": lambda v: t(
        "This file is larger than the {allowed} that are accepted.", allowed=v.allowed
    ),
    "too_slow": lambda _: t("This file takes too long to read: we stopped."),
    "unknown_content": lambda _: t("This file is neither a workbook nor text."),
    "unknown_sheet": lambda v: (
        t("This file has no sheet « {name} ».", name=v.name)
        if v.name
        else t("This file has no such sheet.")
    ),
    "unpacked_too_large": lambda v: t(
        "Unpacked, this file is larger than the {allowed} that are accepted.", allowed=v.allowed
    ),
    "unsafe": lambda _: t("This file holds what no spreadsheet writes: we do not read it."),
}
"""Kind -> its sentence."""


def _saved_again(_: _Values) -> str:
    return t(
        "Open it in your spreadsheet, then « Save as », as an Excel workbook (.xlsx) or as ODS."
    )


def _values_alone(_: _Values) -> str:
    return t("In your spreadsheet, copy the table, and paste its values alone in a new workbook.")


def _only_the_useful(_: _Values) -> str:
    return t("Copy the one sheet that is useful in a new workbook, or paste the table here.")


def _only_csv(_: _Values) -> str:
    return t("Unpack it on your computer, then drop the file with the table.")


_REMEDIES: dict[RefusalKind, _Sentence] = {
    "broken": _saved_again,
    "busy": lambda _: t("Ask again in a few seconds: this one is still here."),
    "empty_file": lambda _: t(
        "Look whether it is the right one, and save it again with its table."
    ),
    "encrypted": lambda _: t(
        "We do not ask for it. Save a copy without a password (in Excel: File, Information, "
        "Protect the workbook), then drop the copy."
    ),
    "many_cells": _only_the_useful,
    "many_columns": _only_the_useful,
    "many_criteria": lambda _: t(
        "Keep those that are being discussed: a group weighs 3 to 12 of them."
    ),
    "many_entries": _only_csv,
    "many_levers": lambda _: t(
        "Keep those that are being discussed: a group compares 3 to 30 levers."
    ),
    "many_rows": _only_the_useful,
    "many_sheets": _only_the_useful,
    "merged_scores": lambda _: t(
        "In your spreadsheet, unmerge it, and give each score a cell of its own."
    ),
    "no_table": lambda _: t("It takes a line of titles, at least two levers and one criterion."),
    "not_a_case": lambda _: t(
        "Take the case along again (ZIP) and drop that file as it is, or drop the table alone."
    ),
    "not_a_record": lambda _: t(
        "Drop the proof file as it was downloaded, or a table (XLSX, ODS, CSV)."
    ),
    "old_format": _saved_again,
    "pdf": lambda _: t("Find the file that it was made of, or copy the table and paste it here."),
    "too_heavy": _only_the_useful,
    "too_large": lambda _: t(
        "Take the pictures out, or copy the one sheet that is useful in a new workbook."
    ),
    "too_slow": _only_the_useful,
    "unknown_content": lambda _: t("Copy the table and paste it in a spreadsheet, or here."),
    "unknown_sheet": lambda v: (
        t("Its sheets: {names}.", names=v.allowed) if v.allowed else t("Choose one of its sheets.")
    ),
    "unpacked_too_large": lambda v: t(
        "Drop only the file with the table: {allowed} at most once unpacked.", allowed=v.allowed
    ),
    "unsafe": _values_alone,
}
"""Kind -> what to do about it."""


def why_file_gone() -> str:
    """Why there is no file at an address, whether there is one for somebody else or not."""
    return t(
        "Another browser sent it, a case was made of it, or two hours are over; it was never on "
        "disk. If needed, drop it again."
    )


_CellSentence = Callable[[CellProblem], str]


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


_EXPECTED: dict[ProblemOfCell, _CellSentence] = {
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


_MENDED: dict[ProblemOfCell, _CellSentence] = {
    "control_sign": lambda _: t("A sign that nobody sees stands there: type the text again."),
    "date": lambda _: t(
        "This is a date: write the number in a cell of numbers, or an interval such as "
        "« {interval} ».",
        interval=_interval("3", "8"),
    ),
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


def note_text(note: str) -> str:
    """What is to be said of a file itself; empty where it is of no use to anybody."""
    kind, _, value = note.partition(":")
    if kind == "encoding":
        return _ENCODINGS[value]() if value in _ENCODINGS else ""
    if kind == "delimiter":
        if not value:
            return ""
        sign = t("a tab") if value == "\t" else t("« {sign} »", sign=value)
        return t("Cells are apart by {sign}.", sign=sign)
    return _NOTES[kind]() if kind in _NOTES else ""


_ENCODINGS: dict[str, Callable[[], str]] = {
    "cp1252": lambda: t("The accents of this text are written as Windows does."),
}
_NOTES: dict[str, Callable[[], str]] = {
    "macros": lambda: t("The macros of this file are ignored, never run."),
    "links": lambda: t("Links to other files are not followed: what they last gave is read."),
}


_YES = "yes"


def marks_of(reading: FileReading) -> tuple[CellMark, ...]:
    """Each cell that is wrong, then each that is asked about."""
    wrong = (
        CellMark(p.cell, _YES, t("to mend"), p.found, expected_text(p), remedy_text(p))
        for p in reading.problems
    )
    questions = (mark for q in reading.questions for mark in _asked(q))
    return (*wrong, *questions)


def _asked(question: FileQuestion) -> Iterator[CellMark]:
    text, answer = file_question_text(question), t("To be answered once the file is given.")
    seen_there = question.found or question.about
    for cell in question.cells:
        yield CellMark(cell, "", t("to answer"), seen_there, text, answer)


def mark_heads() -> tuple[str, ...]:
    """Heads of a table of marks."""
    return (
        t("What it is"),
        t("Cell"),
        t("What stands there"),
        t("What is expected"),
        t("What to do"),
    )


def mark_words() -> MarkWords:
    """The words of an annotated copy."""
    caution = t(
        "Annotated copy: each cell to look at again is coloured and commented. It has the values "
        "of your file alone, no formula, chart or macro: mend yours, or this one, then give it "
        "again."
    )
    return MarkWords(t("To mend"), caution, mark_heads(), t("Prioritisation"))


def comparison_summary(compared: "FileComparison") -> str:
    """What would change, counted: scores that become others, then what only one side has."""
    changed, forgotten = len(compared.changes), len(compared.forgotten)
    levers, criteria = len(compared.new_levers), len(compared.new_criteria)
    wrong = len(compared.problems)
    counted = {
        tn("{n} score changes", "{n} scores change", changed): changed,
        tn(
            "{n} score that the file does not know",
            "{n} scores that the file does not know",
            forgotten,
        ): forgotten,
        tn(
            "{n} lever that the case does not have",
            "{n} levers that the case does not have",
            levers,
        ): levers,
        tn(
            "{n} criterion that the case does not have",
            "{n} criteria that the case does not have",
            criteria,
        ): criteria,
        tn("{n} cell to mend", "{n} cells to mend", wrong): wrong,
    }
    parts = [words for words, count in counted.items() if count]
    return ", ".join(parts) if parts else t("this file says nothing else than the case")


def untouched_sentences(case: Case, compared: "FileComparison") -> list[str]:
    """What stays as it is though the file, or the case, says something of it: a sentence each."""
    labels = {c.id: c.label for c in case.criteria} | {v.id: v.label for v in case.levers}
    computed = [labels[one] for one in compared.computed]
    missing = [labels[one] for one in (*compared.missing_levers, *compared.missing_criteria)]
    sentences = []
    if computed:
        sentences.append(t("Computed, hence not written over: {names}.", names=listed(computed)))
    if missing:
        sentences.append(t("Not in the file, hence as before: {names}.", names=listed(missing)))
    return sentences


def file_proposed(new: int, changed: int) -> str:
    """How many scores of a file were proposed, of all that it would change.

    Parameters
    ----------
    new
        Those that did not wait already.
    """
    words = tn("{n} score is proposed.", "{n} scores are proposed.", new)
    rest = changed - new
    if not new:
        words = t("All of it waits for its answer already.")
    elif rest:
        more = tn(
            "{n} other waits already, or finds no room yet: bring the file again once some have "
            "their answer.",
            "{n} others wait already, or find no room yet: bring the file again once some have "
            "their answer.",
            rest,
        )
        words = f"{words} {more}"
    return words
