"""The page *Et si… ?* as a whole: one's own variants beside ready-made ones."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from criteria.case import Case
from criteria.model import Lever
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.whatif import Trial
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.projected.beside import beside_picture
from prioritisation.drawing.rank_bench import RankColumn, RankSpan, ranks_beside
from prioritisation.sentences import forks
from prioritisation.sentences.firsts import answers_once
from prioritisation.sentences.forks import weight_moves_text
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.phrases import points_text
from prioritisation.ui.scenarios.bench import session_bench
from prioritisation.ui.scenarios.drafts import Bench
from prioritisation.ui.scenarios.editing import draw_editing, reason
from prioritisation.ui.scenarios.ground import BaseCase, base_case
from prioritisation.ui.scenarios.keeping import draw_scenario_keeping, is_tried
from prioritisation.ui.scenarios.scoring import draw_levers, draw_scores
from prioritisation.ui.shared import state
from prioritisation.ui.shared.page import address_notice, draw_html, headline_block
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.projecting import (
    draw_projected,
    picture_source,
)
from prioritisation.ui.visit.trying import notice_block
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import points, t


def ranks_of_trials(trials: Sequence[Trial]) -> str:
    """Ranks of each lever in each scenario, and its points where they make the ranks."""
    return ranks_beside(_levers_of(trials), _columns(trials), [forks.sampled_note(tuple(trials))])


def _columns(trials: Sequence[Trial]) -> list[RankColumn]:
    return [
        RankColumn(
            one.fork.name,
            {
                lever: RankSpan.of(one.opinion, row)
                for row, lever in enumerate(one.opinion.alternatives)
            },
            _points(one) if one.fork.method is Method.ADDITIVE else {},
        )
        for one in trials
    ]


def _points(trial: Trial) -> dict[str, str]:
    """Lever id -> its points, those of the weighted sum."""
    ranking = trial.analysis.ranking
    return {
        lever: points(points_text(ranking, row))
        for row, lever in enumerate(trial.opinion.alternatives)
    }


def _levers_of(trials: Sequence[Trial]) -> list[Lever]:
    """The levers of all scenarios: in the order of the first, then those it does not have."""
    by_id: dict[str, Lever] = {}
    for one in trials:
        levers = one.analysis.case.levers
        # Those that are there already win, and keep their place.
        by_id |= {levers[i].id: levers[i] for i in one.analysis.ranking.order} | by_id
    return list(by_id.values())


def effects(case: Case, trials: Sequence[Trial]) -> str:
    """One block per scenario: the changes, an arrow, the effects."""
    if len(trials) < 2:  # noqa: PLR2004 (nothing to compare)
        return ""
    first, *others = trials
    title = tag("h2", text(t("What changed, and what it changes")))
    sentence = tag("p", text(t("Compared with « {name} ».", name=first.fork.name)), "note")
    every = [forks.fork_effects(first, one) for one in others]
    names = [one.fork.name for one in others]
    answers = answers_once(zip(names, (answer for answer, *_ in every), strict=True))
    blocks = "".join(
        _block(case, first, one, [answer, *more])
        for one, answer, (_, *more) in zip(others, answers, every, strict=True)
    )
    return title + sentence + tag("div", blocks, "criteria labeffects")


def _block(case: Case, first: Trial, trial: Trial, outcome: list[str]) -> str:
    named = case.in_plain_words(trial.fork.scenario.senses)
    changes = forks.fork_changes(named, first, trial) or [_hardly(first, trial)]
    parts = (
        tag("h3", text(trial.fork.name))
        + items((text(c) for c in changes), "labwas")
        + tag("p", "→", "labarrow", aria_hidden="true")
        + items(map(text, outcome), "labnow")
    )
    return tag("section", parts, "criterion")


def _hardly(first: Trial, trial: Trial) -> str:
    """When no change can be read: there is none, or it is lost in the rounding."""
    if np.array_equal(first.analysis.weights, trial.analysis.weights):
        return t("Nothing is changed.")
    return weight_moves_text([])


@part
def lab() -> None:
    """Answer, scenarios side by side, what each changes, and the one being changed."""
    question = t("What if?")
    base = base_case()
    if is_hidden(base.case, question):
        return
    bench_ = session_bench(base)
    bench_.look()
    ranked = [draft.ranked(base.case) for draft in bench_.drafts]
    trials = [one for one in ranked if isinstance(one, Trial)]
    # Before the answer, as on every page: « Share » stands beside the question.
    address_notice(state.address_problems())
    with st.container(key="answer"):
        headline = _answer(base, trials)
        st.html(headline_block(headline) + _tries(base, bench_))
    with st.container(key="lab_notices", gap="small"):
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
    bench = _levers_of(trials), _columns(trials)
    draw_projected(beside_picture(headline, *bench, picture_source(base.case, _whose(base))))


def _whose(base: BaseCase) -> str:
    return t("Meeting {code}", code=base.code) if base.code else t("Starting case")


def _tries(base: BaseCase, bench_: Bench) -> str:
    """What the second line is to say that one looks at: nothing but the start, or variants."""
    if not is_tried(base, bench_):
        return ""
    return tag("i", "", "tries-several" if len(bench_.drafts) > 1 else "tries-one")


def _answer(base: BaseCase, trials: list[Trial]) -> Headline:
    if trials:
        return forks.forks_answer(tuple(trials), base.start)
    why = t("See why below, and change one.")
    return Headline(t("What if?"), t("No variant can be ranked."), why)


def _pictures(base: BaseCase, trials: list[Trial]) -> None:
    with st.container(key="lab_beside", gap="small"):
        if trials:
            st.html(ranks_of_trials(trials))
            draw_html(effects(base.case, trials))
