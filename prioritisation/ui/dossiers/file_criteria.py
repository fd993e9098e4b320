"""The second screen of a file: what is wrong and what is not said, all at once, answered there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.cells.number_cells import round_ends
from prioritisation.imports.grids import FileKind
from prioritisation.imports.making.case import (
    ScaledCriterion,
    scale_problems,
    scaled_criteria,
    score_problems,
)
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    FileReading,
    GivenAnswer,
    ReadCriterion,
)
from prioritisation.sentences.import_refusals import expected_text, remedy_text
from prioritisation.sentences.imports import points_to_confirm
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    MOST_ANSWERED,
    SENDING_ROUTE,
    SUMMARY_STEP,
    TABLE_STEP,
    UNKNOWN,
    FileBench,
    column_number,
    draw_cell_answer,
    draw_file_questions,
    draw_steps,
    many_to_mend,
    step_goer,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.file_asking import MOST_SAID
from prioritisation.ui.shared.page import answer_block, draw_html
from prioritisation.ui.visit.visit import notice_block
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.numbers import plain

_LONGEST, _MOST_FAULTS = 40, 3
_SENSES = ("min", "max")


def draw_scales(bench: FileBench) -> None:
    """A row for each criterion."""
    if not bench.reading.criteria:
        return
    st.html(tag("h2", text(t("Which way each criterion counts"))))
    words = t(
        "Nothing is guessed, not even that less of a cost is better. What neither the file nor "
        "anybody on this page says stands in the case as « to be confirmed », for the group."
    )
    st.html(tag("p", text(words), "note"))
    hints = {one.about: one.found for one in bench.reading.questions if one.kind == "direction"}
    with st.container(key="file_scales"):
        for k, scaled in enumerate(scaled_criteria(bench.reading)):
            criterion = scaled.read
            with st.container(key=f"file_scale_{k}"):
                st.html(_named(criterion, hints.get(criterion.name, "")))
                if criterion.words:
                    _draw_order(bench, criterion, k)
                else:
                    _draw_direction(bench, criterion)
                    _draw_ends(bench, criterion, k)
                st.html(_meaning(criterion) + _faults(bench, scaled))


def _faults(bench: FileBench, scaled: ScaledCriterion) -> str:
    """What is wrong with its scale, or what of its scores is not on it."""
    scores = (one for one in bench.reading.scores if one.criterion == scaled.read.name)
    problems = [*scale_problems(scaled)] or [p for s in scores for p in score_problems(scaled, s)]
    return notice_block(*map(problem_sentence, problems[:_MOST_FAULTS])) if problems else ""


def _named(criterion: ReadCriterion, hint: str) -> str:
    """Its name and what is read of it; a word of the file that perhaps says its direction."""
    name = tag("p", tag("b", text(criterion.name)))
    if hint:
        words = t("« {found} » in the file: its direction, or what is measured?", found=hint)
        name += tag("p", text(words), "thin")
    if criterion.words:
        note = tn("{n} word", "{n} words", len(criterion.words))
        return tag("div", name + tag("p", text(note), "thin"))
    note = criterion.unit
    if criterion.low is not None and criterion.high is not None:
        ends = t("{low} to {high}", low=plain(criterion.low), high=plain(criterion.high))
        note = t("{unit}; {ends}", unit=note, ends=ends) if note else ends
    return tag("div", name + tag("p", text(note), "thin"))


def _draw_direction(bench: FileBench, criterion: ReadCriterion) -> None:
    ways = {"min": t("less"), "max": t("more"), "open": t("to be seen")}
    widgets.segmented_control(
        literal(t("« {name} »: the better is", name=criterion.name)),
        list(ways),
        name=f"{bench.form}_direction_{criterion.name}",
        value=criterion.direction or None,
        write=bench.sayer("direction", criterion.name),
        label_visibility="collapsed",
        format_func=ways.__getitem__,
    )


def _draw_ends(bench: FileBench, criterion: ReadCriterion, k: int) -> None:
    """From the worst to the best: as typed, or as the file says; else they are proposed later."""
    stated = [plain(end) for end in criterion.ends or ()] or ["", ""]
    hints = _proposed(criterion)
    fields = [f"end {place} {criterion.name}" for place in (0, 1)]
    labels = t("From the worst…"), t("…to the best")
    with st.container(key=f"file_ends_{k}"):
        for field, label, start, hint in zip(fields, labels, stated, hints, strict=True):
            name, value = f"{bench.form}_{field}", bench.head(field, start)
            write = partial(
                _say_end, bench, criterion.name, field, dict(zip(fields, stated, strict=True))
            )
            widgets.text_input(label, name=name, value=value, write=write, placeholder=hint)
            watch(name, value, widgets.key_of(name))


def _proposed(criterion: ReadCriterion) -> tuple[str, str]:
    """What stands in the case where nobody says: round ends around what is read."""
    if criterion.low is None or criterion.high is None or criterion.direction not in _SENSES:
        return "", ""
    low, high = map(plain, round_ends(criterion.low, criterion.high, criterion.unit))
    return (high, low) if criterion.direction == "min" else (low, high)


def _say_end(
    bench: FileBench, name: str, field: str, starts: Mapping[str, str], typed: object
) -> None:
    """Both ends are one answer: one of them alone is none yet."""
    bench.received.head[field] = str(typed or "").strip()[:_LONGEST]
    ends = [bench.head(one, start) for one, start in starts.items()]
    bench.say("ends", name, *(ends if all(ends) else ()))


def _draw_order(bench: FileBench, criterion: ReadCriterion, k: int) -> None:
    """The words, from the worst to the best; one is moved at a time, or all turned round."""
    words = criterion.words
    chosen_name = f"{bench.form}_word_{criterion.name}"
    word = widgets.own_choice(chosen_name, "")
    with st.container(key=f"file_order_{k}"):
        widgets.pills(
            literal(t("« {name} », from the worst to the best", name=criterion.name)),
            list(words),
            **widgets.own_keywords(chosen_name, None),
            format_func=literal,
        )
        with st.container(key=f"file_moves_{k}", horizontal=True, gap="small"):
            if word in words:
                _draw_moves(bench, criterion, k, words.index(word))
            turned = tuple(reversed(words))
            st.button(
                t("Reverse the order"),
                key=f"{bench.form}_turn_{k}",
                on_click=_order_sayer(bench, criterion.name, turned),
            )
            if not criterion.ordered:
                st.button(
                    t("This order is right"),
                    key=f"{bench.form}_right_{k}",
                    on_click=_order_sayer(bench, criterion.name, words),
                )


def _draw_moves(bench: FileBench, criterion: ReadCriterion, k: int, place: int) -> None:
    words = list(criterion.words)
    for step, label, key in (
        (-1, t("← towards the worst"), "worse"),
        (1, t("towards the best →"), "better"),
    ):
        if 0 <= place + step < len(words):
            moved = list(words)
            moved[place], moved[place + step] = moved[place + step], moved[place]
            st.button(
                label,
                key=f"{bench.form}_{key}_{k}",
                on_click=_order_sayer(bench, criterion.name, tuple(moved)),
            )


def _order_sayer(bench: FileBench, name: str, words: tuple[str, ...]) -> Callable[[], None]:
    return partial(bench.say, "order", name, *words)


def _meaning(criterion: ReadCriterion) -> str:
    """What it comes to, or that it is to be confirmed."""
    if criterion.words:
        if criterion.ordered:
            words = t("« {word} » comes first.", word=criterion.words[-1])
            return tag("p", text(words), "means")
        return tag("p", text(t("Order proposed: to be confirmed")), "means open")
    match criterion.direction:
        case "min":
            words = t("less of « {name} » = higher priority", name=criterion.name)
        case "max":
            words = t("more of « {name} » = higher priority", name=criterion.name)
        case "open":
            return tag("p", text(t("The group will say")), "means open")
        case _:
            return tag("p", text(t("To be said, or left to the group")), "means open")
    return tag("p", text(words), "means")


_MOST_LISTED = 200
"""How many cells are listed: all are in the table."""

_OF_NAMES = frozenset(
    {"duplicate_criterion", "duplicate_lever", "unnamed_criterion", "unnamed_lever"}
)
_MANY = 3
"""From how many on one says of all of them at once that nobody knows."""


def criteria_screen(bench: FileBench) -> None:
    """Cells to mend, questions, then the directions and the scales of the criteria."""
    with st.container(key="answer"):
        st.html(answer_block(t("What does this file not say?"), *_answer(bench)))
    draw_steps(bench, CRITERIA_STEP)
    draw_file_questions(bench, _pending_of_table(bench))
    draw_html(_downloads(bench))
    problems = cells_to_mend(bench)
    if problems:
        _draw_problems(bench, problems)
    if bench.cell_questions:
        st.html(tag("h2", text(t("Cells that may be read in two ways"))))
        draw_file_questions(bench, bench.cell_questions)
    if not bench.over:
        draw_scales(bench)
    _draw_ways_on(bench)


def _pending_of_table(bench: FileBench) -> list[FileQuestion]:
    pending = {(one.kind, one.about) for one in bench.reading.pending}
    return [one for one in bench.table_questions if (one.kind, one.about) in pending]


def _answer(bench: FileBench) -> tuple[str, str]:
    left = what_is_left(bench.reading)
    if left:
        loud = t("{what} left.", what=", ".join(left))
        return loud, t("Answer on this page, or mend your file and drop it again.")
    if bench.over:
        return t("Nothing is missing."), t("Look at what would change.")
    if points := points_to_confirm(bench.reading):
        loud = t("Nothing is in the way; what is left: {what}.", what=", ".join(points))
        return loud, t("Say it on this page, or leave it to the group.")
    return t("Nothing is missing."), t("Look at the summary, then create the case.")


def what_is_left(reading: FileReading) -> list[str]:
    """What stands in the way of a case, counted."""
    problems, pending = len(reading.problems), len(reading.pending)
    left = [tn("{n} cell to mend", "{n} cells to mend", problems)] if problems else []
    return left + (
        [tn("{n} question to answer", "{n} questions to answer", pending)] if pending else []
    )


def _downloads(bench: FileBench) -> str:
    """What is to be mended, to be taken along: the file itself, annotated, and a table."""
    if not (bench.reading.problems or bench.reading.pending):
        return ""
    links = {"problemes.csv": t("What is to be mended, as a table (CSV)")}
    if bench.reading.kind is not FileKind.TEXT:
        links = {"annote": t("My file with these cells coloured")} | links
    address = f"{SENDING_ROUTE}/{bench.received.token}"
    anchors = (
        tag("a", text(words), "act", href=f"{address}/{end}") for end, words in links.items()
    )
    note = (
        t("The coloured copy has neither charts, macros nor links elsewhere: mend yours.")
        if len(links) > 1
        else ""
    )
    return tag("p", "".join(anchors), "filelinks") + (tag("p", text(note), "thin") if note else "")


def cells_to_mend(bench: FileBench) -> tuple[CellProblem, ...]:
    """What is wrong in the file, mended here or not, and what is wrong in what was answered."""
    now = {problem.cell: problem for problem in bench.reading.problems}
    before = [now.pop(problem.cell, problem) for problem in bench.untouched.problems]
    return (*before, *now.values())


def _draw_problems(bench: FileBench, problems: Sequence[CellProblem]) -> None:
    with st.container(key="file_mend_head", horizontal=True, vertical_alignment="bottom"):
        st.html(tag("h2", text(t("Cells to mend"))))
        _draw_all_unknown(bench)
    places = _Places(bench.untouched)
    still = {problem.cell for problem in bench.reading.problems}
    with st.container(key="file_mend"):
        for k, problem in enumerate(problems[:MOST_ANSWERED]):
            with st.container(key=f"file_cell_{k}"):
                st.html(_problem(problem, places, is_open=problem.cell in still))
                likely = _likely(problem)
                label = t("{cell}: it is", cell=problem.cell)
                named = problem.kind in _OF_NAMES
                draw_cell_answer(bench, problem.cell, label, likely, named=named)
        rest = problems[MOST_ANSWERED:_MOST_LISTED]
        draw_html("".join(_problem(one, places, is_open=one.cell in still) for one in rest))
    if len(problems) > MOST_ANSWERED:
        st.html(html_paragraphs((many_to_mend(),), "note"))


def _draw_all_unknown(bench: FileBench) -> None:
    """One tap for many cells whose value nobody has."""
    cells = [one.cell for one in bench.reading.problems if one.kind not in _OF_NAMES]
    if len(cells) < _MANY:
        return

    def say() -> None:
        bench.received.answer(*(GivenAnswer("cell", cell, (UNKNOWN,)) for cell in cells))

    n = len(cells)
    label = tn("Call this {n} cell unknown", "Call these {n} cells unknown", n)
    st.button(label, key="file_all_unknown", on_click=say)


def _likely(problem: CellProblem) -> str:
    """What probably stood there, as one would type it."""
    likely = problem.values.get("likely", "")
    low, dash, high = likely.partition("-")
    return t("{low} to {high}", low=low.strip(), high=high.strip()) if dash and low else low


def _problem(problem: CellProblem, places: "_Places", *, is_open: bool) -> str:
    about = places.names(problem)
    cell = tag("p", tag("b", text(problem.cell.rpartition("!")[2])), "cell")
    names = tag("p", "<br>".join(text(one) for one in about), "about")
    wrong = tag(
        "span", text(shortened(problem.found, MOST_SAID)), "wrongcell" if is_open else "rightcell"
    )
    raw = tag("p", wrong if problem.found else "", "raw")
    expected = t("Expected: {what}.", what=expected_text(problem))
    what = tag("p", text(remedy_text(problem)) + " " + tag("span", text(expected), "expected"))
    return tag("div", cell + names + raw + what, "mend")


class _Places:
    """Which lever and which criterion a cell is of, by where their names stand."""

    def __init__(self, reading: FileReading) -> None:
        self._levers = _by_lines({one.cell: one.name for one in reading.levers})
        self._criteria = _by_lines({one.cell: one.name for one in reading.criteria})

    def names(self, problem: CellProblem) -> tuple[str, ...]:
        """The lever, then the criterion; those that are known."""
        if problem.kind in _OF_NAMES:
            return ()
        lines = _lines(problem.cell)
        named = (self._levers, self._criteria)
        return tuple(dict.fromkeys(all_[one] for all_ in named for one in lines if one in all_))


def _lines(cell: str) -> tuple[str, ...]:
    """The row and the column of a cell, each with its sheet."""
    sheet, _, bare = cell.rpartition("!")
    first = bare.partition(":")[0]
    letters = first.rstrip("0123456789")
    number = first.removeprefix(letters)
    return f"{sheet}!row {number}", f"{sheet}!column {column_number(letters or 'A')}"


def _by_lines(names: Mapping[str, str]) -> dict[str, str]:
    """Row or column -> the name that alone heads it."""
    places = {cell: _lines(cell) for cell in names}
    return {
        line: names[cell]
        for which in (0, 1)
        for line, cell in _alone({cell: lines[which] for cell, lines in places.items()})
    }


def _alone(lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The lines that head one name each."""
    every = list(lines.values())
    yield from ((line, cell) for cell, line in lines.items() if every.count(line) == 1)


def _draw_ways_on(bench: FileBench) -> None:
    left = what_is_left(bench.reading)
    with st.container(key="file_acts", horizontal=True, gap="small", vertical_alignment="center"):
        on, back = step_goer(bench, SUMMARY_STEP), step_goer(bench, TABLE_STEP)
        label = t("See what would change") if bench.over else t("See the summary")
        st.button(label, key="file_on", type="primary", on_click=on)
        st.button(t("Back to the table"), key="file_back", on_click=back)
        if left:
            st.html(tag("p", text(t("Left: {what}.", what=", ".join(left))), "thin"))
