"""What would change the first place: other weights, one lever, criterion, ballot or college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

from collections.abc import Sequence

from prioritisation.analysis.robustness.leave_one_out import CollegeLeftOut, LeftOut, VotersLeftOut
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.counted import First, would_be_first
from prioritisation.sentences.group import colleges_text
from prioritisation.wording import t, tn


def leaving_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """What one lever less, or one criterion less, would change."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    changed = [
        _left(analysis, levers[left_out.out].label, left_out)
        for left_out in _that_count(robustness.without_levers)
    ]
    lines = changed or [t("Leaving out a lever, whichever it is, changes nothing for the others.")]
    left_out = _that_count(robustness.without_criteria)
    lines += [_left(analysis, criteria[one.out].in_sentence, one) for one in left_out]
    return [*lines, _same(robustness)] if robustness.without_criteria and not left_out else lines


def _that_count(left: Sequence[LeftOut]) -> list[LeftOut]:
    """What changes who is surely first, then what only changes who may be."""
    counting = [one for one in left if one.changes or one.changes_candidates]
    return sorted(counting, key=lambda one: not one.changes)


def _same(robustness: Robustness) -> str:
    """That no criterion left out changes who is surely first, if anybody is."""
    if not _firsts(robustness):
        return t("Leaving out a criterion, whichever it is, does not make anybody surely first.")
    return tn(
        "Leave out a criterion, whichever it is: the same lever stays first, tied at least.",
        "Leave out a criterion, whichever it is: the same levers stay tied for first.",
        _firsts(robustness),
    )


def _left(analysis: Analysis, without: str, left_out: LeftOut) -> str:
    first = First(left_out.sure, left_out.possible)
    labels = [lever.label for lever in analysis.case.levers]
    return t(
        "Without {what}: {then}.",
        what=without,
        then=would_be_first(labels, first),
    )


def ballot_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """Sentences on the ballots; none without enough of them."""
    voters = robustness.without_voters
    lines = [] if voters is None else [_pivotal(voters, firsts=_firsts(robustness))]
    return lines + _colleges(analysis, robustness)


def _firsts(robustness: Robustness) -> int:
    """How many levers are surely first with these weights: several are tied."""
    return len(robustness.ranking.necessary_firsts)


def _pivotal(voters: VotersLeftOut, *, firsts: int) -> str:
    if not firsts:
        return _opening(voters)
    if not voters.pivotal:
        return tn(
            "No vote decides alone: without any one of them, the same lever stays first, tied "
            "at least.",
            "No vote decides alone: without any one of them, the same levers stay tied for first.",
            firsts,
        )
    parts = [_replacing(voters)] if voters.replacing else []
    return " ".join([*parts, _loosening(voters, firsts)] if voters.loosening else parts)


def _replacing(voters: VotersLeftOut) -> str:
    return tn(
        "{n} vote out of {all} decides alone: without it, another lever is surely first, "
        "alone or tied.",
        "{n} votes out of {all} decide alone: without one of them, another lever is surely "
        "first, alone or tied.",
        voters.replacing,
        all=voters.n,
    )


def _loosening(voters: VotersLeftOut, firsts: int) -> str:
    """The same lever may be first without these, but no longer surely; or a tie may be broken."""
    if firsts > 1:
        return tn(
            "Without {n} vote out of {all}, the tie for first place is no longer sure.",
            "Without one of {n} votes out of {all}, the tie for first place is no longer sure.",
            voters.loosening,
            all=voters.n,
        )
    return tn(
        "Without {n} vote out of {all}, nobody is surely first any more.",
        "Without one of {n} votes out of {all}, nobody is surely first any more.",
        voters.loosening,
        all=voters.n,
    )


def _opening(voters: VotersLeftOut) -> str:
    """The same when nobody is surely first."""
    if not voters.pivotal:
        return t("Nobody is surely first, and leaving out any one vote does not change it.")
    return tn(
        "Nobody is surely first; without {n} vote out of {all}, somebody would be.",
        "Nobody is surely first; without one of {n} votes out of {all}, somebody would be.",
        voters.pivotal,
        all=voters.n,
    )


def _colleges(analysis: Analysis, robustness: Robustness) -> list[str]:
    labels = [lever.label for lever in analysis.case.levers]
    lines = [
        t(
            "Without {what}: {then}.",
            what=_named(college),
            then=would_be_first(labels, First(college.sure, college.possible)),
        )
        for college in robustness.without_colleges
        if college.changes
    ]
    if lines or not robustness.without_colleges:
        return lines
    if not _firsts(robustness):
        return [t("Leaving out any one college does not make anybody surely first.")]
    return [
        tn(
            "No college decides alone: without any one of them, the same lever stays first, tied "
            "at least.",
            "No college decides alone: without any one of them, the same levers stay tied for "
            "first.",
            _firsts(robustness),
        )
    ]


def _named(college: CollegeLeftOut) -> str:
    """The ballots left out; colleges that go together only are lines of one name."""
    every = [name for names in college.colleges for name in names.split("\n")]
    return tn(
        "the vote of {colleges}",
        "the {n} votes of {colleges}",
        college.n,
        colleges=colleges_text(every),
    )
