"""The door of a file: handed over, looked at in three screens, then a dossier; or refused."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from prioritisation.analysis.address import FILE_KEY
from prioritisation.drawing.markup import tag, text
from prioritisation.imports.grids import FileRefused, column_letters
from prioritisation.imports.model import Layout
from prioritisation.imports.process.uploads import ReceivedFile, current_uploads
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    why_file_gone,
)
from prioritisation.sentences.imports import reading_summary, role_text
from prioritisation.ui.dossiers.file_criteria import criteria_screen
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    TABLE_STEP,
    FileBench,
    SeenSheet,
    aside_facts,
    asked_step,
    draw_file_questions,
    draw_sheet,
    draw_start,
    draw_steps,
    draw_ways,
    facts_html,
    file_facts,
    legend,
    step_goer,
)
from prioritisation.ui.dossiers.file_summary import summary_screen
from prioritisation.ui.dossiers.place import go_to_file
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import answer_block, while_computing
from prioritisation.ui.shared.scripts import begin_at_top
from prioritisation.ui.visit.visit import browser_mark
from prioritisation.wording import t
from prioritisation.wording.nouns import PLURALS, speaking_of

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
        _choice(bench, "header", t("Titles of the columns"), _header(layout), _rows(layout))
    if layout.lying != "long":
        lines = _name_lines(bench, layout)
        _choice(bench, "names", t("Names of the levers"), _line_of_names(layout), lines)
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


def _header(layout: Layout) -> str:
    return str(layout.header[0] + 1) if layout.header else "0"


def _rows(layout: Layout) -> dict[str, str]:
    lines = {str(row + 1): t("row {n}", n=row + 1) for row in range(len(layout.excerpt))}
    if len(layout.header) > 1:
        first, last = layout.header[0] + 1, layout.header[-1] + 1
        lines[str(first)] = t("rows {first} to {last}", first=first, last=last)
    return {"0": t("no row has them"), **lines}


def _line_of_names(layout: Layout) -> str:
    return column_letters(layout.names) if layout.lying == "rows" else str(layout.names + 1)


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
