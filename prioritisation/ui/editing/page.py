"""The part « Corriger » of a dossier: its table of scores, and the form of one beside it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from criteria.model import Standing
from prioritisation.analysis.address import CELL_KEY
from prioritisation.analysis.warnings import case_warnings
from prioritisation.cases.rights import Deed
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.editing import correcting_headline
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.warnings import case_warning_sentence, case_warning_title
from prioritisation.settings import warning_thresholds
from prioritisation.ui.editing.criteria import draw_criterion_forms
from prioritisation.ui.editing.ground import (
    Workbench,
    draw_word,
    keep_unwritten,
    open_bench,
    reading_choice,
)
from prioritisation.ui.editing.note_form import draw_note, draw_typed, take_typed, typed_cells
from prioritisation.ui.editing.table import draw_table, open_cell, open_cell_of
from prioritisation.ui.editing.things import (
    draw_lever_forms,
    draw_source_forms,
    draw_statement_forms,
)
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import draw_html, headline_block
from prioritisation.ui.visit.visit import answer_press, notice_block, part
from prioritisation.wording import t

_SCORES = "scores"
_ARRIVED = "edited_arrived"
"""Session key: the cell that the address asked for, and the visit: it is opened once in each."""


@part
def edit_page(key: str) -> None:
    """The whole part, for who may write or propose; all others are told that they only read."""
    bench = open_bench(key)
    if bench is None:
        return
    if not bench.dossier.may(Deed.PROPOSE):
        words = t("With this link, this case is read and not corrected.")
        if bench.dossier.archived:
            words = t("This case is put away: it is read, and not changed.")
        st.html(notice_block(words))
        return
    _arrive(bench)
    keep_unwritten(bench)
    _draw_whole(bench)
    answer_press()


def _arrive(bench: Workbench) -> None:
    """Open the cell that the address names, once each time somebody comes, among the scores."""
    named = st.query_params.get(CELL_KEY, "")
    come = bench.key, named, state.page_visits()
    if named and st.session_state.get(_ARRIVED) != come:
        st.session_state[_ARRIVED] = come
        widgets.choice_writer(_part_choice(bench.key))(_SCORES)
        lever, _, criterion = named.partition(".")
        open_cell(bench, lever, criterion)


def leave_editing() -> None:
    """Another part of a dossier is looked at: whoever comes back by an address comes anew."""
    st.session_state.pop(_ARRIVED, None)


def _part_choice(key: str) -> str:
    """Name of the choice of what of a dossier is corrected."""
    return f"edited_part_{key}"


def _draw_whole(bench: Workbench) -> None:
    """What one is told, what was just done, then what of the dossier is corrected."""
    # What is proposed is a score.
    picked = _SCORES if bench.proposes else widgets.own_choice(_part_choice(bench.key), _SCORES)
    with st.container(key="answer"):
        scores = picked == _SCORES
        st.html(headline_block(correcting_headline(bench.case, bench.combination, scores=scores)))
    if bench.proposes:
        waits = t("Nothing changes in the case until whoever leads it accepts what you propose.")
        st.html(tag("p", text(waits), "note"))
    # A form that is still open says it beside its button: it may be a screen further down.
    # Its place is there at each run: a table that moved down was made again at its beginning.
    with st.container(key="done_place"):
        if open_cell_of(bench) is None or not scores:
            draw_word()
    if bench.proposes:
        _draw_board(bench)
        return
    parts: dict[str, tuple[str, Callable[[Workbench], None]]] = {
        _SCORES: (t("Scores"), _draw_board),
        "levers": (t("Levers"), draw_lever_forms),
        "criteria": (t("Criteria"), draw_criterion_forms),
        "statements": (t("Arguments"), draw_statement_forms),
        "sources": (t("Sources"), draw_source_forms),
    }
    widgets.segmented_control(
        t("What is corrected?"),
        list(parts),
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: parts[one][0],
        **widgets.own_keywords(_part_choice(bench.key), _SCORES),
    )
    parts.get(str(picked), parts[_SCORES])[1](bench)
    rare = t(
        "The rest (ways of counting, official lines, action sheets, another scale or its words, "
        "how its numbers are read, the order of levers, what a room reads) is corrected in the "
        "exported file, then brought back here."
    )
    st.html(tag("p", text(rare), "thin"))


def _draw_board(bench: Workbench) -> None:
    with st.container(key="edit_ways", horizontal=True):
        for question in bench.case.live_questions:
            # Under which way of counting the scores are looked at.
            names = {r.id: capital(r.label) for r in question.readings}
            name, now = reading_choice(bench.key, question.id), question.answer(bench.combination)
            widgets.selectbox(
                literal(question.question),
                list(names),
                format_func=lambda one, names=names: names[str(one)],
                **widgets.own_keywords(name, now.id),
            )
    cell, typed = open_cell_of(bench), typed_cells(bench)
    how = t(
        "Type in a cell (« 12 », « 3 to 5 », « ? » if nobody knows), or tap it to see it whole."
    )
    st.html(tag("p", text(how), "note"))
    with st.container(key="edit_board"):
        with st.container(key="score_table_place"):
            said = {one: form.said for one, form in typed.items()}
            draw_table(bench, cell, said, partial(take_typed, bench))
        with st.container(key="score_side"):
            if cell is not None:
                with st.container(key="score_form"):
                    draw_note(bench, cell)
            elif typed:
                draw_typed(bench, typed)
            else:
                draw_html(_checks(bench))
    if cell is not None:
        draw_html(_checks(bench))


def _checks(bench: Workbench) -> str:
    """What the scores are warned of while they are corrected, a line each."""
    case = bench.case
    counted = case.keeping(tuple(c.id for c in case.criteria if c.active))
    open_ways = [c for c in counted.criteria if c.direction.status is Standing.TO_CONFIRM]
    lines = [
        (
            t("Direction to confirm: {criterion}", criterion=one.label),
            t("As it is: {label}.", label=direction_label(one, one.direction.default)),
        )
        for one in open_ways
    ]
    lines += [
        (
            case_warning_title(note, counted),
            case_warning_sentence(note, counted, bench.combination),
        )
        for note in case_warnings(counted, bench.combination, {}, warning_thresholds())
    ]
    rows = [
        tag("b", text(t("{sentence}.", sentence=title))) + " " + text(rest)
        for title, rest in lines
    ]
    none = tag("p", text(t("Nothing to look at.")), "note")
    return tag("h2", text(t("To look at"))) + (items(rows, "checks") if rows else none)
