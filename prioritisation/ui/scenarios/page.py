"""The page *Scénarios* as a whole: forks side by side, and what each changes of the first one."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from criteria.case import Case
from criteria.model import Lever
from prioritisation.analysis.whatif import Trial
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting.store import StoreError, UnknownMeeting
from prioritisation.sentences import forks, points_text
from prioritisation.ui.scenarios.bench import session_bench
from prioritisation.ui.scenarios.editing import draw_editing, reason
from prioritisation.ui.scenarios.ground import BaseCase, base_case, go
from prioritisation.ui.scenarios.keeping import draw_scenario_keeping
from prioritisation.ui.scenarios.scoring import draw_levers, draw_scores
from prioritisation.ui.shared import state
from prioritisation.ui.shared.lanes import Lane, Stop, lanes_chart
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.trying import notice_block, why_not
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.web.rate_limits import TooManyTries
from prioritisation.wording import points, span, t


def ranks_beside(trials: Sequence[Trial]) -> str:
    """The picture of the ranks."""
    lanes = [
        Lane(lever.short_label, lever.colour, tuple(_stop(x, lever.id) for x in trials))
        for lever in _levers_of(trials)
    ]
    heads = [x.fork.name for x in trials]
    rows = max(len(x.opinion.alternatives) for x in trials)
    return lanes_chart(
        lanes, heads, rows, _alternative(trials), [forks.sampled_note(tuple(trials))]
    )


def _levers_of(trials: Sequence[Trial]) -> list[Lever]:
    """The levers of all scenarios: in the order of the first, then those it does not have."""
    by_id: dict[str, Lever] = {}
    for one in trials:
        levers = one.analysis.case.levers
        # Those that are there already win, and keep their place.
        by_id |= {levers[i].id: levers[i] for i in one.analysis.ranking.order} | by_id
    return list(by_id.values())


def _row(trial: Trial, lever: str) -> int | None:
    names = trial.opinion.alternatives
    return names.index(lever) if lever in names else None


def _stop(trial: Trial, lever: str) -> Stop | None:
    row = _row(trial, lever)
    return None if row is None else Stop.of(trial.opinion, row)


def _alternative(trials: Sequence[Trial]) -> str:
    firsts = (
        t("{column}: {first}", column=x.fork.name, first=forks.fork_first(x)) for x in trials
    )
    return t(
        "Ranks of each lever in {n} scenarios. {told}.", n=len(trials), told=" ; ".join(firsts)
    )


def values_beside(trials: Sequence[Trial]) -> str:
    """Each lever's rank and points in each scenario."""
    head = [text(t("Lever")), *(text(x.fork.name) for x in trials)]
    rows = [
        [text(lever.label), *(_cell(x, lever) for x in trials)] for lever in _levers_of(trials)
    ]
    caption = t(
        "Rank, then points out of 100 (the additive value, whatever the method), from the lowest "
        "to the highest possible."
    )
    written = table(head, rows, caption, "twin left labtable")
    wide = tag("div", written, style=f"--cols:{len(trials)}")
    return scrollable(wide, t("Ranks and points of each lever"))


def _cell(trial: Trial, lever: Lever) -> str:
    row, stop = _row(trial, lever.id), _stop(trial, lever.id)
    if row is None or stop is None:
        return tag("span", text(t("not in it")), "st")
    ranking = trial.analysis.ranking
    low, high = (100 * float(bound[row]) for bound in (ranking.low, ranking.high))
    ranks = span(stop.best, stop.worst)
    rank = t("{rank} (tied)", rank=ranks) if stop.tied else ranks
    solid = tag("b", "", style=f"width:{low:.2f}%") if low else ""
    spread = tag("b", "", "u", style=f"width:{high - low:.2f}%") if high > low else ""
    style = f"--c:{lever.colour};--edge:{lever.colour}"
    bar = tag("span", solid + spread, "bar thin", style=style, aria_hidden="true")
    worth = points(points_text(ranking, row))
    return tag("span", text(rank), "val") + bar + tag("span", text(worth), "st")


def effects(case: Case, trials: Sequence[Trial]) -> str:
    """One block per scenario: the changes, an arrow, the effects."""
    if len(trials) < 2:  # noqa: PLR2004 (nothing to compare)
        return ""
    first, *others = trials
    title = tag("h2", text(t("What changed, and what it changes")))
    sentence = tag("p", text(t("Compared with « {name} ».", name=first.fork.name)), "note")
    blocks = "".join(_block(case, first, one) for one in others)
    return title + sentence + tag("div", blocks, "criteria labeffects")


def _block(case: Case, first: Trial, trial: Trial) -> str:
    changes = forks.fork_changes(case, first, trial) or [_hardly(first, trial)]
    parts = (
        tag("h3", text(trial.fork.name))
        + items((text(c) for c in changes), "labwas")
        + tag("p", "→", "labarrow", aria_hidden="true")
        + items((text(e) for e in forks.fork_effects(first, trial)), "labnow")
    )
    return tag("section", parts, "criterion")


def _hardly(first: Trial, trial: Trial) -> str:
    """When no change can be read: there is none, or it is lost in the rounding."""
    if np.array_equal(first.analysis.weights, trial.analysis.weights):
        return t("Nothing is changed.")
    return t("The weights move by less than one point.")


@part
def lab(folder: Case) -> None:
    """Answer, scenarios side by side, what each changes, and the one being changed."""
    question = t("What if?")
    base = _ground(folder, question)
    if base is None or is_hidden(base.case, question, base.code):
        return
    bench_ = session_bench(base)
    bench_.look()
    ranked = [draft.ranked(base.case) for draft in bench_.drafts]
    trials = [one for one in ranked if isinstance(one, Trial)]
    with st.container(key="answer"):
        st.html(answer_block(question, *_answer(trials)))
    with st.container(key="lab_notices", gap="small"):
        address_notice(state.address_problems())
        for sentences in (bench_.faults, *((one,) for one in reason(bench_, ranked))):
            draw_html(notice_block(*sentences) if sentences else "")
    draw_scenario_keeping(base, bench_)
    with st.container(key="lab"):
        _pictures(base, trials)
        with st.container(key="lab_editor", gap="small"):
            draw_editing(base, bench_)
        with st.container(key="lab_scores", gap="small"):
            draw_scores(base, bench_)
            draw_levers(base, bench_)


def _ground(folder: Case, question: str) -> BaseCase | None:
    """What is forked; None when a meeting's case cannot be read, which is said."""
    try:
        return base_case(folder)
    except UnknownMeeting as error:
        go(folder, "")
        st.html(notice_block(*why_not(error), t("The case of the other pages is used instead.")))
        return base_case(folder)
    except (StoreError, TooManyTries) as error:
        st.html(tag("h1", text(question)) + notice_block(*why_not(error)))
        return None


def _answer(trials: list[Trial]) -> tuple[str, str]:
    if trials:
        return forks.forks_answer(tuple(trials))
    return t("No scenario can be ranked:"), t("see why below, and change one.")


def _pictures(base: BaseCase, trials: list[Trial]) -> None:
    with st.container(key="lab_beside", gap="small"):
        if trials:
            st.html(tag("h2", text(t("Ranks side by side"))) + ranks_beside(trials))
            with st.expander(t("Ranks and points"), type="compact", expanded=True, key="twin"):
                st.html(values_beside(trials))
            draw_html(effects(base.case, trials))
