"""What would change the first place: other weights, one lever, criterion, ballot or college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

from enum import Enum
from math import ceil

import numpy as np

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.leave_one_out import CollegeLeftOut, LeftOut, VotersLeftOut
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import TippingPoint, WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.phrases import all_of, lever_labels, would_lead
from prioritisation.sentences.robustness import near_percent
from prioritisation.wording import listed, number, percent, t, tn

_SMALLEST = 0.0005
"""Changes of a weight below this are not written."""


def tipping_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The smallest change of weights that puts each lever first, the smallest before."""
    if len(analysis.case.criteria) == 1:
        return [t("One criterion only: there are no other weights to try.")]
    moved = [r for r in robustness.reversals if _does_something(r)]
    lines = [_moved(analysis, robustness, r) for r in sorted(moved, key=_size)]
    lines += _groups(analysis, robustness)
    if lines and not robustness.within.whole:
        lines.append(t("These changes stay among the weights allowed."))
    return lines


def _groups(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The levers that no weights put first, surely or at all."""
    kinds: dict[_Never, list[int]] = {}
    for r in robustness.reversals:
        if r.possible is None:
            kinds.setdefault(_Never.AT_ALL, []).append(r.row)
        elif r.sure is None:
            already = r.possible.distance <= TIE
            kinds.setdefault(_Never.SURE if not already else _Never.SURER, []).append(r.row)
    never = {kind: _never(analysis, kind, kinds[kind]) for kind in _Never if kind in kinds}
    if robustness.within.whole:
        return list(never.values())
    # Inside a sentence the first letter is that of a name, or small.
    return [
        t(
            "Among the weights allowed, {said}",
            said=line if kind is _Never.SURER else line[:1].lower() + line[1:],
        )
        for kind, line in never.items()
    ]


class _Never(Enum):
    """What no weights do for a lever: make sure of a first place it may have, or give it one."""

    SURER = "surer"
    SURE = "sure"
    AT_ALL = "at all"


def _never(analysis: Analysis, kind: _Never, rows: list[int]) -> str:
    count, people = len(rows), all_of(lever_labels(analysis, tuple(rows)))
    if kind is _Never.SURER:
        return tn(
            "{levers} may be first already; for want of knowing, no weights make it sure.",
            "{levers} may each be first already; for want of knowing, no weights make it sure.",
            count,
            levers=people,
        )
    if kind is _Never.SURE:
        return tn(
            "For want of knowing, no weights put this lever surely first: {levers}.",
            "For want of knowing, no weights put these levers surely first: {levers}.",
            count,
            levers=people,
        )
    return tn(
        "No weights put this lever first, whatever is found out: {levers}.",
        "No weights put these levers first, whatever is found out: {levers}.",
        count,
        levers=people,
    )


def _does_something(tipping_point: TippingPoint) -> bool:
    """Whether some change of weights does something for the lever."""
    return any(
        move is not None and move.distance > TIE
        for move in (tipping_point.possible, tipping_point.sure)
    )


def _size(tipping_point: TippingPoint) -> tuple[float, float]:
    # A distance is 1 at most: what no weights do comes last.
    possible, sure = (
        2.0 if m is None else m.distance for m in (tipping_point.possible, tipping_point.sure)
    )
    return possible, sure


def _moved(analysis: Analysis, robustness: Robustness, change: TippingPoint) -> str:
    """The smallest change for one lever: what it takes to hope, and to be sure."""
    possible, sure = change.possible, change.sure
    assert possible is not None  # noqa: S101 (some change does something)
    values = {"lever": lever_labels(analysis, (change.row,))[0]}
    if sure is not None and min(possible.distance, sure.distance - possible.distance) <= TIE:
        values |= {"share": _share(sure), "example": _example(analysis, robustness, sure)}
        if possible.distance > TIE:
            return t(
                "Moving {share} of the weight puts {lever} first, or tied: {example}.", **values
            )
        return t(
            "{lever} may be first already; moving {share} of the weight makes it sure: {example}.",
            **values,
        )
    values |= {"share": _share(possible), "example": _example(analysis, robustness, possible)}
    if sure is None:
        return t(
            "Moving {share} of the weight would let {lever} be first, without being sure: "
            "{example}.",
            **values,
        )
    return t(
        "Moving {share} of the weight would let {lever} be first ({example}); {sure} would make "
        "it sure.",
        sure=_share(sure),
        **values,
    )


def _share(move: WeightMove) -> str:
    """How much weight has to move, rounded up: enough."""
    return percent(ceil(1000 * move.distance - 1e-6) / 1000, 1)


def _example(analysis: Analysis, robustness: Robustness, move: WeightMove) -> str:
    """Where the weights go: those that change."""
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=criterion.in_sentence,
            before=number(100 * before, 1),
            after=percent(after, 1),
        )
        for criterion, before, after in zip(
            analysis.case.criteria, robustness.question.weights.tolist(), move.weights, strict=True
        )
        if abs(after - before) > _SMALLEST
    ]
    return t("for example {moves}", moves=all_of(parts)) if parts else t("by next to nothing")


def leaving_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """What one lever less, or one criterion less, would change."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    changed = [
        _left(analysis, levers[left_out.out].label, left_out)
        for left_out in robustness.without_levers
        if left_out.changes
    ]
    lines = changed or [t("Leaving out a lever, whichever it is, changes nothing for the others.")]
    left_out = [one for one in robustness.without_criteria if one.changes]
    lines += [_left(analysis, criteria[one.out].in_sentence, one) for one in left_out]
    return [*lines, _same(robustness)] if robustness.without_criteria and not left_out else lines


def _same(robustness: Robustness) -> str:
    """That no criterion left out changes who is surely first, if anybody is."""
    if not robustness.ranking.necessary_firsts:
        return t("Leaving out a criterion, whichever it is, does not make anybody surely first.")
    return t("Leaving out a criterion, whichever it is, does not change who is surely first.")


def _left(analysis: Analysis, without: str, left_out: LeftOut) -> str:
    labels = [lever.label for lever in analysis.case.levers]
    return t(
        "Without {what}: {then}.",
        what=without,
        then=would_lead(labels, left_out.sure, left_out.possible),
    )


_FEW = 3
"""Levers named with their share."""


def ballot_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """Sentences on the ballots; none without enough of them."""
    lines = [_drawn(analysis, robustness)] if robustness.by_ballots is not None else []
    if robustness.without_voters is not None:
        lines.append(_pivotal(robustness.without_voters, someone=_someone(robustness)))
    return lines + _colleges(analysis, robustness)


def _someone(robustness: Robustness) -> bool:
    """Whether a lever is surely first with these weights, alone or tied."""
    return bool(robustness.ranking.necessary_firsts)


def _drawn(analysis: Analysis, robustness: Robustness) -> str:
    """Who would be first if the ballots were drawn again with replacement.

    Scores that are not known are drawn too, and it is said: these shares are not of ballots alone.
    """
    assert robustness.by_ballots is not None  # noqa: S101 (asked for by ballot_lines)
    shares = robustness.by_ballots.firsts
    order = [i for i in np.argsort(-shares, kind="stable").tolist() if shares[i] > 0]
    sentences = [
        t(
            "{lever} first in {share}",
            lever=lever_labels(analysis, (i,))[0],
            share=near_percent(float(shares[i])),
        )
        for i in order[:_FEW]
    ]
    shares_told = ", ".join(sentences)
    if robustness.question.matrix.open_cells:
        sentence = t(
            "If the ballots, and the scores not known for sure, were drawn at random: {shares}",
            shares=shares_told,
        )
    else:
        sentence = t("If the ballots were drawn again at random: {shares}", shares=shares_told)
    left = len(order) - _FEW
    return (
        t("{said}, others for the rest.", said=sentence)
        if left > 0
        else t("{said}.", said=sentence)
    )


def _pivotal(voters: VotersLeftOut, *, someone: bool) -> str:
    if not someone:
        return _opening(voters)
    if not voters.pivotal:
        return t("No ballot decides alone: without any one of them, the same is surely first.")
    return tn(
        "{n} ballot out of {all} decides alone: without it, what is surely first changes.",
        "{n} ballots out of {all} decide alone: without one of them, what is surely first "
        "changes.",
        voters.pivotal,
        all=voters.n,
    )


def _opening(voters: VotersLeftOut) -> str:
    """The same when nobody is surely first."""
    if not voters.pivotal:
        return t("Nobody is surely first, and leaving out any one ballot does not change it.")
    return tn(
        "Nobody is surely first; without {n} ballot out of {all}, somebody would be.",
        "Nobody is surely first; without one of {n} ballots out of {all}, somebody would be.",
        voters.pivotal,
        all=voters.n,
    )


def _colleges(analysis: Analysis, robustness: Robustness) -> list[str]:
    labels = [lever.label for lever in analysis.case.levers]
    lines = [
        t(
            "Without {what}: {then}.",
            what=_named(college),
            then=would_lead(labels, college.sure, college.possible),
        )
        for college in robustness.without_colleges
        if college.changes
    ]
    if lines or not robustness.without_colleges:
        return lines
    if not _someone(robustness):
        return [t("Leaving out any one college does not make anybody surely first.")]
    return [t("No college decides alone: without any one of them, the same is surely first.")]


def _named(college: CollegeLeftOut) -> str:
    """The ballots left out; colleges that go together only are lines of one name."""
    every = [name for names in college.colleges for name in names.split("\n")]
    colleges = listed([name or t("no college given") for name in every])
    return tn(
        "the ballot of {colleges}", "the {n} ballots of {colleges}", college.n, colleges=colleges
    )
