"""What would change the first place: other weights, one lever or one criterion less.

How far the first place holds over the ballots: drawn again, one less, one college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

from enum import Enum
from math import ceil

import numpy as np

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.leave_one_out import CollegeLeft, Left, VotersLeft
from prioritisation.analysis.robustness.weight_changes import Move, Reversal
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.phrases import all_of, names, would_lead
from prioritisation.sentences.robustness import near
from prioritisation.wording import listed, number, percent, t, tn

SMALLEST = 0.0005
"""Changes of a weight below this are not written."""


def reversal_lines(analysis: Analysis, found: Robustness) -> list[str]:
    """The smallest change of weights that puts each lever first, the smallest before."""
    if len(analysis.case.criteria) == 1:
        return [t("One criterion only: there are no other weights to try.")]
    moved = [r for r in found.reversals if _told(r)]
    lines = [_moved(analysis, found, r) for r in sorted(moved, key=_size)]
    lines += _groups(analysis, found)
    if lines and found.question.constraints:
        lines.append(t("These changes do not look at the constraints."))
    return lines


def _groups(analysis: Analysis, found: Robustness) -> list[str]:
    """The levers that no weights put first, surely or at all."""
    kinds: dict[_Never, list[int]] = {}
    for r in found.reversals:
        if r.possible is None:
            kinds.setdefault(_Never.AT_ALL, []).append(r.row)
        elif r.sure is None:
            already = r.possible.distance <= TIE
            kinds.setdefault(_Never.SURE if not already else _Never.SURER, []).append(r.row)
    return [_never(analysis, kind, kinds[kind]) for kind in _Never if kind in kinds]


class _Never(Enum):
    """What no weights do for a lever: make sure of a first place it may have, or give it one."""

    SURER = "surer"
    SURE = "sure"
    AT_ALL = "at all"


def _never(analysis: Analysis, kind: _Never, rows: list[int]) -> str:
    count, who = len(rows), all_of(names(analysis, tuple(rows)))
    if kind is _Never.SURER:
        return tn(
            "{levers} may be first already; for want of knowing, no weights make it sure.",
            "{levers} may each be first already; for want of knowing, no weights make it sure.",
            count,
            levers=who,
        )
    if kind is _Never.SURE:
        return tn(
            "For want of knowing, no weights put this lever surely first: {levers}.",
            "For want of knowing, no weights put these levers surely first: {levers}.",
            count,
            levers=who,
        )
    return tn(
        "No weights put this lever first, whatever is found out: {levers}.",
        "No weights put these levers first, whatever is found out: {levers}.",
        count,
        levers=who,
    )


def _told(found: Reversal) -> bool:
    """Whether some change of weights does something for the lever."""
    return any(move is not None and move.distance > TIE for move in (found.possible, found.sure))


def _size(found: Reversal) -> tuple[float, float]:
    possible, sure = (2.0 if m is None else m.distance for m in (found.possible, found.sure))
    return possible, sure


def _moved(analysis: Analysis, found: Robustness, change: Reversal) -> str:
    """The smallest change for one lever: what it takes to hope, and to be sure."""
    possible, sure = change.possible, change.sure
    assert possible is not None  # noqa: S101 (some change does something)
    told = {"lever": names(analysis, (change.row,))[0]}
    if sure is not None and min(possible.distance, sure.distance - possible.distance) <= TIE:
        told |= {"share": _share(sure), "example": _example(analysis, found, sure)}
        if possible.distance > TIE:
            return t(
                "Moving {share} of the weight puts {lever} first, or tied: {example}.", **told
            )
        return t(
            "{lever} may be first already; moving {share} of the weight makes it sure: {example}.",
            **told,
        )
    told |= {"share": _share(possible), "example": _example(analysis, found, possible)}
    if sure is None:
        return t(
            "Moving {share} of the weight would let {lever} be first, without being sure: "
            "{example}.",
            **told,
        )
    return t(
        "Moving {share} of the weight would let {lever} be first ({example}); {sure} would make "
        "it sure.",
        sure=_share(sure),
        **told,
    )


def _share(move: Move) -> str:
    """How much weight has to move, rounded up: enough."""
    return percent(ceil(1000 * move.distance - 1e-6) / 1000, 1)


def _example(analysis: Analysis, found: Robustness, move: Move) -> str:
    """Where the weights go: those that change."""
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=criterion.in_sentence,
            before=number(100 * before, 1),
            after=percent(after, 1),
        )
        for criterion, before, after in zip(
            analysis.case.criteria, found.question.weights.tolist(), move.weights, strict=True
        )
        if abs(after - before) > SMALLEST
    ]
    return t("for example {moves}", moves=all_of(parts)) if parts else t("by next to nothing")


def leaving_lines(analysis: Analysis, found: Robustness) -> list[str]:
    """What one lever less, or one criterion less, would change."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    changed = [
        _left(analysis, levers[left.out].label, left)
        for left in found.without_levers
        if left.changes
    ]
    lines = changed or [t("Leaving out a lever, whichever it is, changes nothing for the others.")]
    left = [one for one in found.without_criteria if one.changes]
    lines += [_left(analysis, criteria[one.out].in_sentence, one) for one in left]
    return [*lines, _same(found)] if found.without_criteria and not left else lines


def _same(found: Robustness) -> str:
    """That no criterion left out changes who is surely first, if anybody is."""
    if not found.ranking.necessary_firsts:
        return t("Leaving out a criterion, whichever it is, does not make anybody surely first.")
    return t("Leaving out a criterion, whichever it is, does not change who is surely first.")


def _left(analysis: Analysis, without: str, left: Left) -> str:
    labels = [lever.label for lever in analysis.case.levers]
    return t(
        "Without {what}: {then}.", what=without, then=would_lead(labels, left.sure, left.possible)
    )


FEW = 3
"""Levers named with their share."""


def ballot_lines(analysis: Analysis, found: Robustness) -> list[str]:
    """Sentences on the ballots; none without enough of them."""
    lines = [_drawn(analysis, found)] if found.by_ballots is not None else []
    if found.without_voters is not None:
        lines.append(_pivotal(found.without_voters, someone=_someone(found)))
    return lines + _colleges(analysis, found)


def _someone(found: Robustness) -> bool:
    """Whether a lever is surely first with these weights, alone or tied."""
    return bool(found.ranking.necessary_firsts)


def _drawn(analysis: Analysis, found: Robustness) -> str:
    """Who would be first if the ballots were drawn again with replacement.

    Scores that are not known are drawn too, and it is said: these shares are not of ballots alone.
    """
    assert found.by_ballots is not None  # noqa: S101 (asked for by ballot_lines)
    shares = found.by_ballots.firsts
    order = [i for i in np.argsort(-shares, kind="stable").tolist() if shares[i] > 0]
    told = [
        t(
            "{lever} first in {share}",
            lever=names(analysis, (i,))[0],
            share=near(float(shares[i])),
        )
        for i in order[:FEW]
    ]
    shares_told = ", ".join(told)
    if found.question.matrix.open_cells:
        said = t(
            "If the ballots, and the scores not known for sure, were drawn at random: {shares}",
            shares=shares_told,
        )
    else:
        said = t("If the ballots were drawn again at random: {shares}", shares=shares_told)
    left = len(order) - FEW
    return t("{said}, others for the rest.", said=said) if left > 0 else t("{said}.", said=said)


def _pivotal(found: VotersLeft, *, someone: bool) -> str:
    if not someone:
        return _opening(found)
    if not found.pivotal:
        return t("No ballot decides alone: without any one of them, the same is surely first.")
    return tn(
        "{n} ballot out of {all} decides alone: without it, what is surely first changes.",
        "{n} ballots out of {all} decide alone: without one of them, what is surely first "
        "changes.",
        found.pivotal,
        all=found.n,
    )


def _opening(found: VotersLeft) -> str:
    """The same when nobody is surely first."""
    if not found.pivotal:
        return t("Nobody is surely first, and leaving out any one ballot does not change it.")
    return tn(
        "Nobody is surely first; without {n} ballot out of {all}, somebody would be.",
        "Nobody is surely first; without one of {n} ballots out of {all}, somebody would be.",
        found.pivotal,
        all=found.n,
    )


def _colleges(analysis: Analysis, found: Robustness) -> list[str]:
    labels = [lever.label for lever in analysis.case.levers]
    lines = [
        t(
            "Without {what}: {then}.",
            what=_named(left),
            then=would_lead(labels, left.sure, left.possible),
        )
        for left in found.without_colleges
        if left.changes
    ]
    if lines or not found.without_colleges:
        return lines
    if not _someone(found):
        return [t("Leaving out any one college does not make anybody surely first.")]
    return [t("No college decides alone: without any one of them, the same is surely first.")]


def _named(left: CollegeLeft) -> str:
    """The ballots left out; colleges that go together only are lines of one name."""
    every = [name for names in left.colleges for name in names.split("\n")]
    colleges = listed([name or t("no college given") for name in every])
    return tn(
        "the ballot of {colleges}", "the {n} ballots of {colleges}", left.n, colleges=colleges
    )
