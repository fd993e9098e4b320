"""The page *Comparer* as a whole: several settings side by side, and the ranking of each."""

from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Lever
from prioritisation.analysis.address import COLUMNS_KEY, NONE, column_text, columns_of
from prioritisation.analysis.comparison import (
    MOST_COLUMNS,
    Change,
    Column,
    agreement,
    compare,
    most_telling,
    suggested_changes,
)
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weights import on_sliders
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.drawing.projected.beside import beside_picture
from prioritisation.drawing.rank_bench import RankColumn, RankSpan, ranks_beside
from prioritisation.errors import InvalidPoints
from prioritisation.sentences.columns import (
    change_label,
    column_told,
    columns_agreement_text,
    comparison_answer,
    exactness_note,
    reasons_of,
    tau_text,
    what_changes,
)
from prioritisation.sentences.counted import answers_once
from prioritisation.sentences.explained import (
    NumberKind,
    comparing_question,
    how_computed,
    method_notes,
    scaling_rule,
)
from prioritisation.sentences.ranking import caveats
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.comparing.editing import draw_editing
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import draw_assumptions, literal
from prioritisation.ui.shared.folds import draw_on_demand, page_numbers
from prioritisation.ui.visit.voting import draw_projected, is_hidden, picture_source
from prioritisation.wording import listed, t

_MOST_OTHERS = MOST_COLUMNS - 1
_STARTING = 2
"""Settings beside the present one at the start: there is room for one of one's own."""

_TOO_MANY = "too_many_columns"
_NUMBERS = (
    NumberKind.PLACE,
    NumberKind.WAYS,
    NumberKind.RANKINGS,
    NumberKind.POINTS,
    NumberKind.WEIGHT,
    NumberKind.SCALE,
    NumberKind.SHARE,
    NumberKind.SCORES,
    NumberKind.AMOUNT,
    NumberKind.PAIRS,
    NumberKind.CASES,
)


@st.fragment
def comparison_page(case: Case) -> None:
    """Answer, assumptions, the settings side by side, and what each changes."""
    if is_hidden(case, comparing_question()):
        return
    scenario = state.session_scenario()
    requested, problems = _columns_of_address(case, scenario)
    frame.address_notice(state.address_problems(), problems)
    changes = requested[:_MOST_OTHERS]
    with frame.apart_block():
        if len(requested) > _MOST_OTHERS:
            _too_many()
    columns = _columns(case, scenario, changes)
    with st.container(key="answer"):
        headline = (
            comparison_answer(columns)
            if columns
            else frame.no_weights_headline(comparing_question(), scenario)
        )
        st.html(frame.headline_block(headline))
    draw_assumptions(case, scenario, with_criteria=True)
    if columns:
        st.html(ranks_of_columns(case, scenario, columns))
        # Its place is kept: what follows would be drawn twice for a moment when it comes or goes.
        with st.container(key="ranking_notes", gap=None):
            frame.draw_html(html_paragraphs(_not_drawn(case, scenario, columns, changes), "note"))
    with st.container(key="under", gap="small"):
        _settings(case, scenario, columns, changes)
        _picker(case, scenario, changes)
        if columns:
            draw_on_demand(how_computed(), "", "method", lambda: _method(case, scenario, columns))
            frame.draw_html(html_paragraphs(caveats(columns[0].analysis), "caveat"))
    bench = _bench(case, scenario, columns)
    draw_projected(beside_picture(headline, *bench, picture_source(case)))


def _columns(case: Case, scenario: Scenario, changes: list[Change]) -> tuple[Column, ...]:
    """What is compared, as the room calls it; none where all points are zero."""
    try:
        columns = compare(case, scenario, changes, robustness_thresholds())
    except InvalidPoints:
        return ()
    return tuple(replace(c, analysis=c.analysis.in_plain_words()) for c in columns)


def ranks_of_columns(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """The ranks of each lever in each column, on the bench."""
    order, beside = _bench(case, scenario, columns)
    return ranks_beside(order, beside, [exactness_note(columns)])


def _bench(
    case: Case, scenario: Scenario, columns: tuple[Column, ...]
) -> tuple[list[Lever], list[RankColumn]]:
    """Levers in the order of the first ranking, and the columns."""
    if not columns:
        return [], []
    levers = columns[0].analysis.case.levers
    beside = [
        RankColumn(
            change_label(case, scenario, column.change),
            {lever.id: RankSpan.of(column.opinion, k) for k, lever in enumerate(levers)},
            column_told(column, columns[0]),
        )
        for column in columns
    ]
    return [levers[i] for i in columns[0].analysis.ranking.order], beside


def _settings(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> None:
    """A line a setting: what it changes; one tap takes it up, its own controls are behind one."""
    drawn = {column.change: column for column in columns[1:]}
    names = [change_label(case, scenario, change) for change in changes]
    told = (what_changes(columns[0], drawn[c]) if c in drawn else "" for c in changes)
    answers = answers_once(zip(names, told, strict=True))
    for k, (change, name, answer) in enumerate(zip(changes, names, answers, strict=True)):
        with st.container(key=f"setting_{k}", horizontal=True, gap="small"):
            named = tag("strong", text(t("{name}?", name=name)))
            st.html(tag("p", f"{named} {text(answer)}"))
            # The pages rank by the weighted sum of the scores of the case.
            if change in drawn and change.method is Method.ADDITIVE and not change.scores:
                st.button(
                    t("Take this setting"),
                    key=f"take_{k}",
                    on_click=state.take_up,
                    args=(case, change.applied(case, scenario)),
                )
        why = partial(_one, case, columns[0] if columns else None, drawn.get(change), k)
        # Its words never change: a fold of other words would close under the hand.
        draw_on_demand(t("Why, and how to change it"), "", f"column_{k}", why)


def _one(case: Case, reference: Column | None, column: Column | None, k: int) -> str:
    """Why a column differs, how far it agrees, and the controls of its setting."""
    if reference and column:
        likeness = agreement(reference.opinion, column.opinion)
        agreed = tag("p", text(columns_agreement_text(likeness, column.opinion)), "st")
        st.html(html_paragraphs(reasons_of(reference, column)) + agreed)
    draw_editing(case, _others, _write, k)
    return ""


def _others(case: Case) -> list[Change]:
    """The settings beside the present one."""
    return _columns_of_address(case, state.session_scenario())[0][:_MOST_OTHERS]


def _write(case: Case, changes: list[Change]) -> None:
    # Not an empty one: the address would then mean the columns of the start.
    state.show(case, COLUMNS_KEY, ",".join(map(column_text, changes)) or NONE)


def _method(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """What each calculation is called and looks at; the measure of the agreement."""
    reference, *others = columns
    rows = [
        t(
            "{name}: {told}.",
            name=change_label(case, scenario, column.change),
            told=tau_text(agreement(reference.opinion, column.opinion)),
        )
        for column in others
    ]
    means = t("Kendall's tau is 1 when all pairs are in the same order, −1 when all are opposite.")
    return page_numbers(*_NUMBERS) + plain_list(
        [scaling_rule(), *method_notes(), *([means] if rows else []), *rows]
    )


def _not_drawn(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> list[str]:
    """What was asked for and has no column: another has it already, or nothing weighs anything."""
    drawn = {column.change for column in columns}
    left = [c for c in changes if c not in drawn]
    empty = [c for c in left if not any(c.applied(case, scenario).points.values())]
    same = [change_label(case, scenario, c) for c in left if c not in empty]
    names = [change_label(case, scenario, c) for c in empty]
    notes = []
    if same:
        sentence = t(
            "The same ranking as another column, not drawn twice: {same}.", same=listed(same)
        )
        notes.append(sentence)
    if names:
        notes.append(t("No criterion weighs anything, not ranked: {names}.", names=listed(names)))
    return notes


def _too_many() -> None:
    words = t("{n} other rankings at most: remove one first.", n=_MOST_OTHERS)
    st.html(tag("p", text(words), "notice", role="alert"))


def _columns_of_address(
    case: Case, scenario: Scenario
) -> tuple[list[Change], tuple[Problem, ...]]:
    """The columns of the address; when it names none, what changes who is first, then the rest."""
    addressed = state.view(COLUMNS_KEY)
    if addressed:
        return columns_of(case, addressed)
    every = suggested_changes(case, scenario)
    ours = [c for c in every if c.method is Method.ADDITIVE]
    return most_telling(case, scenario, ours, _STARTING) or every[:_STARTING], ()


def _picker(case: Case, scenario: Scenario, changes: list[Change]) -> None:
    """One click adds or removes a setting, ready-made or of one's own."""
    texts = [column_text(c) for c in changes]
    known = {column_text(c): c for c in (*suggested_changes(case, scenario), *changes)}
    with st.container(key="picker", horizontal=True, gap="small"):
        st.button(
            t("A setting of your own"),
            key="own_setting",
            on_click=_add,
            args=(case,),
            disabled=len(changes) >= _MOST_OTHERS,
        )
        with st.popover(t("Add or remove a setting")):
            widgets.pills(
                t("Beside the present ranking ({n} at most)", n=_MOST_OTHERS),
                known,
                name="columns",
                value=texts,
                write=partial(_keep, case, texts),
                selection_mode="multi",
                format_func=lambda code: literal(change_label(case, scenario, known[code])),
            )
    # Said once, by the run that follows the click.
    if st.session_state.pop(_TOO_MANY, False):
        _too_many()


def _add(case: Case) -> None:
    """The present setting again beside itself, its weights to be moved."""
    changes = _others(case)
    names = {change.name for change in changes}
    name = next(n for k in range(1, len(names) + 2) if (n := t("Setting {n}", n=k)) not in names)
    points = tuple(on_sliders(state.session_scenario().points).items())
    st.session_state[f"fold_column_{len(changes)}"] = True
    _write(case, [*changes, Change(points=points, name=name)])


def _keep(case: Case, before: list[str], picked: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[_TOO_MANY] = len(kept) > _MOST_OTHERS
    state.show(case, COLUMNS_KEY, ",".join(before if len(kept) > _MOST_OTHERS else kept) or NONE)
