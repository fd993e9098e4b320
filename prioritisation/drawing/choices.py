"""The choices still open: who is first in each way to settle them, or whom each answer helps."""

from criteria.case import Case
from prioritisation.analysis.crossing import (
    Branch,
    ChoiceAnswer,
    ChoiceKind,
    Crossing,
    OpenChoice,
    choice_answers,
    concerned,
    crossing_of,
)
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences import crossing as say
from prioritisation.sentences.crossing import helped_rule
from prioritisation.sentences.phrases import direction_label, score_in_both
from prioritisation.wording import listed, number, t

_HELPS = "▲"


def choices_block(analysis: Analysis) -> str:
    """The open choices crossed: their sentence, and a row for each way to settle them."""
    sentence = say.open_choices_text(analysis)
    if not sentence:
        return ""
    title = tag("h2", text(t("Choices still open")))
    return tag("section", title + tag("p", text(sentence)) + choices_table(analysis), "choices")


def choices_table(analysis: Analysis) -> str:
    """A row for each branch of the open choices; nothing when they are not crossed."""
    crossing = crossing_of(analysis)
    if crossing is None or len(crossing.outcomes) == 1:
        return ""
    head = [text(h) for h in (t("If the group takes"), t("First"), t("Ways"))]
    rows = [_branch(analysis, crossing, branch) for branch in crossing.branches]
    label = t("Who is first, by what the group settles")
    return scrollable(table(head, rows, css="left opened paths"), label)


def _branch(analysis: Analysis, crossing: Crossing, branch: Branch) -> list[str]:
    path = say.path_text(analysis.case, crossing, branch)
    here = all(crossing.here.options[k] in options for k, options in branch.path)
    flag = tag("span", text(t("as now")), "flag") if here and branch.path else ""
    known = branch.sure is not None or branch.tied
    who = tag(
        "b" if known else "span", text(say.branch_text(analysis, branch)), "" if known else "u"
    )
    first, ways = _narrow(t("First")), _narrow(t("Ways"))
    return [text(path) + " " + flag, first + who, ways + text(number(branch.count))]


def _narrow(heading: str) -> str:
    """The heading of a cell, where the row is stacked and that of the column is not shown."""
    return tag("span", text(t("{heading}:", heading=heading)), "only-narrow") + " "


def open_question_block(
    case: Case, scenario: Scenario, choice: OpenChoice, *, heading: str = "h3"
) -> str:
    """What the group must settle, the scores as they are with each answer, and whom each helps.

    No ranking: it may be shown before a vote.

    Parameters
    ----------
    heading
        The element of the question; empty where it stands above already.
    """
    each = choice_answers(case, scenario, choice)
    title = tag(heading, text(say.choice_question(case, choice))) if heading else ""
    key = tag("p", text(_key(case, scenario, choice)), "note") + _described(case, choice)
    tables = "".join(
        _scores_table(case, choice, each, column) for column in range(len(concerned(case, choice)))
    )
    return tag("section", title + tables + key, "choices")


def _described(case: Case, choice: OpenChoice) -> str:
    """What each way of counting counts; a direction, an order say it by themselves."""
    if choice.kind is not ChoiceKind.READING:
        return ""
    rows = "".join(
        tag(
            "div",
            tag("dt", _head(case, choice, option))
            + tag("dd", text(case.readings[option].description)),
        )
        for option in choice.options
    )
    return tag("dl", rows, "answers")


def _head(case: Case, choice: OpenChoice, option: str) -> str:
    """An answer, and whether it is the one in force."""
    here = tag("span", text(t("current choice")), "flag") if option == choice.options[0] else ""
    return f"{text(say.option_text(case, choice, option))} {here}".strip()


def _key(case: Case, scenario: Scenario, choice: OpenChoice) -> str:
    """What the sign means; and with which directions, which may be open themselves."""
    values = {"sign": _HELPS, "rule": helped_rule(choice.kind)}
    if choice.kind is not ChoiceKind.READING:
        return t("{sign}: {rule}.", **values)
    about = concerned(case, choice)
    ways = listed(
        [
            t(
                "« {what} »",
                what=direction_label(c, scenario.senses.get(c.id, c.direction.default)),
            )
            for c in about
        ]
    )
    if any(c.direction.contested for c in about):
        return t("{sign}: {rule}, if {ways}.", ways=ways, **values)
    return t("{sign}: {rule}, as {ways}.", ways=ways, **values)


def _scores_table(
    case: Case, choice: OpenChoice, each: tuple[ChoiceAnswer, ...], column: int
) -> str:
    criterion = concerned(case, choice)[column]
    head = [text(criterion.label), *(_head(case, choice, a.option) for a in each)]
    rows = []
    for row, lever in enumerate(case.levers):
        cells = []
        for answer in each:
            score = answer.scores[column][row]
            words = text(score_in_both(criterion, score))
            helps = tag("b", text(_HELPS), "helps") if row in answer.helped else ""
            name = _narrow(say.option_text(case, choice, answer.option))
            cells.append(name + words + " " + helps)
        rows.append([text(lever.short_label), *cells])
    return scrollable(table(head, rows, css="left opened"), criterion.label)
