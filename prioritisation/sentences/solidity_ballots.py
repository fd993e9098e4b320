"""How far the first place holds over the ballots: drawn again, one less, one college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

import numpy as np

from prioritisation.analysis.robustness.leaving import CollegeLeft, VotersLeft
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.leading import would_lead
from prioritisation.sentences.ranks import names
from prioritisation.sentences.solidity import near
from prioritisation.wording import listed, t, tn

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
