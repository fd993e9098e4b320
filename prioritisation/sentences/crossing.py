"""Open choices in sentences: in how many combinations a lever is first, and what undoes it."""

from criteria.case import Case
from criteria.model import Criterion, Sense
from criteria.scales import WordScale
from prioritisation.analysis.crossing import (
    MOST_CROSSED,
    Branch,
    ChoiceKind,
    Crossing,
    OpenChoice,
    cross,
    crossing_of,
    share_range,
    words_of,
)
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.sentences import phrases
from prioritisation.sentences.shares import bounds_text, first_texts, short_share, sure_share
from prioritisation.wording import listed, t, tn

_MOST_TOLD = 3
"""Branches told in a sentence; beyond, the table tells them."""


def open_choices_text(analysis: Analysis, *, beside_table: bool = False) -> str:
    """In how many combinations of the open choices a lever is first, and which undo it.

    Empty when nothing is open. Beside the table, which tells what undoes it, it does not.
    """
    crossing = crossing_of(analysis)
    if not analysis.admitted:
        return ""
    if crossing is None:
        return t(
            "The choices still open make more than {most} combinations: they are not compared.",
            most=MOST_CROSSED,
        )
    texts = _untold(crossing)
    if len(crossing.outcomes) > 1:
        undoing = [] if beside_table else _undoing(analysis, crossing)
        texts = [count_text(analysis, crossing), *undoing, *texts]
    return " ".join(filter(None, texts))


def in_force_text(analysis: Analysis) -> str:
    """That what is told beside is so with the choices in force; empty when none is open."""
    return _in_force(crossing_of(analysis))


def in_force_of_case(case: Case, scenario: Scenario) -> str:
    """The same of a ranking with other weights than these."""
    return _in_force(cross(case, scenario))


def _in_force(crossing: Crossing | None) -> str:
    if crossing is not None and len(crossing.outcomes) == 1 and not crossing.untold:
        return ""
    return t("All this with the choices as they are.")


def _untold(crossing: Crossing) -> list[str]:
    """The open questions whose other answers cannot be compared."""
    if not crossing.untold:
        return []
    names = listed([question.name for question in crossing.untold])
    return [
        t("Still open, and not compared, as the other scores are missing: {names}.", names=names)
    ]


def count_text(analysis: Analysis, crossing: Crossing) -> str:
    """How many combinations put the lever surely first that most of them do, and tie which."""
    for rows, count in crossing.ties.items():
        if count == len(crossing.outcomes):
            return t(
                "{levers} are tied for first in all {n} ways to settle them.",
                levers=phrases.all_of(phrases.lever_labels(analysis, rows)),
                n=count,
            )
    ties = [
        tn(
            "{levers} are tied for first in {n} way.",
            "{levers} are tied for first in {n} ways.",
            count,
            levers=phrases.all_of(phrases.lever_labels(analysis, rows)),
        )
        for rows, count in crossing.ties.items()
    ]
    return " ".join([_count(analysis, crossing), *ties])


def _count(analysis: Analysis, crossing: Crossing) -> str:
    n, row = len(crossing.outcomes), crossing.leader
    if row is None:
        return t(
            "No lever is surely alone in first place in any of the {n} ways to settle them.", n=n
        )
    (lever,) = phrases.lever_labels(analysis, (row,))
    k = crossing.sure_count(row)
    if crossing.is_sure(row):
        return t("{lever} is first in all {n} ways to settle them.", lever=lever, n=n)
    return t(
        "{lever} is surely first in {k} of the {n} ways to settle them.", lever=lever, k=k, n=n
    )


def _undoing(analysis: Analysis, crossing: Crossing) -> list[str]:
    """What undoes the lever's first place, or gives it when few answers do; what is idle."""
    row, texts = crossing.leader, []
    if row is not None and not crossing.is_sure(row):
        mostly = 2 * crossing.sure_count(row) >= len(crossing.outcomes)
        branches = [b for b in crossing.branches if (b.sure == row) is not mostly]
        paths = [
            t(
                "{path} ({who})",
                path=path_text(analysis.case, crossing, branch),
                who=branch_text(analysis, branch),
            )
            if mostly
            else path_text(analysis.case, crossing, branch)
            for branch in branches[:_MOST_TOLD]
        ]
        if others := len(branches) - len(paths):
            paths.append(tn("{n} other row of the table", "{n} other rows of the table", others))
        about = phrases.joined(paths)
        texts.append(
            t("What undoes it: {paths}.", paths=about)
            if mostly
            else t("What puts it first: {paths}.", paths=about)
        )
    if crossing.idle and row is not None:
        names = [settled_name(analysis.case, crossing.choices[k]) for k in crossing.idle]
        texts.append(t("Changes nothing here: {choices}.", choices=listed(names)))
    return texts


def settled_name(case: Case, choice: OpenChoice) -> str:
    """What the group settles with a choice, inside a sentence."""
    if choice.kind is ChoiceKind.READING:
        return choice_name(case, choice)
    if choice.kind is ChoiceKind.ORDER:
        about = case.criterion(choice.about).of_sentence
        return t("the order of the words {of_criterion}", of_criterion=about)
    return t("which way {of_criterion}", of_criterion=case.criterion(choice.about).of_sentence)


def moving_text(analysis: Analysis) -> str:
    """How the leader's share of the weights moves with the choices; empty when nothing is open."""
    crossing, leaders = crossing_of(analysis), analysis.verdict.leaders
    if crossing is None or len(crossing.outcomes) == 1 or len(leaders) != 1:
        return ""
    if len(analysis.matrix.criteria) == 1:
        return ""
    here, texts = analysis.region(leaders[0]).sure_share, first_texts(analysis)
    (lever,) = phrases.lever_labels(analysis, leaders)
    # The share in force has one figure, whatever it is written beside.
    least, most = (
        texts.sure[leaders[0]] if abs(share - here) <= TIE else sure_share(share)
        for share in share_range(analysis, leaders[0])
    )
    if least == most:
        return ""
    ways = short_share(bounds_text(least, most))
    return t(
        "Depending on how they are settled, {lever} is surely first for {ways}.",
        lever=lever,
        ways=ways,
    )


def branch_text(analysis: Analysis, branch: Branch) -> str:
    """Who is first in each way of a branch: one lever, those surely tied, or those that may be."""
    if branch.tied:
        names = phrases.lever_labels(analysis, branch.tied)
        return t("{levers}, tied", levers=phrases.all_of(names))
    if branch.sure is not None:
        return phrases.lever_labels(analysis, (branch.sure,))[0]
    counts = {len(rows) for rows in branch.possible}
    if len(counts) > 1:
        return t("from {least} to {most} levers may be first", least=min(counts), most=max(counts))
    rows, *others = branch.possible
    if others or len(rows) > _MOST_TOLD:
        return t("{n} levers may be first", n=len(rows))
    names = phrases.lever_labels(analysis, rows)
    return t("{levers}, not separated yet", levers=phrases.one_of(names))


def choice_name(case: Case, choice: OpenChoice) -> str:
    """What an open choice is called; raises KeyError for one about nothing of the case."""
    if choice.kind is ChoiceKind.ORDER:
        return t("{criterion}, order of the words", criterion=case.criterion(choice.about).label)
    if choice.kind is ChoiceKind.DIRECTION:
        return case.criterion(choice.about).label
    return {q.id: q.name for q in case.questions}[choice.about]


def choice_question(case: Case, choice: OpenChoice) -> str:
    """What the group has to settle; raises KeyError for a choice about nothing of the case."""
    if choice.kind is ChoiceKind.DIRECTION:
        criterion = case.criterion(choice.about)
        return criterion.direction.question or criterion.question
    if choice.kind is ChoiceKind.ORDER:
        about = case.criterion(choice.about).of_sentence
        return t("In which order do the words {of_criterion} run?", of_criterion=about)
    return {q.id: q.question for q in case.questions}[choice.about]


def option_text(case: Case, choice: OpenChoice, option: str) -> str:
    """One answer to an open choice."""
    if choice.kind is ChoiceKind.DIRECTION:
        return phrases.direction_label(case.criterion(choice.about), Sense(option))
    if choice.kind is ChoiceKind.ORDER:
        return _order(case.criterion(choice.about), choice, option)
    return case.readings[option].label


def _order(criterion: Criterion, choice: OpenChoice, option: str) -> str:
    """The words that have not the same place in each order, from the worst to the best."""
    orders = [words_of(one) for one in choice.options]
    scale = criterion.scale
    assert isinstance(scale, WordScale)  # noqa: S101 (only words have an order)
    words = [
        scale.level(ident).label
        for ident, *places in zip(words_of(option), *orders, strict=True)
        if len({*places}) > 1
    ]
    return t(", then ").join(words)


def path_text(case: Case, crossing: Crossing, branch: Branch) -> str:
    """The answers that lead to a branch."""
    parts = []
    for k, options in branch.path:
        choice = crossing.choices[k]
        labels = [t("« {what} »", what=option_text(case, choice, option)) for option in options]
        answer = phrases.one_of(tuple(labels))
        # A direction says what it is about; the label of a reading does not.
        if choice.kind is ChoiceKind.READING:
            answer = t("{name} {answer}", name=choice_name(case, choice), answer=answer)
        parts.append(answer)
    return listed(parts) or t("whatever is settled")


def helped_rule(kind: ChoiceKind) -> str:
    """When an answer has the sign of a lever, in the words of a room; no capital, no full stop.

    The rule of ``analysis.helped``: with a direction a score is the same, and only how it stands
    among the others speaks.
    """
    if kind is ChoiceKind.DIRECTION:
        return t("this lever does better with it than the others on average")
    return t("this lever gains with it, and gains most over the others on average")
