"""A file that was handed over, as its screens work on it: what is read, what was answered."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import streamlit as st

from prioritisation.analysis.address import FILE_KEY, STEP_KEY
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.drawing.projected.decided import shortened
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import LARGEST_FILE, FileRefused, column_letters, quoted_sheet
from prioritisation.imports.model import (
    FileAnswers,
    FileQuestion,
    FileReading,
    GivenAnswer,
    Layout,
    SetAside,
)
from prioritisation.imports.process.uploads import ReceivedFile, current_uploads
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    note_text,
)
from prioritisation.sentences.imports import (
    aside_text,
    choice_text,
    file_question_text,
    role_text,
    scores_unknown,
)
from prioritisation.ui.dossiers.place import (
    FILE_DOOR,
    area_field,
    go_to_file,
    kept_fields,
    typed_value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit.visit import browser_mark, notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.nouns import PLURALS
from prioritisation.wording.numbers import plain

MOST_SAID = 60
"""Letters of a cell that a line shows; « … » where there are more."""
_OF_SHEETS = ("hidden_sheet", "other_sheet")


def draw_what_is_asked(question: FileQuestion, *, is_open: bool) -> None:
    """A question and its place, marked while it is to be answered."""
    words = tag("b", text(file_question_text(question)))
    if where := ", ".join(one.rpartition("!")[2] for one in question.cells[:3]):
        words += " " + tag("span", text(where), "where")
    st.html(tag("p", words, "asked is-open" if is_open else "asked"))


def aside_line(one: SetAside) -> str:
    """What is left out, where it stands, and why."""
    where = one.cells if one.why in _OF_SHEETS else one.cells.rpartition("!")[2]
    why = aside_text(one.why)
    if one.text:
        return t(
            "{where} « {found} »: {why}",
            where=where,
            found=shortened(one.text, MOST_SAID),
            why=why,
        )
    return t("{where}: {why}", where=where, why=why)


TABLE_STEP, CRITERIA_STEP, SUMMARY_STEP = "tableau", "criteres", "resume"
USUAL_NOUN = "projet"
"""What suits most things, where the file does not call them by a noun that is known."""

OF_TABLE = frozenset({"sheet", "header", "names", "orientation", "role"})
"""Kinds of answers that say where the table is; questions about it go once they are answered."""


@dataclass(frozen=True)
class FileBench:
    """A file, and what is read of it with all that was answered so far.

    Attributes
    ----------
    over
        Whether it is newer than a dossier, and is compared with it.
    """

    received: ReceivedFile
    reading: FileReading
    over: bool = False

    @cached_property
    def untouched(self) -> FileReading:
        """What is read of it where the table is, without any other answer."""
        given = self.received.answers.given
        return self.received.reading(FileAnswers(g for g in given if g.kind in OF_TABLE))

    @property
    def form(self) -> str:
        """What the names of its controls begin with: two lines in a row end the key of a part."""
        return f"file_{zlib.crc32(self.received.token.encode()):08x}"

    def choices(self, kind: str, about: str = "") -> tuple[str, ...]:
        """What was answered; empty where nothing was."""
        return self.received.answers.choices(kind, about)

    def choice(self, kind: str, about: str = "") -> str:
        """The one thing that was answered; empty where nothing was."""
        return self.received.answers.choice(kind, about)

    def say(self, kind: str, about: str, *choice: str) -> None:
        """Answer something; with no choice, what was answered is taken back."""
        self.received.answer(GivenAnswer(kind, about, choice))

    def sayer(self, kind: str, about: str = "") -> Callable[[str | None], None]:
        """What a control of one choice calls."""
        return lambda choice: self.say(kind, about, *([choice] if choice else []))

    def head(self, field: str, start: str = "") -> str:
        """What was typed of the case itself."""
        return self.received.head.get(field, start)

    def head_keywords(self, field: str, start: str = "") -> dict[str, Any]:
        """The keywords of a control of what the case itself says; it is kept with the file."""

        def write(value: object) -> None:
            self.received.head[field] = str(value or "")

        return {"name": f"{self.form}_{field}", "value": self.head(field, start), "write": write}

    def forget(self) -> None:
        """Forget the file: a dossier was made of it."""
        current_uploads().forget(self.received.token)

    @property
    def noun(self) -> str:
        """What is compared is called so: as it was chosen, else as the file does."""
        corner = _corner(self.reading)
        named = ((noun, word) for noun, many in PLURALS.items() for word in (noun, many))
        nouns = {folded_text(word): noun for noun, word in named}
        return self.head("noun") or nouns.get(folded_text(corner), USUAL_NOUN)

    @property
    def table_questions(self) -> tuple[FileQuestion, ...]:
        """What is asked of the table."""
        return tuple(q for q in self.reading.questions if q.kind in OF_TABLE)

    @property
    def cell_questions(self) -> tuple[FileQuestion, ...]:
        """What is asked of cells: answered already or not."""
        return tuple(q for q in self.untouched.questions if q.kind == "cell")

    @property
    def is_clear(self) -> bool:
        """Whether a case can be made of it now."""
        return not (self.reading.problems or self.reading.pending)


def _corner(reading: FileReading) -> str:
    """The title of the names of levers: the lowest, where the header has several rows."""
    layout = reading.layout
    if layout is None or not layout.header or layout.lying == "columns":
        return ""
    rows = [layout.excerpt[row] for row in layout.header if row < len(layout.excerpt)]
    titles = [str(cells[layout.names]) for cells in rows if layout.names < len(cells)]
    return next(filter(None, reversed(titles)), "")


def asked_step(bench: FileBench) -> str:
    """The screen that the address asks for; over a case, what a clear table changes first."""
    step = st.query_params.get(STEP_KEY, "")
    if bench.reading.files:
        return SUMMARY_STEP
    usual = SUMMARY_STEP if bench.over and bench.is_clear else TABLE_STEP
    return step if step in (TABLE_STEP, CRITERIA_STEP, SUMMARY_STEP) else usual


def step_goer(bench: FileBench, step: str) -> Callable[[], None]:
    """What a button that leads to a screen calls."""
    return lambda: go_to_file(bench.received.token, step)


def draw_steps(bench: FileBench, step: str) -> None:
    """The three screens, and that nothing is kept yet."""
    names = {
        TABLE_STEP: t("1. The table"),
        CRITERIA_STEP: t("2. The criteria"),
        SUMMARY_STEP: t("3. What changes") if bench.over else t("3. The summary"),
    }
    with st.container(key="file_steps", horizontal=True):
        widgets.segmented_control(
            t("Screen"),
            list(names),
            name=f"{bench.form}_step",
            value=step,
            write=lambda one: go_to_file(bench.received.token, one),
            required=True,
            label_visibility="collapsed",
            format_func=names.__getitem__,
        )
        st.html(tag("p", text(t("Nothing is kept before the last screen.")), "thin"))


UNKNOWN = "?"
"""What is typed where nobody knows."""

MOST_ANSWERED = 30
"""How many cells, and how many open questions, have their answers beside them at once."""

_OTHERWISE = "write"
_LONGEST = 120


def draw_file_questions(bench: FileBench, questions: Iterable[FileQuestion]) -> None:
    """Each question, and what may be answered; of many, so many at once: others follow them."""
    left = MOST_ANSWERED
    for k, question in enumerate(questions):
        left -= not bench.choices(question.kind, question.about)
        if left < 0:
            st.html(html_paragraphs((many_to_mend(),), "note"))
            return
        with st.container(key=f"file_asked_{question.kind}_{k}"):
            _question(bench, question)


def many_to_mend() -> str:
    """What is said where not all can be answered beside one another."""
    return t("There are many: mend them in your file, then drop it again.")


def _question(bench: FileBench, question: FileQuestion) -> None:
    draw_what_is_asked(question, is_open=_is_open(bench, question))
    answering = _Answering(bench, question.kind, question.about, file_question_text(question))
    labels = {choice: choice_text(question, choice) for choice in question.choices}
    if labels:
        _draw_choices(answering, labels, t("a number, or two") if _is_number(question) else "")
    else:
        _draw_typed(answering, answering.label, "", answering.answer)
    if answering.answer and _is_open(bench, question):
        st.html(
            html_paragraphs(
                (
                    t(
                        "« {text} » is not read here: write a number, or two with “to” between.",
                        text=answering.answer,
                    ),
                ),
                "note",
            )
        )


def _is_open(bench: FileBench, question: FileQuestion) -> bool:
    """Whether nothing answers it yet, or what was typed cannot be read."""
    return not bench.choices(question.kind, question.about) or any(
        (one.kind, one.about) == (question.kind, question.about) for one in bench.reading.pending
    )


def _is_number(question: FileQuestion) -> bool:
    """Whether a cell holds a number that may be another than those proposed: « environ 180 »."""
    return question.kind == "cell" and any(
        letter.isdecimal() for choice in question.choices for letter in choice
    )


def draw_cell_answer(bench: FileBench, cell: str, label: str, *, named: bool) -> None:
    """What stands in a cell instead: unknown, or what is typed.

    Parameters
    ----------
    named
        Whether a name stands there: nobody leaves it unknown.
    """
    labels = {} if named else {UNKNOWN: t("nobody knows")}
    hint = t("a name") if named else t("a number, or two")
    _draw_choices(_Answering(bench, "cell", cell, label), labels, hint)


@dataclass(frozen=True)
class _Answering:
    """What is answered about something of a file, whose controls have a label that is not seen."""

    bench: FileBench
    kind: str
    about: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.bench.form}_{self.kind}_{self.about}"

    @property
    def answer(self) -> str:
        return self.bench.choice(self.kind, self.about)

    def say(self, words: object) -> None:
        """Answer it; with nothing, the answer is taken back."""
        self.bench.say(self.kind, self.about, *filter(None, [str(words or "").strip()[:_LONGEST]]))


def _draw_choices(answering: _Answering, labels: dict[str, str], hint: str) -> None:
    """What may be answered by a tap and, where a hint says what, by typing."""
    answer, typing = answering.answer, f"{answering.name}_typing"
    only_typed = not labels
    if hint:
        labels = labels | {_OTHERWISE: t("write…")}
    is_typed = bool(answer) and answer not in labels
    is_typing = is_typed or widgets.own_choice(typing, start=only_typed and not answer)

    def write(choice: str | None) -> None:
        widgets.choice_writer(typing)(choice == _OTHERWISE)
        answering.say("" if choice == _OTHERWISE else choice)

    if not only_typed:
        widgets.pills(
            literal(answering.label),
            list(labels),
            name=answering.name,
            value=_OTHERWISE if is_typing else answer or None,
            write=write,
            label_visibility="collapsed",
            format_func=lambda choice: literal(labels[choice]),
        )
    if hint and is_typing:
        label = t("{name}: what stands there", name=answering.label)
        _draw_typed(answering, label, hint, answer if is_typed else "")


def _draw_typed(answering: _Answering, label: str, hint: str, typed: str) -> None:
    field = f"{answering.name}_text"
    widgets.text_input(
        literal(label),
        name=field,
        value=typed,
        write=answering.say,
        label_visibility="collapsed",
        placeholder=hint,
    )
    watch(field, typed, widgets.key_of(field))


_MOST_LISTED = 12
Fact = tuple[str, Sequence[str]]
"""What it is about, and the lines that say it, as HTML."""


def facts_html(facts: Iterable[Fact]) -> str:
    """All that there is something to say of."""
    rows = (
        tag("dt", text(about)) + tag("dd", "".join(tag("p", one) for one in lines))
        for about, lines in facts
        if lines
    )
    return tag("dl", "".join(rows), "filefacts")


def name_and_size(bench: FileBench) -> str:
    """What a file is called, and its size."""
    received = bench.received
    name = t("cells that were pasted") if received.pasted else received.name[:120]
    return f"{name}, {file_size(received.size)}"


def file_facts(bench: FileBench) -> Iterator[Fact]:
    """The file itself, and what is to be said of it."""
    notes = [note_text(note) for note in bench.reading.notes]
    yield t("File"), [text(one) for one in (name_and_size(bench), *notes) if one]


def aside_facts(reading: FileReading) -> Iterator[Fact]:
    """What of it is no lever, criterion or score, and why."""
    lines = [text(aside_line(one)) for one in reading.left_out[:_MOST_LISTED]]
    if (rest := len(reading.left_out) - len(lines)) > 0:
        lines.append(text(t("… and {n} more.", n=rest)))
    yield t("Left out"), lines


SHEET_SCRIPT = Path(__file__).parent / "file_sheet.js"
_SHEET = declared("file_sheet", SHEET_SCRIPT, html='<div class="sheettable" tabindex="-1"></div>')
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_READ = frozenset({
    "lever", "criterion", "names", "header", "score", "status", "date", "confidence", "reason",
})  # fmt: skip
"""What a line is that is not set aside."""

Place = tuple[int, int]
"""A row and a column, counted from 0."""


def draw_sheet(key: str, reading: FileReading, line: str, take: Any) -> None:  # noqa: ANN401 (a callback)
    """Draw it; a tap on a letter or a number is handed to ``take``.

    Parameters
    ----------
    line
        The letter or number of the line that is asked about; empty for none.
    """
    if reading.layout is not None:
        data = sheet_data(SeenSheet(reading, reading.layout), line)
        _SHEET(key=key, data=data, on_line_change=take)


@dataclass(frozen=True)
class SeenSheet:
    """What is shown of a sheet."""

    reading: FileReading
    layout: Layout

    @cached_property
    def looks(self) -> Mapping[Place, tuple[str, str]]:
        """Place of a cell -> how it is drawn, and what that means."""
        reading = self.reading
        unknown = [one.cell for one in scores_unknown(reading)]
        pending = [c for q in reading.pending for c in q.cells if q.about == c]
        wrong = [problem.cell for problem in reading.problems]
        named = (
            (unknown, "is-missing", t("nobody knows")),
            (pending, "is-wrong", t("to be answered")),
            (wrong, "is-wrong", t("to be mended")),
        )
        return {
            place: (look, note)
            for names, look, note in named
            for name in names
            for place in self.places(name)
        }

    def places(self, name: str) -> Iterator[Place]:
        """The cells of a name, or of a range, that are of this sheet and shown."""
        sheet, _, bare = name.rpartition("!")
        match = _PLACE.fullmatch(bare)
        if match is None or (sheet and sheet != quoted_sheet(self.layout.sheet)):
            return
        first, top, last, low = match.groups()
        rows = range(int(top) - 1, min(int(low or top), len(self.layout.excerpt)))
        columns = range(column_number(first), min(column_number(last or first) + 1, self.width))
        yield from ((row, column) for row in rows for column in columns)

    @property
    def width(self) -> int:
        """How many columns are shown."""
        return max((len(row) for row in self.layout.excerpt), default=0)

    def column_role(self, column: int) -> str:
        """What a column is."""
        return self.layout.columns[column] if column < len(self.layout.columns) else "empty"

    def row_role(self, row: int) -> str:
        """What a row is."""
        return self.layout.rows[row] if row < len(self.layout.rows) else "empty"

    def headed_by(self, line: str) -> str:
        """What stands at the head of a line, by its letter or its number; empty where nothing."""
        layout = self.layout
        if line.isdigit():
            row = layout.excerpt[int(line) - 1] if int(line) <= len(layout.excerpt) else ()
            by_names = (
                row[layout.names] if layout.lying == "rows" and layout.names < len(row) else ""
            )
            return seen_words(by_names or next((one for one in row if one != ""), ""))
        column = column_number(line)
        heads = [layout.excerpt[row] for row in layout.header if row < len(layout.excerpt)]
        texts = [seen_words(row[column]) for row in heads if column < len(row)]
        return " ".join(one for one in texts if one)


def column_number(letters: str) -> int:
    """The number of a column, counted from 0.

    Examples
    --------
    >>> column_number("A"), column_number("Z"), column_number("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def seen_words(value: float | str) -> str:
    """What a cell says, as it is shown: numbers and days as they are written here."""
    if isinstance(value, float):
        return plain(value)
    match = _DAY.fullmatch(value)
    return "/".join(reversed(match.groups())) if match else value


def sheet_data(sheet: SeenSheet, line: str) -> dict[str, Any]:
    """What the browser draws it from."""
    letters = [
        {
            "name": (name := column_letters(column)),
            "label": t("column {name}", name=name),
            **_line(sheet.column_role(column)),
        }
        for column in range(sheet.width)
    ]
    rows = [
        {
            "name": str(row + 1),
            "label": t("row {n}", n=row + 1),
            **_line(sheet.row_role(row)),
            "cells": [_cell(sheet, row, column, value) for column, value in enumerate(values)],
        }
        for row, values in enumerate(sheet.layout.excerpt)
    ]
    title = t("The sheet « {name} », as it was understood", name=sheet.layout.sheet)
    return {"letters": letters, "rows": rows, "open": line, "words": {"title": title}}


def _line(role: str) -> dict[str, str]:
    return {"note": role_text(role), "look": f"is-{role}" if role in _READ else "is-aside"}


def _cell(sheet: SeenSheet, row: int, column: int, value: float | str) -> tuple[str, str, str]:
    roles = sheet.row_role(row), sheet.column_role(column)
    look, note = sheet.looks.get((row, column), ("", ""))
    if not look:
        aside = any(role not in _READ for role in roles)
        kinds = ("header", "names") if not aside else ("header",)
        tints = [f"is-{kind}" for kind in kinds if kind in roles]
        look = " ".join([*tints, *(["is-aside"] if aside else [])])
    if isinstance(value, float):
        look = f"{look} is-number".strip()
    return seen_words(value), look, note


def legend(sheet: SeenSheet) -> str:
    """What the looks of cells mean, and how much of the sheet is not shown."""
    signs = (
        ("is-header", t("titles and names")),
        ("is-missing", t("read as unknown")),
        ("is-wrong", t("to be mended, on the next screen")),
        ("is-aside", t("set aside")),
    )
    parts = [tag("span", tag("i", "", look) + text(words)) for look, words in signs]
    rest = len(sheet.layout.rows) - len(sheet.layout.excerpt)
    if rest > 0:
        words = tn("… and {n} more row, read too.", "… and {n} more rows, read too.", rest)
        parts.append(tag("span", text(words)))
    return tag("p", "".join(parts), "sheetkey")


SENDING_ROUTE = "/dossiers/envoi"
_ACCEPTED = ".xlsx,.xlsm,.ods,.csv,.tsv,.txt,.zip,.json"
_PASTED = "file_pasted"
_TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
_SENDING = declared(
    "file_sending", Path(__file__).parent / "file_sending.js", html='<div class="sending"></div>'
)


def draw_start(*, over: bool = False) -> None:
    """No file yet: what is read, and both ways to hand it over."""
    question = t("A new case: which file does it come from?")
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("Which newer file is compared with this case?") if over else question,
                t("Drop your table as it is."),
                t("You see what was understood of it before anything is kept."),
            )
        )
    draw_ways()


def draw_ways() -> None:
    """Where a file is dropped or picked, and where a table is pasted."""
    with st.container(key="file_ways"):
        with st.container(key="file_drop"):
            st.html(tag("h2", text(t("A file"))))
            _draw_drop()
            words = t(
                "XLSX, ODS, CSV, or a ZIP of CSV; {size} at most. One row for each lever and one "
                "column for each criterion, or the reverse. Titles, totals and remarks may stay.",
                size=file_size(LARGEST_FILE),
            )
            empty = tag("a", "XLSX", "act", href="/dossiers/modele.xlsx")
            empty += tag("a", "CSV", "act", href="/dossiers/modele.csv")
            filled = tag("p", text(t("A table to fill in:")) + empty, "filelinks")
            st.html(tag("p", text(words), "thin") + filled)
        with st.container(key="file_paste"):
            st.html(tag("h2", text(t("Or cells copied from a spreadsheet"))))
            _draw_pasting()


def _draw_drop() -> None:
    """Where a file is dropped or picked; once it is here, the address names it."""
    key = "file_sending"
    most = file_size(LARGEST_FILE)
    data = {
        "about": st.query_params.get(FILE_KEY, ""),
        "address": SENDING_ROUTE,
        "largest": LARGEST_FILE,
        "accept": _ACCEPTED,
        "words": {
            "drop": t("Drop your file here, or"),
            "pick": t("choose it"),
            "sending": t("Being sent…"),
            "reading": t("Being read…"),
            "empty": t("This file is empty."),
            "megabytes": t("{n} MB", n="{n}"),
            "tooLarge": t(
                "{size}: more than the {allowed} that are accepted for a file. It was not sent.",
                size="{size}",
                allowed=most,
            ),
            "lost": t("The server does not answer: try again."),
        },
    }
    _SENDING(key=key, data=data, on_sent_change=lambda: take_sent(st.session_state[key].sent))


def take_sent(sent: object) -> None:
    """Go to the file that a browser says it has sent, whatever it says."""
    token = sent.get("token") if isinstance(sent, dict) else None
    if isinstance(token, str) and _TOKEN.fullmatch(token):
        go_to_file(token)


def _draw_pasting() -> None:
    with kept_fields(FILE_DOOR, _PASTED):
        slot = area_field(t("Cells, with their titles"), _PASTED)
    if not st.button(t("Read these cells"), key="file_read_pasted"):
        return
    block = typed_value(_PASTED)
    with slot:
        if not block.strip():
            st.html(notice_block(t("Paste the cells first.")))
            return
        try:
            token = current_uploads().receive_pasted(block, browser_mark())
        except FileRefused as refused:
            st.html(notice_block(file_refusal_sentence(refused), file_refusal_remedy(refused)))
            return
    widgets.drop_choices(_PASTED)
    go_to_file(token)
    st.rerun()
