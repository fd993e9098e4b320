"""The door of a file: handed over, looked at in three screens, then a dossier; or refused."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.cells import Confidence
from criteria.model import Status
from prioritisation.analysis.address import FILE_KEY
from prioritisation.cases.blank import MOST_CRITERIA, MOST_OPTIONS
from prioritisation.cases.reading import LONGEST_OF, DoorOrigin
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.cells.number_cells import round_ends
from prioritisation.imports.grids import FileRefused, column_letters
from prioritisation.imports.making.case import (
    ImportHead,
    ScaledCriterion,
    import_problems,
    imported_case_files,
    scale_problems,
    scaled_criteria,
    score_problems,
    too_large_for_dossier,
)
from prioritisation.imports.model import (
    CellProblem,
    FileReading,
    GivenAnswer,
    Layout,
    ReadCriterion,
    ReadScore,
)
from prioritisation.imports.process.uploads import ReceivedFile, current_uploads
from prioritisation.sentences.import_refusals import (
    expected_text,
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    remedy_text,
    why_file_gone,
)
from prioritisation.sentences.imports import (
    points_to_confirm,
    reading_summary,
    role_text,
    said_beside,
    scores_unknown,
)
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.doors import titled_form
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    MOST_ANSWERED,
    MOST_SAID,
    SENDING_ROUTE,
    SUMMARY_STEP,
    TABLE_STEP,
    UNKNOWN,
    Fact,
    FileBench,
    SeenSheet,
    aside_facts,
    asked_step,
    draw_cell_answer,
    draw_file_questions,
    draw_sheet,
    draw_start,
    draw_steps,
    draw_ways,
    facts_html,
    file_facts,
    legend,
    many_to_mend,
    step_goer,
)
from prioritisation.ui.dossiers.making import create_dossier, form_number, say_beside
from prioritisation.ui.dossiers.place import FILE_DOOR, go_to_file
from prioritisation.ui.editing.ground import iso_date
from prioritisation.ui.editing.note_form import draw_status_choice
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import answer_block, draw_html, while_computing
from prioritisation.ui.shared.scripts import begin_at_top
from prioritisation.ui.visit.visit import browser_mark, notice_block
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.nouns import PLURALS, speaking_of
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
                on_click=partial(bench.say, "order", criterion.name, *turned),
            )
            if not criterion.ordered:
                st.button(
                    t("This order is right"),
                    key=f"{bench.form}_right_{k}",
                    on_click=partial(bench.say, "order", criterion.name, *words),
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
                on_click=partial(bench.say, "order", criterion.name, *moved),
            )


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


_MOST_CELLS = 200
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
    pending = {(one.kind, one.about) for one in bench.reading.pending}
    of_table = [one for one in bench.table_questions if (one.kind, one.about) in pending]
    draw_file_questions(bench, of_table)
    draw_html(_download(bench))
    # Mended here or not, and what is wrong in what was answered.
    now = {problem.cell: problem for problem in bench.reading.problems}
    before = [now.pop(problem.cell, problem) for problem in bench.untouched.problems]
    if problems := (*before, *now.values()):
        _draw_problems(bench, problems)
    if bench.cell_questions:
        st.html(tag("h2", text(t("Cells that may be read in two ways"))))
        draw_file_questions(bench, bench.cell_questions)
    if not bench.over:
        draw_scales(bench)
    _draw_ways_on(bench)


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


def _download(bench: FileBench) -> str:
    """The file itself, annotated with what is to be mended, to be taken along."""
    if not (bench.reading.problems or bench.reading.pending):
        return ""
    address = f"{SENDING_ROUTE}/{bench.received.token}/annote"
    note = t("The coloured copy has values alone, no formula, chart or macro: mend yours.")
    link = tag("a", text(t("My file with these cells coloured")), "act", href=address)
    return tag("p", link, "filelinks") + tag("p", text(note), "thin")


def _draw_problems(bench: FileBench, problems: Sequence[CellProblem]) -> None:
    with st.container(key="file_mend_head", horizontal=True, vertical_alignment="bottom"):
        st.html(tag("h2", text(t("Cells to mend"))))
        _draw_all_unknown(bench)
    still = {problem.cell for problem in bench.reading.problems}
    with st.container(key="file_mend"):
        for k, problem in enumerate(problems[:MOST_ANSWERED]):
            with st.container(key=f"file_cell_{k}"):
                st.html(_problem(bench, problem, is_open=problem.cell in still))
                label = t("{cell}: it is", cell=problem.cell)
                named = problem.kind in _OF_NAMES
                draw_cell_answer(bench, problem.cell, label, named=named)
        rest = problems[MOST_ANSWERED:_MOST_CELLS]
        draw_html("".join(_problem(bench, one, is_open=one.cell in still) for one in rest))
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


def _problem(bench: FileBench, problem: CellProblem, *, is_open: bool) -> str:
    """A cell: which lever and criterion it is of, what stands there, what is expected."""
    layout, bare = bench.untouched.layout, problem.cell.rpartition("!")[2]
    about: tuple[str, ...] = ()
    if layout is not None and problem.kind not in _OF_NAMES:
        sheet, first = SeenSheet(bench.untouched, layout), bare.partition(":")[0]
        letters = first.rstrip("0123456789")
        about = sheet.headed_by(first.removeprefix(letters)), sheet.headed_by(letters)
    cell = tag("p", tag("b", text(bare)), "cell")
    names = tag("p", "<br>".join(text(one) for one in dict.fromkeys(about) if one), "about")
    wrong = tag(
        "span", text(shortened(problem.found, MOST_SAID)), "wrongcell" if is_open else "rightcell"
    )
    raw = tag("p", wrong if problem.found else "", "raw")
    expected = t("Expected: {what}.", what=expected_text(problem))
    what = tag("p", text(remedy_text(problem)) + " " + tag("span", text(expected), "expected"))
    return tag("div", cell + names + raw + what, "mend")


def _draw_ways_on(bench: FileBench) -> None:
    left = what_is_left(bench.reading)
    with st.container(key="file_acts", horizontal=True, gap="small", vertical_alignment="center"):
        on, back = step_goer(bench, SUMMARY_STEP), step_goer(bench, TABLE_STEP)
        label = t("See what would change") if bench.over else t("See the summary")
        st.button(label, key="file_on", type="primary", on_click=on)
        st.button(t("Back to the table"), key="file_back", on_click=back)
        if left:
            st.html(tag("p", text(t("Left: {what}.", what=", ".join(left))), "thin"))


_MOST_NAMED, _MOST_LISTED = 40, 60


def summary_screen(bench: FileBench) -> None:
    """All that the case will hold, and the button that makes it."""
    reading = bench.reading
    with st.container(key="answer"):
        loud = t("{sentence}.", sentence=capital(reading_summary(reading)))
        st.html(answer_block(t("What will be kept?"), loud, _rest(bench)))
    if reading.files:
        _draw_whole_case(bench)
        return
    draw_steps(bench, SUMMARY_STEP)
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key="file_summary"):
        with st.container(key="file_kept"):
            st.html(tag("h2", text(t("The case"))))
            slots |= _draw_head(bench)
            st.html(facts_html(_facts(reading)))
        with st.container(key="file_sources"):
            slots |= draw_sources(bench)
            slots[""] = st.container()
            _draw_creation(bench, slots)


def _rest(bench: FileBench) -> str:
    if bench.reading.files:
        return t("The file is a case of this tool: it comes back as it is.")
    if not bench.is_clear:
        return t("Something is still to be answered before the case can be made.")
    return t("Say once where the scores come from, then create the case.")


def _draw_whole_case(bench: FileBench) -> None:
    reading = bench.reading
    name = f"{bench.form}_case"
    titled_form(name, reading.title, _origin(bench), lambda: reading.files, bench.forget)


def _origin(bench: FileBench) -> DoorOrigin:
    """What is kept of the file itself: its name, its size and its fingerprint."""
    received = bench.received
    if received.pasted:
        return DoorOrigin("file", "", received.sha256)
    size = f", {file_size(received.size)}"
    return DoorOrigin("file", received.name[: LONGEST_OF - len(size)] + size, received.sha256)


def _draw_head(bench: FileBench) -> dict[str, DeltaGenerator]:
    """What the case is called, by whom, and what it chooses."""
    labels = {
        "title": t("Title of the case"),
        "group": t("Name of the group, as it will be written everywhere"),
        "choice": t("The question that it answers"),
    }
    starts = {"title": bench.reading.title}
    return {
        field: _line(bench, field, label, starts.get(field, "")) for field, label in labels.items()
    }


def _line(
    bench: FileBench, field: str, label: str, start: str = "", hint: str = ""
) -> DeltaGenerator:
    """A field of the case, kept with the file; the place beside it."""
    keywords = bench.head_keywords(field, start)
    widgets.text_input(label, **keywords, placeholder=hint)
    name = str(keywords["name"])
    watch(name, bench.head(field, start), widgets.key_of(name))
    return st.container()


def draw_sources(bench: FileBench) -> dict[str, DeltaGenerator]:
    """What is true of all scores at once: each may say otherwise later.

    Of a newer file those alone are written that differ: they are not counted.
    """
    known = sum(one.status != "inconnu" for one in bench.reading.scores)
    title = tn(
        "Where does this {n} score come from?", "Where do these {n} scores come from?", known
    )
    of_all = t("Where do the scores come from?")
    st.html(tag("h2", text(of_all if bench.over else title)))
    st.html(tag("p", text(_of_all_or_most(bench.reading)), "thin"))
    draw_status_choice(t("They are"), bench.head_keywords("status", Status.OPINION.value))
    label, itself = t("Source: its title, or who said so"), import_head(bench).source_title
    slots = {"source": _line(bench, "source", label, hint=itself)}
    slots["date"] = _line(bench, "date", t("Date (if it is known)"))
    slots["caution"] = _line(bench, "caution", t("To be careful about (optional)"))
    widgets.segmented_control(
        t("Confidence (optional)"),
        [one for one in get_args(Confidence) if one],
        format_func=capital,
        **bench.head_keywords("confidence"),
    )
    return slots


def _of_all_or_most(reading: FileReading) -> str:
    """Which scores what is said here is of: those of which the file says nothing itself."""
    if any(s.source or s.date or s.confidence or s.stated for s in reading.scores):
        return t("For those of which the file says nothing itself; each may say otherwise later.")
    return t("For all of them at once; each may say otherwise later.")


def import_head(bench: FileBench) -> ImportHead:
    """What was typed of the case, as it stands."""
    return ImportHead(
        title=bench.head("title", bench.reading.title),
        group=bench.head("group"),
        choice=bench.head("choice"),
        option=bench.noun,
        status=bench.head("status", Status.OPINION.value),
        source=bench.head("source"),
        date=iso_date(bench.head("date")),
        caution=bench.head("caution"),
        confidence=bench.head("confidence"),
        file=bench.received.name,
    )


def _draw_creation(bench: FileBench, slots: Mapping[str, DeltaGenerator]) -> None:
    if too_large_for_dossier(bench.reading):
        words = t(
            "A case that is corrected and voted on has at most {levers} levers and {criteria} "
            "criteria: keep those that are compared. A larger table is ranked by the command "
            "« import ».",
            levers=MOST_OPTIONS,
            criteria=MOST_CRITERIA,
        )
        st.html(notice_block(words))
        return
    if not bench.is_clear:
        left = ", ".join(what_is_left(bench.reading))
        draw_what_is_left(bench, t("Before the case can be made: {what}.", what=left))
        return
    tried = f"{bench.form}_tried"
    with st.container(key="file_acts", horizontal=True, gap="small"):
        key = f"file_create_{form_number()}"
        sent = st.button(t("Create this case"), type="primary", key=key)
        st.button(t("Back"), key="file_back", on_click=step_goer(bench, CRITERIA_STEP))
    words = t("The file itself is not kept: its name, its size and its control number are.")
    st.html(tag("p", text(words), "thin"))
    if sent:
        widgets.choice_writer(tried)(True)
    if not (sent or widgets.own_choice(tried, start=False)):
        return
    head, today = import_head(bench), current_day(None)
    problems = import_problems(bench.reading, head, today)
    say_beside(problems, slots)
    if sent and not problems:
        files = lambda: imported_case_files(bench.reading, head, today)  # noqa: E731 (one line)
        create_dossier(head.title, _origin(bench), files, slots[""], FILE_DOOR, bench.forget)


def draw_what_is_left(bench: FileBench, words: str) -> None:
    """What is still to be answered, and the way to where it is."""
    st.html(notice_block(words))
    go = step_goer(bench, CRITERIA_STEP)
    st.button(t("Answer"), key="file_answer", type="primary", on_click=go)


def _facts(reading: FileReading) -> Iterator[Fact]:
    """Levers, criteria, what is unknown, between two, left out."""
    yield t("Levers"), _names([one.name for one in reading.levers])
    yield t("Criteria"), [_criterion(one) for one in scaled_criteria(reading)]
    yield t("Unknown"), _listed_scores(scores_unknown(reading))
    yield t("Intervals"), _listed_scores([s for s in reading.scores if s.high is not None])
    yield t("Said beside the scores"), [text(one) for one in said_beside(reading)]
    yield from aside_facts(reading)


def _names(names: Sequence[str]) -> list[str]:
    lines = [text(", ".join(names[:_MOST_NAMED]))] if names else []
    rest = len(names) - _MOST_NAMED
    return lines + ([text(t("… and {n} more.", n=rest))] if rest > 0 else [])


def _criterion(scaled: ScaledCriterion) -> str:
    """A criterion: which way, from what to what, and what of it is still to be confirmed."""
    criterion = scaled.read
    name = tag("b", text(criterion.name))
    if criterion.words:
        words = text(" · " + " < ".join(criterion.words))
        return name + words + ("" if scaled.stated else _confirm(t("order to be confirmed")))
    parts = [criterion.unit] if criterion.unit else []
    ways = {"min": t("less is better"), "max": t("more is better")}
    parts += [ways[criterion.direction]] if criterion.direction in ways else []
    if scaled.ends:
        worst, best = reversed(scaled.ends) if criterion.direction == "min" else scaled.ends
        parts.append(t("from {worst} to {best}", worst=plain(worst), best=plain(best)))
    doubts = [] if scaled.stated else [t("ends to be confirmed")]
    doubts += [] if criterion.direction in ways else [t("direction to be confirmed")]
    return name + text(f" · {', '.join(parts)}") + "".join(map(_confirm, doubts))


def _confirm(words: str) -> str:
    return " " + tag("span", text(words), "wrongcell")


def _listed_scores(scores: Sequence[ReadScore]) -> list[str]:
    lines = [_score(one) for one in scores[:_MOST_LISTED]]
    rest = len(scores) - len(lines)
    return lines + ([text(t("… and {n} more.", n=rest))] if rest else [])


def _score(score: ReadScore) -> str:
    about = text(t("{lever}: {criterion}", lever=score.lever, criterion=score.criterion))
    if score.high is not None and score.value is not None:
        ends = t("{low} to {high}", low=plain(score.value), high=plain(score.high))
        return about + text(f", {ends}")
    what = (
        t("« {found} » in the file", found=shortened(score.found, MOST_SAID))
        if score.found
        else t("empty cell")
    )
    return about + " " + tag("span", text(what), "thin")


_OF_WAYS = {
    "rows": (("criterion", "names", "left_out"), ("lever", "header", "unit", "left_out")),
    "columns": (("lever", "names", "unit", "left_out"), ("criterion", "header", "left_out")),
    "long": (("lever", "criterion", "left_out"), ("header", "left_out")),
}
"""Where levers are -> what a column, and a row, may be."""


def table_screen(bench: FileBench) -> None:
    """The sheet, and beside it how it was read."""
    layout = bench.reading.layout
    with st.container(key="answer"):
        question = t("What was understood of this file?")
        size, _, left = reading_summary(bench.reading).partition(", ")
        tap = t("Tap the number of a row or the letter of a column if it is something else.")
        rest = t("{sentence}.", sentence=capital(left)) + " " + tap if left else tap
        st.html(answer_block(question, t("{sentence}.", sentence=size), rest))
    draw_steps(bench, TABLE_STEP)
    if layout is None:
        return
    line = widgets.own_choice(_line_name(bench), "")
    with st.container(key="file_board"):
        with st.container(key="file_sheet_place"):
            key = f"{bench.form}_sheet"
            draw_sheet(key, bench.reading, line, lambda: _take(bench, st.session_state[key].line))
            st.html(legend(SeenSheet(bench.reading, layout)))
        with st.container(key="file_side"):
            with st.container(key="file_line_place"):
                _draw_line(bench, layout, line)
            draw_file_questions(bench, bench.table_questions)
            _draw_facts(bench, layout)


def _line_name(bench: FileBench) -> str:
    return f"{bench.form}_line"


def _take(bench: FileBench, tap: object) -> None:
    """Ask of a line what it is; of the same one again, no more. A browser may say anything."""
    line = tap.get("line") if isinstance(tap, dict) else None
    if not isinstance(line, str) or bench.reading.layout is None:
        return
    sheet = SeenSheet(bench.reading, bench.reading.layout)
    lines = {column_letters(c) for c in range(sheet.width)}
    lines |= {str(r + 1) for r in range(len(sheet.layout.excerpt))}
    was = widgets.own_choice(_line_name(bench), "")
    if line in lines:
        widgets.choice_writer(_line_name(bench))("" if line == was else line)


def _draw_line(bench: FileBench, layout: Layout, line: str) -> None:
    """What a line is, of what it may be."""
    if not line:
        return
    role = _role(layout, line)
    may_be = _OF_WAYS[layout.lying][line.isdigit()]
    roles = list(dict.fromkeys((*may_be, *([role] if role not in may_be else []))))
    place = t("row {n}", n=line) if line.isdigit() else t("column {name}", name=line)
    head = SeenSheet(bench.reading, layout).headed_by(line)
    title = t("{place}, « {found} »: what is it?", place=capital(place), found=head[:40])
    title = title if head else t("{place}: what is it?", place=capital(place))
    with st.container(key="file_line"):
        widgets.pills(
            literal(title),
            roles,
            name=f"{bench.form}_role_{line}",
            value=role,
            write=lambda one: _say_role(bench, line, one),
            format_func=lambda one: role_text(str(one)),
        )
        if bench.choices("role", line):
            st.button(
                t("As it was read first"),
                key=f"{bench.form}_role_back",
                type="tertiary",
                on_click=lambda: _say_role(bench, line, None),
            )


def _role(layout: Layout, line: str) -> str:
    if line.isdigit():
        row = int(line) - 1
        return layout.rows[row] if row < len(layout.rows) else "empty"
    lines = {column_letters(k): role for k, role in enumerate(layout.columns)}
    return lines.get(line, "empty")


def _say_role(bench: FileBench, line: str, role: str | None) -> None:
    """Say what a line is; the names and the titles are one line each, said by their own answer."""
    widgets.drop_choices(_line_name(bench))
    match role:
        case "names":
            bench.say("names", "", line)
        case "header":
            bench.say("header", "", line)
        case None:
            bench.say("role", line)
        case _:
            bench.say("role", line, role)


def _draw_facts(bench: FileBench, layout: Layout) -> None:
    """Which file and sheet, where the titles and names are, which way round, what is left out."""
    st.html(facts_html(file_facts(bench)))
    asked_kinds = {question.kind for question in bench.reading.questions}
    with st.container(key="file_ways_read"):
        _draw_places(bench, layout, asked_kinds)
    if "orientation" not in asked_kinds:
        ways = {"rows": t("a lever"), "columns": t("a criterion"), "long": t("one score")}
        widgets.segmented_control(
            t("Each row is"),
            list(ways),
            name=f"{bench.form}_lying",
            value=layout.lying,
            write=bench.sayer("orientation"),
            required=True,
            format_func=ways.__getitem__,
        )
    _draw_ways_to_criteria(bench)
    st.html(facts_html(aside_facts(bench.reading)))


def _draw_places(bench: FileBench, layout: Layout, asked_kinds: Collection[str]) -> None:
    """Where the table is, each in a list; what is asked already is answered where it is."""
    if len(layout.sheets) > 1 and "sheet" not in asked_kinds:
        sheets = {one: one for one in layout.sheets}
        _choice(bench, "sheet", t("Sheet of the file"), layout.sheet, sheets)
    if "header" not in asked_kinds:
        header = str(layout.header[0] + 1) if layout.header else "0"
        _choice(bench, "header", t("Titles of the columns"), header, _rows(layout))
    if layout.lying != "long":
        lines = _name_lines(bench, layout)
        line = column_letters(layout.names) if layout.lying == "rows" else str(layout.names + 1)
        _choice(bench, "names", t("Names of the levers"), line, lines)
    widgets.selectbox(
        t("What is compared is called"),
        list(PLURALS),
        **bench.head_keywords("noun", bench.noun),
        format_func=PLURALS.__getitem__,
    )


def _choice(
    bench: FileBench, kind: str, label: str, value: str, options: Mapping[str, str]
) -> None:
    named = dict(options) if value in options else {**options, value: value}
    widgets.selectbox(
        label,
        list(named),
        name=f"{bench.form}_{kind}",
        value=value,
        write=bench.sayer(kind),
        format_func=named.__getitem__,
    )


def _rows(layout: Layout) -> dict[str, str]:
    lines = {str(row + 1): t("row {n}", n=row + 1) for row in range(len(layout.excerpt))}
    if len(layout.header) > 1:
        first, last = layout.header[0] + 1, layout.header[-1] + 1
        lines[str(first)] = t("rows {first} to {last}", first=first, last=last)
    return {"0": t("no row has them"), **lines}


def _name_lines(bench: FileBench, layout: Layout) -> dict[str, str]:
    """Where the names of levers may be, each with its title."""
    if layout.lying == "columns":
        return {str(row + 1): t("row {n}", n=row + 1) for row in range(len(layout.excerpt))}
    sheet = SeenSheet(bench.reading, layout)
    lines = {}
    for column in range(sheet.width):
        letters = column_letters(column)
        head, words = sheet.headed_by(letters), t("column {name}", name=letters)
        lines[letters] = t("{place}, « {found} »", place=words, found=head[:40]) if head else words
    return lines


def _draw_ways_to_criteria(bench: FileBench) -> None:
    with st.container(key="file_acts", horizontal=True, gap="small"):
        go = step_goer(bench, CRITERIA_STEP)
        st.button(t("That is it"), key="file_on", type="primary", on_click=go)
        st.button(t("Another file"), key="file_other", on_click=lambda: go_to_file(""))


_SCREENS: dict[str, Callable[[FileBench], None]] = {
    TABLE_STEP: table_screen,
    CRITERIA_STEP: criteria_screen,
}


def file_door() -> None:
    """The door: a dossier is made on the last screen."""
    show_file(summary_screen)


def show_file(last: Callable[[FileBench], None], *, over: bool = False) -> None:
    """The screen that the address asks for, of the file that it names.

    Parameters
    ----------
    last
        Draws the third one.
    over
        Whether the file is newer than a dossier.
    """
    token = st.query_params.get(FILE_KEY, "")
    if not token:
        draw_start(over=over)
        return
    received = current_uploads().received(token, browser_mark())
    if received is None:
        _draw_gone()
        return
    try:
        with while_computing():
            bench = FileBench(received, received.reading(), over)
            step = asked_step(bench)
    except FileRefused as refused:
        _draw_refused(received, refused)
        return
    begin_at_top(step)
    with speaking_of(bench.noun):
        _SCREENS.get(step, last)(bench)


def _draw_gone() -> None:
    with st.container(key="answer"):
        question, loud = (
            t("A new case: which file does it come from?"),
            t("This file is not here."),
        )
        st.html(answer_block(question, loud, why_file_gone()))
    draw_ways()


def _draw_refused(received: ReceivedFile, refused: FileRefused) -> None:
    """Why nothing of a file is read, what to do, and the way to another one."""
    question = t("What was understood of this file?")
    with st.container(key="answer"):
        loud = t("Nothing: {sentence}", sentence=file_refusal_sentence(refused))
        st.html(answer_block(question, loud, file_refusal_remedy(refused)))
    name = t("cells that were pasted") if received.pasted else received.name[:120]
    facts = (
        (t("File"), f"{name}, {file_size(received.size)}"),
        (t("What is kept"), t("nothing of this file")),
    )
    rows = (tag("dt", text(about)) + tag("dd", tag("p", text(one))) for about, one in facts)
    st.html(tag("dl", "".join(rows), "filefacts"))
    if refused.kind == "busy":
        st.button(t("Read it now"), key="file_again", type="primary")
    draw_ways()
