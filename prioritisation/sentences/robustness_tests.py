"""What would change the first place: other weights, one lever, criterion, ballot or college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

from collections.abc import Sequence

from prioritisation.analysis.robustness.leave_one_out import CollegeLeftOut, LeftOut
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.counted import First, first_text
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
    if robustness.without_criteria and not left_out:
        lines.append(t("Leaving out a criterion, whichever it is, changes nothing."))
    return lines


def _that_count(left: Sequence[LeftOut]) -> list[LeftOut]:
    """What changes who is surely first, then what only changes who may be."""
    counting = [one for one in left if one.changes or one.changes_candidates]
    return sorted(counting, key=lambda one: not one.changes)


def _left(analysis: Analysis, without: str, left_out: LeftOut) -> str:
    first = First(left_out.sure, left_out.possible)
    labels = [lever.label for lever in analysis.case.levers]
    return t("Without {what}: {then}.", what=without, then=first_text(labels, first))


def ballot_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """Sentences on the ballots; none without enough of them."""
    voters, lines = robustness.without_voters, list[str]()
    if voters is not None and not voters.pivotal:
        lines.append(t("No vote decides alone: without any one of them, the answer is the same."))
    elif voters is not None:
        lines.append(pivotal_text(voters.pivotal, voters.n))
    return lines + _colleges(analysis, robustness)


def pivotal_text(n: int, of: int) -> str:
    """How many votes each change the answer, if they are taken away alone."""
    return tn(
        "There is {n} vote out of {of} that, taken away alone, changes the answer: "
        "another first, or a first more or less sure.",
        "There are {n} votes out of {of} each of which, taken away alone, changes the "
        "answer: another first, or a first more or less sure.",
        n,
        of=of,
    )


def _colleges(analysis: Analysis, robustness: Robustness) -> list[str]:
    labels = [lever.label for lever in analysis.case.levers]
    lines = [
        t(
            "Without {what}: {then}.",
            what=_named(college),
            then=first_text(labels, First(college.sure, college.possible)),
        )
        for college in robustness.without_colleges
        if college.changes
    ]
    if lines or not robustness.without_colleges:
        return lines
    return [t("No college decides alone: without any one of them, the answer is the same.")]


def _named(college: CollegeLeftOut) -> str:
    """The ballots left out; colleges that go together only are lines of one name."""
    every = [name for names in college.colleges for name in names.split("\n")]
    return tn(
        "the vote of {colleges}",
        "the {n} votes of {colleges}",
        college.n,
        colleges=colleges_text(every),
    )
