"""A file is handed over: dropped or picked, or its table pasted; it is then at an address."""

import re
from pathlib import Path
from typing import Any

import streamlit as st

from prioritisation.analysis.address import FILE_KEY
from prioritisation.drawing.markup import tag, text
from prioritisation.imports.grids import LARGEST_FILE, FileRefused
from prioritisation.imports.process.uploads import current_uploads
from prioritisation.sentences.import_refusals import (
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
)
from prioritisation.ui.dossiers.place import (
    FILE_DOOR,
    area_field,
    go_to_file,
    kept_fields,
    typed_value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit.trying import notice_block
from prioritisation.ui.visit.visit import browser_mark
from prioritisation.wording import t

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
            draw_drop("file_sending")
            st.html(tag("p", text(_what_is_read()), "thin") + _templates())
        with st.container(key="file_paste"):
            st.html(tag("h2", text(t("Or cells copied from a spreadsheet"))))
            _draw_pasting()


def _what_is_read() -> str:
    return t(
        "XLSX, ODS, CSV, or a ZIP of CSV; {size} at most. One row for each lever and one column "
        "for each criterion, or the reverse. Titles, totals and remarks may stay.",
        size=file_size(LARGEST_FILE),
    )


def _templates() -> str:
    """Tables to fill in, for whoever has none yet."""
    links = (
        tag("a", text(form.upper()), "act", href=f"/dossiers/modele.{form}")
        for form in ("xlsx", "csv")
    )
    return tag("p", text(t("A table to fill in:")) + "".join(links), "filelinks")


def draw_drop(key: str) -> None:
    """Where a file is dropped or picked; once it is here, the address names it."""

    def on_sent() -> None:
        take_sent(st.session_state[key].sent)

    _SENDING(key=key, data=_sending_data(), on_sent_change=on_sent)


def _sending_data() -> dict[str, Any]:
    most = file_size(LARGEST_FILE)
    return {
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
