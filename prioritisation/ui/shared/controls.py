"""The controls beside a ranking: readings, directions, criteria; stability bands of weights."""

import re
import string
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.evidence import Evidence, Source, Stance, Target
from criteria.model import Criterion, Score, Sense, Standing
from criteria.readings import Reading, ReadingQuestion
from prioritisation.analysis.address import cell_query
from prioritisation.analysis.robustness.weight_changes import Interval, Stability
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.drawing.markup import items, picture_key, tag, text
from prioritisation.sentences.change import holds_while
from prioritisation.sentences.criteria import plea_text
from prioritisation.sentences.phrases import direction_label, lever_labels
from prioritisation.sentences.ranking import missing_scores
from prioritisation.sentences.shares import weight_texts
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.pages import CASES, SCORES, page_at
from prioritisation.wording import t, tn, typeset


def pleas(case: Case, criterion: Criterion) -> str:
    """What was said of the direction of a criterion, each with the way that it argues for.

    Empty when nothing was, and for evidence that only says why there is such a criterion.
    """
    about = case.evidence_for(Target.CRITERION, criterion.id)
    if all(e.stance is Stance.CONTEXT for e in about):
        return ""
    lead = tag("p", text(t("What was said, and which way it argues:")), "note")
    return lead + statements(case, about)


def statements(case: Case, evidence: tuple[Evidence, ...]) -> str:
    """Pieces of evidence, each with where it stands."""
    return items((statement(case, e) for e in evidence), "evidence")


def statement(case: Case, e: Evidence) -> str:
    """One piece of evidence: which way it argues, what was said, where it stands."""
    source = case.sources[e.source]
    ours = t("{name}: {label}", name=e.statement, label=e.summary) if e.summary else e.statement
    sentence = t("« {quote} »", quote=e.quote) if e.quote else ours
    stands = (
        text(e.place) + " · " + (source_link(source) if source.url else text(source.short_name))
    )
    parts = [tag("strong", text(_way(case, e))), text(sentence), tag("span", stands, "st")]
    if e.note:
        parts.append(tag("span", text(e.note), "st"))
    return " ".join(parts)


def _way(case: Case, e: Evidence) -> str:
    """Which way a piece of evidence argues; a figure argues by itself."""
    if e.target is Target.CRITERION:
        return plea_text(case.criterion(e.criterion), e.stance)
    return _stance_text(e.stance) if e.quote else t("Figure.")


def _stance_text(stance: Stance) -> str:
    """Which way it argues, when it is not about a criterion."""
    return {
        Stance.FOR: t("For."),
        Stance.AGAINST: t("Against."),
        Stance.UNDECIDED: t("To decide."),
        Stance.CONTEXT: t("Context."),
    }[stance]


def source_link(source: Source) -> str:
    """The address of a source; opened elsewhere, so that the screen stays."""
    return tag(
        "a", text(source.short_name), href=source.url, target="_blank", rel="noopener noreferrer"
    )


def draw_ways_to_fill(case: Case, unknowns: Sequence[Score], label: str, key: str) -> None:
    """One tap to the form of the first that is missing; beside it, the way to each of them.

    Parameters
    ----------
    key
        Key of the dossier that they are corrected in.
    """
    queries = [cell_query(key, one.lever, one.criterion) for one in unknowns]
    # The hyphen: no criterion is called so, and its own key is of the same form.
    with st.container(
        key="plain_-missing",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="content",
    ):
        st.page_link(page_at(CASES), label=label, query_params=queries[0])
        if len(queries) == 1:
            return
        with st.popover(t("Which ones?"), type="tertiary", wrap=True):
            links = [
                tag("a", text(_name(case, one)), href=f"/{CASES}?{urlencode(q)}", target="_self")
                for one, q in zip(unknowns, queries, strict=True)
            ]
            st.html(items(links, "plainlist tofill"))


def _name(case: Case, score: Score) -> str:
    words = case.in_plain_words({})
    return t(
        "{lever}: {criterion}",
        lever=words.lever(score.lever).short_label,
        criterion=words.criterion(score.criterion).label,
    )


_JOINER = "\N{WORD JOINER}"
_ADDRESS = re.compile(r"://|www(?=\.)|@", re.IGNORECASE)
_MARKDOWN = frozenset(string.punctuation) - frozenset("?',;()%/\"!{}")
"""Characters that may mean something in a label: each is written with a backslash before it.

Labels are read aloud with their backslashes: no other has one.
"""

_BARE = re.compile(r"(?<=[^\W\d_])[-.](?=\w|\s|$)|:(?=\s|$)")
"""Some of them where they mean nothing: in a word or after one, or before a space."""


def assumption_bar() -> DeltaGenerator:
    """The place of the line of what is to be confirmed, to be filled by ``draw_assumptions``."""
    return st.container(key="assume", horizontal=True, gap="medium")


def draw_assumptions(
    case: Case,
    scenario: Scenario,
    bar: DeltaGenerator | None = None,
    *,
    with_criteria: bool = False,
    filling: str = "",
) -> None:
    """One line: how many choices are to be confirmed, all on one sheet; the scores not sure.

    Parameters
    ----------
    bar
        Its place, when something below it is drawn first.
    with_criteria
        Whether the criteria are chosen on the sheet too: where weights are.
    filling
        Key of the dossier that the visitor may correct: what is missing leads to its form.
    """
    # A criterion left out has no direction to show; what is chosen is of the whole case.
    whole, case = case, case.keeping(tuple(scenario.points))
    unsure = _choices_to_confirm(case, scenario)
    with bar or assumption_bar():
        if with_criteria and not scenario.points:
            with st.container(key="criteria_start", gap=None):
                _chips(whole, scenario, t("Put a criterion back"), start=True)
        label = tn(
            "{n} choice remains to be confirmed", "{n} choices remain to be confirmed", unsure
        )
        kind = "amber" if unsure else "plain"
        with st.container(key=f"{kind}_choices", width="content"):
            words = literal(label if unsure else t("Choices and criteria"))
            sheet = st.popover(words, type="tertiary", key="choices")
        with sheet, st.container(key="sheet"):
            _draw_choices(whole, case, scenario)
            if with_criteria and scenario.points:
                _draw_criteria(whole, scenario)
        _draw_missing(case, scenario, filling)


def _choices_to_confirm(case: Case, scenario: Scenario) -> int:
    """How many readings and directions of what is counted are open; its scales are one choice."""
    return (
        sum(_is_open(question, scenario) for question in case.live_questions)
        + sum(c.direction.status is Standing.TO_CONFIRM for c in _turning(case))
        + any(c.scale_status is Standing.TO_CONFIRM for c in case.criteria)
    )


def _is_open(question: ReadingQuestion, scenario: Scenario) -> bool:
    current = question.answer(scenario.combination)
    return question.open or current.status is Standing.TO_CONFIRM


def _turning(case: Case) -> tuple[Criterion, ...]:
    """The criteria that can count the other way."""
    return tuple(c for c in case.criteria if len(c.direction.labels) > 1)


def _draw_choices(whole: Case, case: Case, scenario: Scenario) -> None:
    """Each way of counting, direction and scale; its place is kept, whatever is counted."""
    live, counted = {q.id for q in case.live_questions}, {c.id for c in case.criteria}
    for question in whole.in_plain_words(scenario.senses).questions:
        with st.container():
            if question.id in live:
                _draw_reading(whole, question, scenario)
    for criterion in _turning(whole):
        with st.container():
            if criterion.id in counted:
                _draw_direction(whole, criterion, scenario)
    scales = [c for c in case.criteria if c.scale_status is Standing.TO_CONFIRM]
    if scales:
        said = (tag("p", text(c.scale_note)) for c in scales)
        st.html(_choice_title(t("Scales"), to_confirm=True) + "".join(said))
        st.page_link(page_at(SCORES), label=t("Each scale"))


def _choice_title(name: str, *, to_confirm: bool) -> str:
    flag = " " + tag("em", text(t("to confirm"))) if to_confirm else ""
    return tag("h3", text(name) + flag)


def _draw_missing(case: Case, scenario: Scenario, filling: str) -> None:
    """How many scores are unknown or deduced, and the way to them."""
    table = case.tables[scenario.combination]
    missing = missing_scores(table)
    if missing and filling and table.unknowns:
        draw_ways_to_fill(case, table.unknowns, " ".join(missing), filling)
    elif missing:
        st.page_link(page_at(SCORES), label=" ".join(missing))
    else:
        st.empty()


def _draw_criteria(whole: Case, scenario: Scenario) -> None:
    """Which criteria are taken into account."""
    if any(c.active for c in whole.criteria):
        _chips(whole, scenario, t("Criteria taken into account"), start=True)
    if not all(c.active for c in whole.criteria):
        _chips(whole, scenario, t("Add a criterion"), start=False)


def spoken(words: str) -> str:
    """Words that are read aloud and never drawn: without what Streamlit would read as markup."""
    return " ".join("".join(c if c not in _MARKDOWN - {"-"} else " " for c in words).split())


def _draw_reading(whole: Case, question: ReadingQuestion, scenario: Scenario) -> None:
    current = question.answer(scenario.combination)
    readings = {r.id: r for r in question.readings}
    st.html(_choice_title(question.name, to_confirm=_is_open(question, scenario)))
    widgets.radio(
        literal(question.question),
        list(readings),
        name=f"reading_{question.id}",
        value=current.id,
        write=partial(state.read_otherwise, whole),
        format_func=lambda r: literal(capital(readings[r].label)),
        captions=[literal(r.description) for r in question.readings],
    )
    if why := reason_text(current):
        st.html(tag("p", text(why), "note"))


def reason_text(reading: Reading) -> str:
    """Why a reading may be the right one; empty when the case does not say."""
    return t("Why: {reason}", reason=reading.reason) if reading.reason else ""


def _draw_direction(case: Case, criterion: Criterion, scenario: Scenario) -> None:
    direction = criterion.direction
    sense = scenario.senses.get(criterion.id, direction.default)
    to_confirm = direction.status is Standing.TO_CONFIRM
    st.html(_choice_title(criterion.label, to_confirm=to_confirm))
    widgets.radio(
        literal(direction.question or criterion.question),
        [s.value for s in (direction.default, direction.default.opposite)],
        name=f"sense_{criterion.id}",
        value=sense.value,
        write=lambda said: state.turn(case, criterion.id, Sense(said)),
        format_func=lambda s: literal(capital(direction_label(criterion, Sense(s)))),
    )
    st.html(tag("p", text(direction.reason), "note") + pleas(case, criterion))


def literal(words: str) -> str:
    """Words that Streamlit must show as they are: in labels it reads Markdown.

    Addresses become links even when they are escaped: an invisible joiner breaks them.
    """
    broken = _ADDRESS.sub(rf"\g<0>{_JOINER}", typeset(words))
    bare = {match.start() for match in _BARE.finditer(broken)}
    return "".join(
        f"\\{c}" if c in _MARKDOWN and k not in bare else c for k, c in enumerate(broken)
    )


def capital(words: str) -> str:
    """Words at the start of a line."""
    return words[:1].upper() + words[1:]


def _chips(case: Case, scenario: Scenario, label: str, *, start: bool) -> None:
    """Which criteria are taken into account, among those active from the start or the others."""
    ids = [c.id for c in case.criteria if c.active is start]

    def keep(picked: list[str]) -> None:
        """The others stay as they are now: they may have changed since this was drawn."""
        others = [c for c in state.session_scenario().points if c not in ids]
        state.take_into_account(case, [*others, *picked])

    widgets.pills(
        label,
        ids,
        name="criteria_kept" if start else "criteria_added",
        value=scenario.points,
        write=keep,
        selection_mode="multi",
        format_func=lambda c: literal(case.criterion(c).plain_name(scenario.senses.get(c))),
    )


def weight_head(criterion: Criterion, place: int, share: str) -> str:
    """A criterion over its slider: its colour, its name, its share of the weights."""
    swatch = tag("b", "", f"sw c{place}")
    return tag(
        "div", swatch + tag("span", text(criterion.label)) + tag("strong", text(share)), "wh"
    )


def bands(analysis: Analysis) -> str:
    """One band per criterion for the lever surely first; a sentence when there is no such lever.

    Nothing when one criterion has all the weight.
    """
    leaders = analysis.verdict.leaders
    if len(leaders) != 1:
        words = t("No lever is alone and surely first with these weights: no band to draw.")
        return tag("p", text(words), "note")
    leader = analysis.matrix.alternatives[leaders[0]]
    intervals = [s for s in analysis.stability if s.alternative == leader]
    if not intervals:
        return ""
    rows = "".join(_band(analysis, s) for s in intervals)
    title = t(
        "Weights for which {leader} stays first, the others keeping their proportions",
        leader=lever_labels(analysis, leaders)[0],
    )
    key = (
        tag("b", "", "sw ink") + text(t("surely first")),
        tag("b", "", "sw ink u") + text(t("possibly first")),
        tag("b", "", "mark") + text(t("present weight")),
    )
    return tag("p", text(title), "note") + tag("div", rows, "bands") + picture_key(key)


def _band(analysis: Analysis, stability: Stability) -> str:
    column = analysis.matrix.criteria.index(stability.criterion)
    weight = float(analysis.weights[column])
    place = analysis.case.places[column]
    inside = _piece(stability.possible, place, " u") + _piece(stability.sure, place, "")
    mark = tag("i", "", "here", style=f"left:{100 * weight:.2f}%;top:50%")
    bar = tag(
        "div", inside + mark, "band", role="img", aria_label=holds_while(analysis, stability)
    )
    heading = tag("span", text(analysis.case.criteria[column].label), "nm")
    return tag(
        "div",
        heading + bar + tag("span", text(weight_texts(analysis.weights)[column]), "end"),
        "bandrow",
    )


def _piece(interval: Interval | None, place: int, css: str) -> str:
    if interval is None:
        return ""
    low, high = (100 * min(1.0, max(0.0, end)) for end in interval)
    return tag("b", "", f"c{place}{css}", style=f"left:{low:.2f}%;width:{high - low:.2f}%")


def answered_fold(question: str, answer: str, key: str) -> AbstractContextManager[object]:
    """A fold whose line already answers; it stays as it was when the answer changes."""
    return st.expander(_line(question, answer), type="compact", key=f"fold_{key}")


def draw_on_demand(question: str, answer: str, key: str, content: Callable[[], str]) -> None:
    """HTML, after what its function draws by itself, once its fold is open only."""
    line = _line(question, answer)
    opened = st.expander(line, type="compact", key=f"fold_{key}", on_change="rerun")
    if opened.open:
        with opened:
            draw_html(content())


def _line(question: str, answer: str) -> str:
    return f"**{literal(question)}** {literal(answer)}".rstrip()
