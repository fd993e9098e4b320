"""The weights of a page, and the bars of a ranking that follow them there: docs/adr/0036.

The browser draws; the server is asked when the hand lets a weight go. Each of its acts has a
number, which comes back with the answer: the browser takes no answer to an act before its last.
"""

import secrets
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from criteria.case import Case
from criteria.model import Criterion
from criteria.scales import Amount, WordScale
from prioritisation.analysis.address import MOST_POINTS
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.scenario import START_POINTS, Analysis, Scenario
from prioritisation.analysis.weights import near_sliders
from prioritisation.drawing.bars import bar_words, rank_width
from prioritisation.sentences.criteria import is_bent
from prioritisation.sentences.phrases import plain_anchor, points_digits, points_text, rank_text
from prioritisation.sentences.ranking import ranking_alternative
from prioritisation.sentences.shares import weight_texts
from prioritisation.ui.shared import state
from prioritisation.ui.shared.scripts import declared
from prioritisation.wording import t, typeset

_NUMBER, _KEY, _HEARD = "weighing_number", "weighing_key", "weighing_heard"
"""Session keys: the last act that was heard; under which key the component stands here; whether
this run answers an act."""

_DRAWING_S = 0.02
"""What a browser takes to draw the weights, the bars and the sentence over them."""

_LARGEST = 2**53
"""Whole numbers from here on are not exact in a browser."""

SCRIPT = Path(__file__).parent / "weighing.js"
_WEIGHING = declared(
    "weighing", SCRIPT, html='<div class="weights"></div><div class="ranking"></div>'
)


def weights_panel(whole: Case, data: Mapping[str, Any]) -> None:
    """The weights of the criteria taken into account, and the bars that follow them.

    Parameters
    ----------
    data
        What ``component_data`` gives.
    """
    # Never the key of another session: a browser that comes back sends what it did in that one.
    key = st.session_state.setdefault(_KEY, f"weighing_{secrets.token_hex(4)}")
    _WEIGHING(
        key=key,
        data={**data, "seq": st.session_state.setdefault(_NUMBER, 0)},
        on_commit_change=partial(_on_commit, whole, key),
    )


def bare_weights(whole: Case, scenario: Scenario, weights: Floats | None) -> None:
    """The weights without bars; parameters are those of ``component_data``."""
    weights_panel(whole, component_data(whole, scenario, weights))


def let_draw() -> None:
    """Have the browser draw what was sent before more comes, where a hand has let a weight go.

    Sent in the same breath, all of the page would be drawn before any of it is seen.
    """
    if st.session_state.pop(_HEARD, False):
        time.sleep(_DRAWING_S)


def _on_commit(case: Case, key: str) -> None:
    take_act(case, st.session_state[key].get("commit"))


def take_act(case: Case, act: object) -> None:
    """Write the weights that a browser says were moved; it may say anything.

    Parameters
    ----------
    act
        ``seq``, its number, and ``moved``, criterion id -> points from 0 to ``MOST_POINTS``. One
        that was heard already is nobody's; of one that says anything else nothing is written.
    """
    if not isinstance(act, dict) or not _whole(act.get("seq"), _LARGEST):
        return
    if act["seq"] <= st.session_state.get(_NUMBER, 0):
        return
    st.session_state[_NUMBER], st.session_state[_HEARD] = act["seq"], True
    moved = act.get("moved")
    if isinstance(moved, dict) and all(_whole(n, MOST_POINTS) for n in moved.values()):
        state.weigh(case, moved)


def _whole(value: object, most: int) -> bool:
    """Whether it is a whole number from 0 to ``most``; ``True`` is none."""
    return type(value) is int and 0 <= value <= most


def component_data(
    whole: Case, scenario: Scenario, weights: Floats | None, analysis: Analysis | None = None
) -> dict[str, Any]:
    """What the browser draws from, but for the number of the act that it answers.

    Under ``levers``, in the order of the ranking, ``low`` and ``high`` are the values of a lever
    in [0, 1], one per criterion, and ``doubted`` tells those to check: the browser sums them,
    weighted by ``points``, which are not rounded: a slider stands at the nearest whole one.

    Parameters
    ----------
    weights
        Their shares, summing to 1; None when all points are zero.
    analysis
        What the bars beside the weights are drawn from; None for weights alone.
    """
    case, points = whole.keeping(tuple(scenario.points)), near_sliders(scenario.points)
    shares = ("–",) * len(case.criteria) if weights is None else weight_texts(weights)
    return {
        "criteria": [
            {"place": place, "share": share, "points": points[criterion.id]}
            | _criterion(criterion, scenario)
            for criterion, place, share in zip(case.criteria, case.places, shares, strict=True)
        ],
        "isEqual": scenario.equal and weights is not None,
        "most": MOST_POINTS,
        "start": START_POINTS,
        "words": _words(),
        **(_bars_data(analysis) if analysis else {"levers": []}),
    }


def _bars_data(analysis: Analysis) -> dict[str, Any]:
    ranking, levers = analysis.ranking, analysis.case.levers
    drawn = [
        {
            "name": typeset(levers[i].short_label),
            "title": typeset(levers[i].label),
            "rank": typeset(rank_text(ranking, i)),
            "points": typeset(points_text(ranking, i)),
            "isOut": bool(ranking.best[i] > 1),
            "low": analysis.matrix.low[i].tolist(),
            "high": analysis.matrix.high[i].tolist(),
            "doubted": [(i, j) in analysis.matrix.doubted for j in range(len(analysis.weights))],
        }
        for i in ranking.order
    ]
    return {
        "levers": drawn,
        "alternative": typeset(ranking_alternative(analysis)),
        "digits": points_digits(ranking),
        "rankWidth": rank_width(analysis),
    }


def _criterion(criterion: Criterion, scenario: Scenario) -> dict[str, Any]:
    sense = scenario.senses.get(criterion.id, criterion.direction.default)
    name = criterion.plain_name(sense)
    worst, best = (_end(criterion, amount) for amount in criterion.anchors(sense))
    ends = t("from {worst} to {best}", worst=worst, best=best)
    if is_bent(criterion.scale_in(sense)):
        ends = t("{ends}, not in a straight line", ends=ends)
    return {
        "id": criterion.id,
        "name": typeset(name),
        "label": typeset(t("Weight: {criterion}", criterion=name)),
        "range": typeset(ends),
    }


def _end(criterion: Criterion, amount: Amount) -> str:
    """An end of a scale inside a sentence: the word of a level is quoted."""
    if isinstance(scale := criterion.scale, WordScale):
        return t("« {word} »", word=scale.level(amount).label)
    return plain_anchor(criterion, amount)


def _words() -> dict[str, str]:
    """What the browser writes by itself; names in braces are filled there."""
    words = {
        "title": t("What counts, and how much"),
        "reset": t("Back to equal weights"),
        "said": t("{points} points, {share} %"),
        "span": t("{low} to {high}"),
        **bar_words(),
    }
    return {name: typeset(text) for name, text in words.items()}
