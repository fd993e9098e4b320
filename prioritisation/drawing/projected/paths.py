"""What the answer still depends on: who is first, by what the group settles."""

from prioritisation.analysis.crossing import Branch, Crossing, crossing_of
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import framed_picture, lever_name, meeting_foot
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.counted import first_depends_text
from prioritisation.sentences.crossing import branch_text, path_text
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import with_capital

_MOST = 5


def paths_picture(stage: Stage, results: RoundResults) -> str:
    """A line for each way to settle what is open, and who is then first."""
    analysis = results.analysis
    if analysis is None:
        return ""
    crossing = crossing_of(analysis)
    question = t("What does the answer still depend on?")
    foot = meeting_foot(stage, t("With our weights."))
    if crossing is None or len(crossing.outcomes) == 1:
        return framed_picture("paths", question, t("Nothing is left to settle."), "", foot)
    branches = crossing.branches
    picked = branches if len(branches) <= _MOST else branches[: _MOST - 1]
    rows = "".join(_line(analysis, crossing, branch) for branch in picked)
    if more := len(branches) - len(picked):
        rows += tag("p", text(tn("and {n} other case", "and {n} other cases", more)), "p-soft")
    answer = _answer(analysis, crossing)
    return framed_picture("paths", question, answer, tag("div", rows, "p-paths"), foot)


def _answer(analysis: Analysis, crossing: Crossing) -> str:
    row, n = crossing.leader, len(crossing.outcomes)
    if row is None:
        return t("No lever is surely first in any of the {n} ways to settle.", n=n)
    if crossing.winner is None:
        return t("{sentence}.", sentence=with_capital(first_depends_text(analysis, crossing)))
    lever, k = lever_name(analysis.case.levers[row]), crossing.sure_count(row)
    return t("{leader} is surely first in {k} of the {n} ways to settle.", leader=lever, k=k, n=n)


def _line(analysis: Analysis, crossing: Crossing, branch: Branch) -> str:
    path = tag("span", text(path_text(analysis.case, crossing, branch)), "p-clamp")
    who = tag("span", text(branch_text(analysis, branch)), "p-clamp")
    css, style = "p-hatch", ""
    if branch.sure is not None:
        css, style = "p-lever", f"--c:{analysis.case.levers[branch.sure].colour}"
    swatch = tag("i", "", f"p-swatch {css}", style=style)
    return tag("div", tag("div", path) + swatch + tag("b", who), "p-path")
