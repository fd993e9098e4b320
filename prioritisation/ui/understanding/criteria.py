"""The criteria as *Comprendre* tells them: question, direction, anchors, words and their gaps."""

from criteria.case import Case
from criteria.evidence import Target
from criteria.model import Standing
from criteria.scales import Scale, WordScale
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.drawing.markup import html_paragraphs, items, tag, text
from prioritisation.sentences import anchor_text, direction_label
from prioritisation.sentences.criteria import gaps_text, other_gaps_text
from prioritisation.ui.shared.evidence import statements
from prioritisation.wording import number, points, t


def criteria_notes(case: Case, scenario: Scenario, analysis: Analysis | None) -> str:
    """Each criterion: its question, its anchors, its direction and what is to confirm.

    Parameters
    ----------
    case
        With the criteria taken into account, and no other.
    analysis
        What shows the effect of other gaps between the words of a scale; None where nothing may
        be ranked.
    """
    return "".join(_criterion(case, scenario, analysis, j) for j in range(len(case.criteria)))


def _criterion(case: Case, scenario: Scenario, analysis: Analysis | None, column: int) -> str:
    criterion = case.criteria[column]
    about = case.evidence_for(Target.CRITERION, criterion.id)
    sense = scenario.senses.get(criterion.id, criterion.direction.default)
    worst, best = (
        anchor_text(criterion, a, scenario.combination)
        for a in criterion.anchors(scenario.combination, sense)
    )
    status, label = criterion.direction.status.value, direction_label(criterion, sense)
    way = t("{direction} ({status}).", direction=label, status=status)
    lines = [
        tag("p", text(criterion.question)),
        tag("p", text(t("0 points: {worst}. 100 points: {best}.", worst=worst, best=best))),
        tag(
            "p",
            text(way[:1].upper() + way[1:]) + " " + text(criterion.direction.reason),
            "amber" if criterion.direction.contested else "",
        ),
        statements(case, about) if about else "",
    ]
    if criterion.scale_status is Standing.TO_CONFIRM:
        lines.append(tag("p", text(criterion.scale_note), "amber"))
    scale = criterion.scale(scenario.combination, sense)
    lines.append(_levels(scale))
    gaps = filter(None, (gaps_text(scale), other_gaps_text(analysis, column) if analysis else ""))
    lines.append(html_paragraphs(gaps, "st"))
    title = tag("h3", tag("b", "", f"sw c{case.places[column]}") + text(criterion.label))
    return tag("section", title + "".join(lines), "criterion")


def _levels(scale: Scale) -> str:
    """The words of a scale, with what each is worth and means."""
    if not isinstance(scale, WordScale):
        return ""
    return items(
        tag("strong", text(v.label))
        + " "
        + text(
            t(
                "({points}): {sentence}",
                points=points(number(100 * v.value)),
                sentence=v.sentence,
            )
        )
        for v in scale.levels
    )
