"""The door of a file: handed over, looked at in three screens, then a dossier; or refused."""

from collections.abc import Callable

import streamlit as st

from prioritisation.analysis.address import FILE_KEY
from prioritisation.drawing.markup import tag, text
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.process.uploads import ReceivedFile, current_uploads
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    why_file_gone,
)
from prioritisation.ui.dossiers.file_criteria import criteria_screen
from prioritisation.ui.dossiers.file_ground import (
    CRITERIA_STEP,
    TABLE_STEP,
    FileBench,
    asked_step,
    draw_start,
    draw_ways,
)
from prioritisation.ui.dossiers.file_summary import summary_screen
from prioritisation.ui.dossiers.file_table import table_screen
from prioritisation.ui.shared.page import answer_block, while_computing
from prioritisation.ui.shared.scripts import begin_at_top
from prioritisation.ui.visit.visit import browser_mark
from prioritisation.wording import t
from prioritisation.wording.nouns import speaking_of

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
