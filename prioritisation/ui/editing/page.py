"""The part « Corriger » of a dossier: its table of scores, and the form of one beside it."""

from collections.abc import Callable, Iterator

import streamlit as st

from criteria.case import Case
from criteria.model import Standing
from criteria.readings import ReadingQuestion
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
    SCORES,
    Workbench,
    chosen_part,
    draw_word,
    forget_late_press,
    keep_unwritten,
    open_bench,
    part_choice,
    reading_choice,
)
from prioritisation.ui.editing.note_form import draw_note
from prioritisation.ui.editing.table import draw_table, open_cell, open_cell_of
from prioritisation.ui.editing.things import (
    draw_lever_forms,
    draw_source_forms,
    draw_statement_forms,
)
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import draw_html, headline_block
from prioritisation.ui.visit.visit import notice_block, part
from prioritisation.wording import t


def checks(bench: Workbench) -> str:
    """A title, and what is to be looked at."""
    lines = [
        tag("b", text(t("{sentence}.", sentence=title))) + " " + text(rest)
        for title, rest in _lines(bench)
    ]
    none = tag("p", text(t("Nothing to look at.")), "note")
    return tag("h2", text(t("To look at"))) + (items(lines, "checks") if lines else none)


def _lines(bench: Workbench) -> Iterator[tuple[str, str]]:
    """What each is about, then what is the matter."""
    case = bench.case
    counted = case.keeping(tuple(c.id for c in case.criteria if c.active))
    yield from _directions(counted)
    for note in case_warnings(counted, bench.combination, {}, warning_thresholds()):
        sentence = case_warning_sentence(note, counted, bench.combination)
        yield case_warning_title(note, counted), sentence


def _directions(case: Case) -> Iterator[tuple[str, str]]:
    for criterion in case.criteria:
        if criterion.direction.status is Standing.TO_CONFIRM:
            label = direction_label(criterion, criterion.direction.default)
            title = t("Direction to confirm: {criterion}", criterion=criterion.label)
            yield title, t("As it is: {label}.", label=label)


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
    _draw_head(bench)
    _draw_part(bench)
    forget_late_press()


def _arrive(bench: Workbench) -> None:
    """Open the cell that the address names, once each time somebody comes, among the scores."""
    named = st.query_params.get(CELL_KEY, "")
    come = bench.key, named, state.page_visits()
    if named and st.session_state.get(_ARRIVED) != come:
        st.session_state[_ARRIVED] = come
        widgets.choice_writer(part_choice(bench.key))(SCORES)
        lever, _, criterion = named.partition(".")
        open_cell(bench, lever, criterion)


def leave_editing() -> None:
    """Another part of a dossier is looked at: whoever comes back by an address comes anew."""
    st.session_state.pop(_ARRIVED, None)


def _draw_head(bench: Workbench) -> None:
    with st.container(key="answer"):
        scores = bench.proposes or chosen_part(bench.key) == SCORES
        words = correcting_headline(bench.case, bench.combination, scores=scores)
        st.html(headline_block(words))
    if bench.proposes:
        waits = t("Nothing changes in the case until whoever leads it accepts what you propose.")
        st.html(tag("p", text(waits), "note"))
    # A form that is still open says it beside its button: it may be a screen further down.
    if open_cell_of(bench) is None or chosen_part(bench.key) != SCORES:
        draw_word()


def _draw_part(bench: Workbench) -> None:
    """What of the dossier is corrected: its scores first."""
    if bench.proposes:
        # What is proposed is a score.
        _draw_board(bench)
        return
    parts: dict[str, tuple[str, Callable[[Workbench], None]]] = {
        SCORES: (t("Scores"), _draw_board),
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
        **widgets.own_keywords(part_choice(bench.key), SCORES),
    )
    parts.get(chosen_part(bench.key), parts[SCORES])[1](bench)
    rare = t(
        "The rest (ways of counting, official lines, action sheets, a scale that is another one) "
        "is corrected in the exported file, then brought back here."
    )
    st.html(tag("p", text(rare), "thin"))


def _draw_board(bench: Workbench) -> None:
    with st.container(key="edit_ways", horizontal=True):
        for question in bench.case.live_questions:
            _draw_reading(bench, question)
    cell = open_cell_of(bench)
    with st.container(key="edit_board"):
        with st.container(key="score_table_place"):
            draw_table(bench, cell)
        with st.container(key="score_side"):
            if cell is not None:
                with st.container(key="score_form"):
                    draw_note(bench, cell)
            else:
                draw_html(checks(bench))
    if cell is not None:
        draw_html(checks(bench))


def _draw_reading(bench: Workbench, question: ReadingQuestion) -> None:
    """Under which way of counting the scores are looked at."""
    readings = {r.id: r for r in question.readings}
    widgets.selectbox(
        literal(question.question),
        list(readings),
        format_func=lambda r: capital(readings[str(r)].label),
        **widgets.own_keywords(
            reading_choice(bench.key, question.id), question.answer(bench.combination).id
        ),
    )
