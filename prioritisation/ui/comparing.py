"""The page *Comparer* as a whole: several settings side by side, and the ranking of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion, Lever, Sense
from criteria.scoring import check_typed, words_in_order
from prioritisation.analysis.address import (
    COLUMNS_KEY,
    DOSSIER_KEY,
    MEETING_KEY,
    MOST_POINTS,
    NONE,
    VERSION_KEY,
    VIEWS,
    Request,
    column_text,
    columns_of,
    from_address,
    legible_name,
)
from prioritisation.analysis.comparison import (
    LONGEST_NAME,
    MOST_COLUMNS,
    Change,
    Column,
    ScoreChange,
    change_towards,
    compare,
    most_telling,
    suggested_changes,
)
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import START_POINTS, Scenario
from prioritisation.analysis.weights import on_sliders, shares
from prioritisation.drawing.bars import certainty_key, criteria_bar
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.drawing.projected.beside import beside_picture
from prioritisation.drawing.rank_bench import RankColumn, RankSpan, ranks_beside
from prioritisation.errors import InvalidPoints
from prioritisation.sentences.columns import (
    change_label,
    column_told,
    comparison_answer,
    exactness_note,
    reasons_of,
    what_changes,
)
from prioritisation.sentences.counted import answers_once
from prioritisation.sentences.explained import comparing_question, how_computed, scaling_rule
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.shares import weight_texts
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import (
    capital,
    draw_assumptions,
    draw_on_demand,
    literal,
    spoken,
    weight_head,
)
from prioritisation.ui.shared.scores import (
    NOBODY,
    ONE_VALUE,
    bound_field,
    bound_labels,
    kind_field,
    missing_score,
)
from prioritisation.ui.visit.visit import notice_block
from prioritisation.ui.visit.voting import draw_projected, is_hidden, picture_source
from prioritisation.wording import listed, problem_sentence, t

_LEVER, _CRITERION, _KIND, _REFUSED = "own_lever", "own_criterion", "own_kind", "own_refused"

Read = Callable[[Case], list[Change]]
Write = Callable[[Case, list[Change]], None]


@dataclass(frozen=True, slots=True)
class _Own:
    """One setting, and how to read and write them all: several controls may be heard together."""

    case: Case
    read: Read
    write: Write
    place: int

    @property
    def change(self) -> Change:
        """As it is now."""
        return self.read(self.case)[self.place]

    @property
    def applied(self) -> Scenario:
        """The scenario that it gives now."""
        return self.change.applied(self.case, state.session_scenario())

    def become(self, change: Change) -> None:
        """Write it changed."""
        changes = self.read(self.case)
        changes[self.place] = change
        self.write(self.case, changes)

    def named(self, control: str) -> str:
        """The name of one of its controls."""
        return f"own_{self.place}_{control}"


def draw_editing(case: Case, read: Read, write: Write, place: int) -> None:
    """What the setting at a place of the list is made of, each thing to be changed."""
    own = _Own(case, read, write, place)
    with st.container(key=f"own_{place}", gap="small"):
        widgets.text_input(
            t("Name of the setting"),
            name=own.named("name"),
            value=change_label(case, state.session_scenario(), own.change),
            write=lambda typed: own.become(replace(own.change, name=legible_name(typed))),
            max_chars=LONGEST_NAME,
        )
        _weights(own)
        _choices(own)
        _score(own)


def _weights(own: _Own) -> None:
    points = own.applied.points
    criteria = own.case.in_plain_words(own.applied.senses).criteria
    given = any(points.values())
    share_of = dict(
        zip(points, weight_texts(shares(points)) if given else ["–"] * len(points), strict=True)
    )
    for place, criterion in zip(own.case.places, criteria, strict=True):
        if criterion.id not in points:
            continue
        with st.container(key=f"crit_{place}_{criterion.id}_{own.place}", gap=None):
            st.html(weight_head(criterion, place, share_of[criterion.id]))
            widgets.slider(
                spoken(t("Weight: {criterion}", criterion=criterion.label)),
                0,
                MOST_POINTS,
                name=own.named(f"points_{criterion.id}"),
                value=round(on_sliders(points)[criterion.id]),
                write=partial(_weigh, own, criterion.id),
                step=1,
                format=t("%d points"),
                label_visibility="collapsed",
            )
    labels = {c.id: c.label for c in criteria}
    widgets.pills(
        t("Criteria taken into account"),
        labels,
        name=own.named("criteria"),
        value=tuple(points),
        write=partial(_count, own),
        selection_mode="multi",
        format_func=lambda c: literal(labels[c]),
    )


def _weigh(own: _Own, criterion: str, moved: int) -> None:
    points = on_sliders(own.applied.points)
    if criterion in points:
        _give(own, {**points, criterion: float(moved)})


def _count(own: _Own, picked: list[str]) -> None:
    # With none left, the criteria stay: a setting without any would be that of the screen.
    if picked:
        points = on_sliders(own.applied.points)
        _give(
            own,
            {
                c.id: points.get(c.id, float(START_POINTS))
                for c in own.case.criteria
                if c.id in picked
            },
        )


def _give(own: _Own, points: dict[str, float]) -> None:
    own.become(replace(own.change, equal=False, points=tuple(points.items())))


def _choices(own: _Own) -> None:
    """Ways of counting, directions."""
    scenario = own.applied
    kept = own.case.keeping(tuple(scenario.points)).in_plain_words(scenario.senses)
    for question in kept.live_questions:
        labels = {r.id: capital(r.label) for r in question.readings}
        widgets.selectbox(
            literal(question.name),
            labels,
            name=own.named(f"reading_{question.id}"),
            value=question.answer(scenario.combination).id,
            write=partial(_read_otherwise, own, tuple(labels)),
            format_func=labels.__getitem__,
        )
    for criterion in kept.criteria:
        if len(criterion.direction.labels) > 1:
            widgets.selectbox(
                spoken(t("Direction: {label}.", label=criterion.label)),
                list(Sense),
                name=own.named(f"sense_{criterion.id}"),
                value=scenario.senses.get(criterion.id, criterion.direction.default),
                write=partial(_turn, own, criterion.id),
                format_func=partial(_sense_label, criterion),
            )


def _sense_label(criterion: Criterion, sense: Sense) -> str:
    return capital(direction_label(criterion, sense))


def _read_otherwise(own: _Own, readings: tuple[str, ...], reading: str) -> None:
    others = tuple(r for r in own.change.readings if r not in readings)
    here = own.case.reread(state.session_scenario().combination, reading)
    same = here == state.session_scenario().combination
    own.become(replace(own.change, readings=others if same else (*others, reading)))


def _turn(own: _Own, criterion: str, sense: Sense) -> None:
    default = own.case.criterion(criterion).direction.default
    here = state.session_scenario().senses.get(criterion, default)
    turned = own.change.reversed - {criterion}
    own.become(replace(own.change, reversed=turned if sense is here else turned | {criterion}))


def _score(own: _Own) -> None:
    """One score otherwise, for this setting only."""
    labels = {v.id: v.label for v in own.case.levers}
    named = {c.id: c for c in own.case.in_plain_words(own.applied.senses).criteria}
    counted = {c: named[c].label for c in own.applied.points}
    if not counted:
        return
    with st.expander(
        t("Another score, in this setting only"), type="compact", key=own.named("fold")
    ):
        lever = _one_of(own, t("Lever"), _LEVER, labels)
        criterion = named[_one_of(own, t("Criterion"), _CRITERION, counted)]
        kind = widgets.own_choice(own.named(_KIND), ONE_VALUE)
        kind_field(own.named(_KIND), kind, widgets.choice_writer(own.named(_KIND)))
        bounds = bound_labels(kind, criterion.scale)
        keys = [own.named(f"end_{k}_{lever}_{criterion.id}") for k in range(len(bounds))]
        given = next(
            (s for s in own.change.scores if (s.lever, s.criterion) == (lever, criterion.id)), None
        )
        with st.form(own.named(f"score_{lever}_{criterion.id}"), border=False):
            ends = (given.low, given.high) if given else (None, None)
            for key, label, end in zip(keys, bounds, ends, strict=False):
                bound_field(criterion, label, key, end)
            st.form_submit_button(
                t("Write this score"),
                on_click=_write_score,
                args=(own, lever, criterion, keys, kind),
            )
        if given:
            st.button(
                t("Back to the score of the case"),
                key=own.named("unscore"),
                on_click=lambda: own.become(own.change.unscored(lever, criterion.id)),
            )
        if why := st.session_state.pop(_REFUSED, ()):
            st.html(notice_block(*why))


def _one_of(own: _Own, label: str, name: str, labels: dict[str, str]) -> str:
    """A choice, the first one when what was chosen is gone."""
    key = own.named(name)
    chosen = widgets.own_choice(key, "")
    chosen = chosen if chosen in labels else next(iter(labels))
    writer = widgets.choice_writer(key)
    widgets.selectbox(
        label, labels, name=key, value=chosen, write=writer, format_func=labels.__getitem__
    )
    return chosen


def _write_score(own: _Own, lever: str, criterion: Criterion, keys: list[str], kind: str) -> None:
    given = [widgets.value_of(key) for key in keys]
    if None in given:
        st.session_state[_REFUSED] = (missing_score(),)
        return
    low, high = (None, None) if kind == NOBODY else (given[0], given[-1])
    if low is not None and high is not None:
        low, high = words_in_order(low, high, criterion.scale)
    if wrong := check_typed(low, high, criterion.scale, t("score"), criterion.label):
        st.session_state[_REFUSED] = tuple(
            t("{sentence}.", sentence=problem_sentence(p)) for p in wrong
        )
        return
    own.become(own.change.scored(ScoreChange(lever, criterion.id, low, high)))


_MOST_OTHERS = MOST_COLUMNS - 1
_STARTING = 2
"""Settings beside the present one at the start: there is room for one of one's own."""

_TOO_MANY = "too_many_columns"
_PASTED, _REFUSED_LINK = "pasted_link", "refused_link"


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
            draw_on_demand(how_computed(), "", "method", _method)
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
    cases = [column.analysis.case for column in columns]
    named = {p: c.label for one in cases for p, c in zip(one.places, one.criteria, strict=True)}
    key = [tag("b", "", f"sw c{place}") + text(label) for place, label in named.items()]
    return ranks_beside(order, beside, [*key, *certainty_key()], [exactness_note(columns)])


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
            {lever.id: criteria_bar(column.analysis, k) for k, lever in enumerate(levers)}
            if column.change.method is Method.ADDITIVE
            else {},
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
    """Why a column differs, and the controls of its setting."""
    if reference and column and (reasons := reasons_of(reference, column)):
        st.html(html_paragraphs(reasons))
    draw_editing(case, _others, _write, k)
    return ""


def _others(case: Case) -> list[Change]:
    """The settings beside the present one."""
    return _columns_of_address(case, state.session_scenario())[0][:_MOST_OTHERS]


def _write(case: Case, changes: list[Change]) -> None:
    # Not an empty one: the address would then mean the columns of the start.
    state.show(case, COLUMNS_KEY, ",".join(map(column_text, changes)) or NONE)


def _method() -> str:
    """What each calculation is called and looks at."""
    return plain_list([scaling_rule()])


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
    return most_telling(case, scenario, every, _STARTING) or every[:_STARTING], ()


def _picker(case: Case, scenario: Scenario, changes: list[Change]) -> None:
    """One click adds or removes a setting, ready-made or of one's own."""
    texts, begins = [column_text(c) for c in changes], state.begun()
    offered = suggested_changes(case, scenario)
    if begins.ours and not state.has_group_weights():
        points = tuple(begins.scenario.points.items())
        offered.insert(0, Change(points=points, name=t("Vote of the group")))
    known = {column_text(c): c for c in (*offered, *changes)}
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
        widgets.text_input(
            t("Paste a colleague's link"),
            name="pasted",
            value=st.session_state.get(_PASTED, ""),
            write=partial(_paste, case),
            placeholder=t("Paste a colleague's link"),
            label_visibility="collapsed",
            disabled=len(changes) >= _MOST_OTHERS,
        )
    # Said once, by the run that follows the click.
    if st.session_state.pop(_TOO_MANY, False):
        _too_many()
    if why := st.session_state.pop(_REFUSED_LINK, ()):
        st.html(notice_block(*why))


def _paste(case: Case, link: str) -> None:
    """The setting of a link beside the present one; what cannot be read of it is said."""
    query = dict(parse_qsl(urlsplit(link.strip()).query))
    place = {key: query[key] for key in (MEETING_KEY, DOSSIER_KEY, VERSION_KEY) if key in query}
    asked = Request(state.begun().scenario)
    if query.keys() - VIEWS:
        asked = from_address(case, query)
    refused = [t("{sentence}.", sentence=problem_sentence(p)) for p in asked.problems]
    if not query:
        refused = [t("This link holds no setting: copy it from « Share ».")]
    elif place != state.begun().place:
        refused = [t("This link shows another dossier.")]
    st.session_state[_PASTED] = link if refused else ""
    st.session_state[_REFUSED_LINK] = refused if link.strip() else []
    if not refused:
        changes, here = _others(case), state.session_scenario()
        name = _unused(changes, t("Colleague {n}"))
        _write(case, [*changes, change_towards(here, asked.scenario, name)])


def _unused(changes: list[Change], numbered: str) -> str:
    """The first name of a series, « Setting {n} », that no setting has."""
    names = {change.name for change in changes}
    return next(n for k in count(1) if (n := numbered.format(n=k)) not in names)


def _add(case: Case) -> None:
    """The present setting again beside itself, its weights to be moved."""
    changes = _others(case)
    name = _unused(changes, t("Setting {n}"))
    points = tuple(on_sliders(state.session_scenario().points).items())
    st.session_state[f"fold_column_{len(changes)}"] = True
    _write(case, [*changes, Change(points=points, name=name)])


def _keep(case: Case, before: list[str], picked: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[_TOO_MANY] = len(kept) > _MOST_OTHERS
    state.show(case, COLUMNS_KEY, ",".join(before if len(kept) > _MOST_OTHERS else kept) or NONE)
