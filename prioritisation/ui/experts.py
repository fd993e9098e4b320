"""The page *Pour experts*: exact shares, what would change the first, other methods, limits."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.address import CONSTRAINTS_KEY
from prioritisation.analysis.comparison import Change, compare
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness, read_constraints, refused
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_sets import (
    AtLeast,
    AtMost,
    Constraint,
    InconsistentConstraints,
)
from prioritisation.analysis.scenario import Analysis, Scenario, within_weights
from prioritisation.drawing.choices import choices_table
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    picture_key,
    plain_list,
    tag,
    text,
)
from prioritisation.drawing.projected.shared_out import solid_picture
from prioritisation.sentences.crossing import count_text, in_force_text, moving_text
from prioritisation.sentences.explained import method_notes
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.robustness import (
    driver_answer,
    driver_sentence,
    learning_answer,
    learning_lines,
    method_lines,
    solid_headline,
)
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.shares import (
    allowed_first_texts,
    equal_levers_text,
    first_place_shares,
    out_of_hundred_text,
    short_share,
)
from prioritisation.sentences.tipping import change_answer, tied_at_best, tipping_lines
from prioritisation.sentences.weight_limits import allowed_text, constraint_text, outside_text
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.comparing import ranks_of_columns
from prioritisation.ui.ranking import draw_ranking_details, draw_weight_map
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import (
    answered_fold,
    draw_assumptions,
    draw_on_demand,
    literal,
)
from prioritisation.ui.shared.weighing import bare_weights
from prioritisation.ui.visit.voting import (
    draw_projected,
    headline_picture,
    is_hidden,
    picture_source,
)
from prioritisation.wording import NBSP, listed, number, t, tn
from prioritisation.wording.numbers import plain as plain_number

MOST_DRAWN = 10
"""Levers drawn at once; the others are one click away."""


def first_picture(analysis: Analysis, robustness: Robustness) -> str:
    """For how many ways to share out the weights each lever is first: one bar each."""
    if len(analysis.case.criteria) == 1:
        return ""
    regions = robustness.regions.regions
    firsts = [i for i in analysis.ranking.order if regions[i].possible_share > TIE]
    rows = [_first_row(analysis, robustness, i) for i in firsts]
    title = tag("h2", text(out_of_hundred_text(whole=robustness.within.whole)))
    picture = tag(
        "div",
        "".join(rows[:MOST_DRAWN]),
        "firsts",
        role="img",
        aria_label=first_picture_text(analysis, robustness),
    )
    rest = "".join(rows[MOST_DRAWN:])
    more = tn("{n} other lever", "{n} other levers", len(rows) - MOST_DRAWN)
    left = details(text(more), tag("div", rest, "firsts"), "fold rest") if rest else ""
    tied, levers = tied_at_best(robustness), analysis.case.levers
    level = [levers[i].short_label for i in tied]
    never = [
        levers[i].short_label
        for i, region in enumerate(regions)
        if region.possible_share <= TIE and i not in tied
    ]
    notes = [
        t("Tied for first at best: {levers}.", levers=all_of(level)) if level else "",
        t("Never first: {levers}.", levers=all_of(never)) if never else "",
        equal_levers_text(robustness.regions, [v.short_label for v in levers]),
    ]
    return title + picture + left + _first_key(robustness) + html_paragraphs(notes, "note")


def _first_row(analysis: Analysis, robustness: Robustness, row: int) -> str:
    lever, region = analysis.case.levers[row], robustness.regions.regions[row]
    sure, possible = region.sure_share, region.possible_share
    style = f"--c:{lever.colour};--edge:{lever.colour}"
    bar = tag("b", "", style=f"{style};width:{100 * sure:.3f}%") if sure > TIE else ""
    if possible - sure > TIE:
        bar += tag("b", "", "u", style=f"{style};width:{100 * (possible - sure):.3f}%")
    figure = allowed_first_texts(robustness).bounds(row).replace(f"{NBSP}%", "")
    name = tag("b", "", "dot", style=f"background-color:{lever.colour}") + text(lever.short_label)
    return tag(
        "div",
        tag("span", name, "nm") + tag("span", bar, "bar") + tag("span", text(figure), "end"),
        "firstrow",
    )


def _first_key(robustness: Robustness) -> str:
    if not robustness.question.matrix.open_cells:
        return ""
    return picture_key(
        [
            tag("b", "", "sw ink") + text(t("sure")),
            tag("b", "", "sw ink u") + text(t("possible, if uncertain scores play for it")),
        ]
    )


def first_picture_text(analysis: Analysis, robustness: Robustness) -> str:
    """The picture as text."""
    texts = allowed_first_texts(robustness)
    order, levers = analysis.ranking.order, [v.short_label for v in analysis.case.levers]
    firsts = sorted(
        first_place_shares(robustness.regions), key=lambda one: order.index(one.rows[0])
    )
    sentences = [one.sentence(levers, short_share(texts.bounds(one.rows[0]))) for one in firsts]
    return t(
        "{title} {told}.",
        title=out_of_hundred_text(whole=robustness.within.whole),
        told=", ".join(sentences),
    )


_MORE, _LESS, _BOUNDED = "limit_more", "limit_less", "limit_bounded"
_LOW, _HIGH = "limit_low", "limit_high"
_NONE, _ALL = 0, 100
_MOST = 12
"""Constraints at once."""


@dataclass(frozen=True, slots=True)
class AddressConstraints:
    """The constraints of the address.

    Attributes
    ----------
    texts
        As the address writes them, each once.
    constraints
        Theirs, for the criteria taken into account.
    aside
        Texts about a criterion that is not taken into account: they wait.
    """

    texts: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    aside: tuple[str, ...]
    problems: tuple[Problem, ...]


def address_constraints(case: Case, scenario: Scenario) -> AddressConstraints:
    """What the address says of weights; a constraint not understood is left out, and said."""
    every, active = [c.id for c in case.criteria], list(scenario.points)
    wrong: list[Problem] = []
    texts: list[str] = []
    for one in dict.fromkeys(state.view(CONSTRAINTS_KEY).split(",")):
        before = len(wrong)
        # Read on all criteria: one about a criterion that is left out is not wrong, it waits.
        if one and read_constraints([one], every, wrong) and len(wrong) == before:
            texts.append(one)
    words = t("one limit too many: at most {most} at once", most=_MOST)
    wrong += [refused("address", words) for _ in texts[_MOST:]]
    problems = [replace(p, place="address", column=CONSTRAINTS_KEY) for p in wrong]
    kept = [one for one in texts[:_MOST] if _active(one, active)]
    aside = [one for one in texts[:_MOST] if one not in kept]
    constraints = read_constraints(kept, active, [])
    return AddressConstraints(tuple(texts[:_MOST]), constraints, tuple(aside), tuple(problems))


def _active(text: str, active: list[str]) -> bool:
    """Whether a constraint is about criteria that are all taken into account."""
    return bool(read_constraints([text], active, []))


def controls(
    case: Case, scenario: Scenario, constraints: AddressConstraints, robustness: Robustness | None
) -> None:
    """The constraints, one click to remove each; how to add one; how many weights they leave."""
    active = case.keeping(tuple(scenario.points))
    if len(active.criteria) < 2 and not constraints.texts:  # noqa: PLR2004 (nothing to compare)
        return
    left = allowed_text(robustness, _labels(active)) if robustness is not None else ""
    answer = left or t("All, as long as nothing is said of them.")
    if constraints.texts and not left:
        answer = listed([_constraint_words(case, one) for one in constraints.texts])
    with answered_fold(t("Which weights are allowed?"), answer, "limits"):
        _limit_controls(case, active, constraints)


def _limit_controls(case: Case, active: Case, constraints: AddressConstraints) -> None:
    with st.container(key="limits", horizontal=True, gap="small"):
        # Its place is kept: an open panel would become the next one when the panels move.
        with st.container(key="limits_said", width="content"):
            if constraints.texts:
                _constraint_pills(case, constraints)
        if len(active.criteria) > 1:
            _order(case, active)
            _interval(case, active)
    if constraints.aside:
        names = listed([_constraint_words(case, one) for one in constraints.aside])
        words = t("Not counted, a criterion is not taken into account: {what}.", what=names)
        st.html(tag("p", text(words), "note"))


def _labels(case: Case) -> list[str]:
    return [c.label for c in case.criteria]


def _constraint_pills(case: Case, constraints: AddressConstraints) -> None:
    """All are chosen: a click removes one."""
    widgets.pills(
        t("Limits on weights: one click removes one"),
        constraints.texts,
        name="limits_kept",
        value=constraints.texts,
        write=partial(_keep, case, constraints.texts),
        selection_mode="multi",
        format_func=lambda one: literal(_constraint_words(case, one)),
    )


def _constraint_words(case: Case, text: str) -> str:
    """A constraint as people read it."""
    labels = [c.label for c in case.criteria]
    read = read_constraints([text], [c.id for c in case.criteria], [])
    match read:
        case (AtLeast(column, low), AtMost(_, high)):
            span = t("{low} to {high}", low=plain_number(100 * low), high=plain_number(100 * high))
            return t("{criterion}: from {span} %", criterion=labels[column], span=span)
    return listed([constraint_text(c, labels) for c in read])


def _keep(case: Case, before: tuple[str, ...], picked: list[str]) -> None:
    _write(case, [one for one in before if one in picked])


def _write(case: Case, texts: list[str]) -> None:
    state.show(case, CONSTRAINTS_KEY, ",".join(dict.fromkeys(texts)))


def _add(case: Case, text: str) -> None:
    before = [x for x in state.view(CONSTRAINTS_KEY).split(",") if x]
    _write(case, [*before, text])


def _order(case: Case, active: Case) -> None:
    """One criterion weighs at least as much as another."""
    with st.popover(t("Compare two criteria"), type="tertiary"):
        _criterion(t("This criterion"), _MORE, active)
        _criterion(t("weighs at least as much as"), _LESS, active)
        same = _criterion_of(_MORE, active) == _criterion_of(_LESS, active)
        st.button(t("Add this limit"), on_click=_ordered, args=(case, active), disabled=same)


def _criterion(label: str, name: str, active: Case) -> None:
    """The choice of one criterion taken into account."""
    labels = {c.id: c.label for c in active.criteria}
    widgets.selectbox(
        label,
        labels,
        name=name,
        value=_criterion_of(name, active),
        write=widgets.choice_writer(name),
        format_func=labels.__getitem__,
    )


def _criterion_of(name: str, active: Case) -> str:
    """The criterion of a choice; the first one, or the second to compare the first with."""
    ids = [c.id for c in active.criteria]
    ident = widgets.own_choice(name, "")
    # A boolean as an index: to compare with, the second criterion; else the first.
    return ident if ident in ids else ids[name == _LESS]


def _ordered(case: Case, active: Case) -> None:
    """As the controls are now: they may have moved since the button was drawn."""
    _add(case, f"{_criterion_of(_MORE, active)}>={_criterion_of(_LESS, active)}")


def _interval(case: Case, active: Case) -> None:
    """One criterion has a share between two bounds."""
    with st.popover(t("Bound a weight"), type="tertiary"), st.container(key="bounds"):
        _criterion(t("Criterion bounded"), _BOUNDED, active)
        for name, label in ((_LOW, t("At least")), (_HIGH, t("At most"))):
            widgets.slider(
                label,
                _NONE,
                _ALL,
                name=name,
                value=_bound(name),
                write=widgets.choice_writer(name),
                step=5,
                format=t("%d %%"),
            )
        low, high = _bound(_LOW), _bound(_HIGH)
        useless = (low, high) == (_NONE, _ALL) or low > high
        st.button(t("Add these bounds"), on_click=_bounded, args=(case, active), disabled=useless)


def _bound(name: str) -> int:
    return widgets.own_choice(name, _ALL if name == _HIGH else _NONE)


def _bounded(case: Case, active: Case) -> None:
    low, high, criterion = _bound(_LOW), _bound(_HIGH), _criterion_of(_BOUNDED, active)
    if low == _NONE:
        _add(case, f"{criterion}<={high}")
    elif high == _ALL:
        _add(case, f"{criterion}>={low}")
    else:
        _add(case, f"{criterion} {low}..{high}")


def draw_explanations(analysis: Analysis, robustness: Robustness) -> None:
    """What the answer rests on and what would change it, each behind the question it answers."""
    for key, question, (answer, content) in (
        ("sources", t("Where does the uncertainty come from?"), _sources(robustness)),
        ("changes", t("What would change the first place?"), _changes(analysis, robustness)),
        ("learning", t("What should be checked first?"), _learning(analysis, robustness)),
        ("choices", t("And what is still open?"), _choices(analysis)),
    ):
        if content:
            with answered_fold(question, answer, key):
                st.html(content)


_Fold = tuple[str, str]
"""What the line of a fold answers, and HTML."""


def _sources(robustness: Robustness) -> _Fold:
    """What changes the first place most often: the weights, or the scores."""
    return driver_answer(robustness), tag("p", text(driver_sentence(robustness)))


def _changes(analysis: Analysis, robustness: Robustness) -> _Fold:
    """The smallest changes of weights, then one lever or one criterion less."""
    lines = tipping_lines(analysis, robustness)
    leaving = leaving_lines(analysis, robustness)
    without = tag("h3", text(t("Without one lever, or one criterion?"))) + plain_list(leaving)
    choices = tag("p", text(in_force)) if (in_force := in_force_text(analysis)) else ""
    return change_answer(robustness), plain_list(lines) + without + choices


def _learning(analysis: Analysis, robustness: Robustness) -> _Fold:
    lines = learning_lines(analysis, robustness)
    return learning_answer(analysis, robustness), plain_list(lines)


def _choices(analysis: Analysis) -> _Fold:
    """The open choices crossed; nothing where there is none to cross."""
    crossing = crossing_of(analysis)
    if crossing is None or len(crossing.outcomes) == 1:
        return "", ""
    moving = tag("p", text(moving_text(analysis)))
    outcomes = number(len(crossing.outcomes))
    answer = t("{n} ways to settle what is open, in a table.", n=outcomes)
    count = tag("p", text(count_text(analysis, crossing)))
    return answer, count + moving + choices_table(analysis)


@st.fragment
def experts_page(case: Case) -> None:
    """Answer, assumptions, weights, picture, and everything a weight changes."""
    question = t("Is it solid?")
    if is_hidden(case, question):
        return
    scenario = state.session_scenario()
    constraints = address_constraints(case, scenario)
    frame.address_notice(state.address_problems(), constraints.problems)
    analysis = state.scenario_analysis(case, scenario)
    with frame.while_computing():
        robustness = _robustness(analysis, constraints)
        if analysis and isinstance(robustness, Robustness):
            analysis = within_weights(analysis, robustness.within)
    headline = (
        _headline(analysis, robustness)
        if analysis
        else frame.no_weights_headline(question, scenario)
    )
    with st.container(key="answer"):
        st.html(frame.headline_block(headline))
    draw_assumptions(case, scenario, with_criteria=True)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            bare_weights(case, scenario, analysis.weights if analysis else None)
        with ranking, frame.apart_block():
            if analysis and isinstance(robustness, Robustness):
                frame.draw_html(first_picture(analysis, robustness))
        with st.container(key="under", gap=None):
            done = robustness if isinstance(robustness, Robustness) else None
            _under(case, scenario, analysis, (constraints, done))
    draw_projected(_projected(case, headline, analysis, done))


def _robustness(
    analysis: Analysis | None, constraints: AddressConstraints
) -> Robustness | InconsistentConstraints | None:
    """How far the first place holds; or that no weights are left to try."""
    if analysis is None:
        return None
    try:
        return assess_robustness(analysis, constraints=constraints.constraints)
    except InconsistentConstraints as error:
        return error


def _projected(
    case: Case, headline: Headline, analysis: Analysis | None, robustness: Robustness | None
) -> str:
    right = picture_source(case)
    if analysis is None or robustness is None:
        return headline_picture(headline, right)
    return solid_picture(headline, analysis, robustness, right)


def _headline(
    analysis: Analysis, robustness: Robustness | InconsistentConstraints | None
) -> Headline:
    labels = [c.label for c in analysis.case.criteria]
    if isinstance(robustness, Robustness):
        headline = solid_headline(analysis, robustness)
        reservation = " ".join(
            filter(None, (outside_text(robustness, labels), headline.reservation))
        )
        return replace(headline, reservation=reservation)
    against = () if robustness is None else robustness.constraints
    contrary = listed([constraint_text(c, labels) for c in against])
    loud = t("These limits contradict each other: remove one of them.")
    return Headline(t("Is it solid?"), loud, t("{said}.", said=contrary))


def _under(
    case: Case,
    scenario: Scenario,
    analysis: Analysis | None,
    limited: tuple[AddressConstraints, Robustness | None],
) -> None:
    """The folds; the limits on weights are there even where nothing can be said."""
    constraints, robustness = limited
    with st.container(gap=None):
        if analysis and robustness:
            draw_explanations(analysis, robustness)
            draw_on_demand(
                t("What do other calculations say?"),
                "",
                "methods",
                partial(_other_methods, case, scenario),
            )
            is_map = len(analysis.weights) > 1
            draw_ranking_details(analysis, partial(draw_weight_map, analysis) if is_map else None)
    controls(case, scenario, constraints, robustness)
    with st.container(gap=None):
        if analysis and robustness:
            draw_on_demand(
                t("How the shares are computed"),
                "",
                "shares",
                lambda: plain_list(method_lines(analysis, robustness)),
            )
            frame.draw_html(html_paragraphs(caveats(analysis), "caveat"))


def _other_methods(case: Case, scenario: Scenario) -> str:
    """The places of each lever by each other method, beside those of the weighted sum."""
    changes = [Change(method=method) for method in Method if method is not Method.ADDITIVE]
    columns = compare(case, scenario, changes, robustness_thresholds())
    return ranks_of_columns(case, scenario, columns) + plain_list(method_notes())
