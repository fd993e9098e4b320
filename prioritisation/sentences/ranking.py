"""A ranking in sentences: rows, reasons, what it hangs on, caveats, method; pictures as text."""

from collections.abc import Sequence

from criteria.case import Case
from criteria.model import Criterion, PerformanceTable, Standing, Status
from criteria.readings import ReadingQuestion
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.analysis.weight_map import WeightMap
from prioritisation.sentences import phrases
from prioritisation.sentences.shares import (
    FirstShare,
    ShareTexts,
    first_place_shares,
    region_texts,
    short_share,
    weights_share,
)
from prioritisation.wording import date_text, listed, points, t, tn


def rank_reason(analysis: Analysis, row: int) -> str:
    """What a lever's points are made of, in one sentence."""
    ranking = analysis.ranking
    parts = [
        t("{points} for {criterion}", points=points, criterion=c.in_sentence)
        for points, c in zip(
            phrases.contribution_texts(ranking, row), analysis.case.criteria, strict=True
        )
    ]
    return t(
        "{lever}, rank {rank}, {points} out of 100: {parts}.",
        lever=phrases.lever_labels(analysis, (row,))[0],
        rank=phrases.rank_text(ranking, row),
        points=points(phrases.points_text(ranking, row)),
        parts=listed(parts),
    )


def ranking_alternative(analysis: Analysis) -> str:
    """The ranking as text, for those who do not see the picture."""
    ranking = analysis.ranking
    rows = [
        t(
            "{lever}, rank {rank}, {points}",
            lever=phrases.lever_labels(analysis, (i,))[0],
            rank=phrases.rank_text(ranking, i),
            points=points(phrases.points_text(ranking, i)),
        )
        for i in ranking.order
    ]
    return t("Bars of points out of 100: {rows}.", rows=" ; ".join(rows))


def map_alternative(analysis: Analysis, weight_map: WeightMap) -> str:
    """The weight triangle as text."""
    levers = [lever.label for lever in analysis.case.levers]
    texts = region_texts(weight_map.regions, analysis.verdict.thresholds)
    return shares_alternative(levers, first_place_shares(weight_map.regions), texts)


def shares_alternative(
    levers: Sequence[str], firsts: Sequence[FirstShare], texts: ShareTexts
) -> str:
    """For how many ways to share out the weights each lever is first, as text."""
    written = [texts.bounds(one.rows[0]) for one in firsts]
    # The first says whole what all of them are shares of.
    phrased = [weights_share(share, share, whole=True) for share in written[:1]]
    phrased += [short_share(share) for share in written[1:]]
    rows = [one.sentence(levers, share) for one, share in zip(firsts, phrased, strict=True)]
    return t("Map of the weights: {rows}.", rows=" ; ".join(rows))


def ranking_rows(
    analysis: Analysis, ranking: Ranking, *, parts: bool = False
) -> list[tuple[str, ...]]:
    """Rank, lever and points, the first first, under their header.

    Parameters
    ----------
    parts
        Whether what each criterion brings comes after.
    """
    criteria = analysis.case.criteria if parts else ()
    head = (t("Rank"), t("Lever"), t("Points"), *(c.label for c in criteria))
    rows = [
        (
            phrases.rank_text(ranking, i),
            phrases.lever_labels(analysis, (i,))[0],
            phrases.points_text(ranking, i),
            *(phrases.contribution_texts(ranking, i) if parts else ()),
        )
        for i in ranking.order
    ]
    return [head, *rows]


def counting_text(question: ReadingQuestion, combination: str) -> str:
    """The answer to a question of reading, whether the group agreed to it, what that counts."""
    return f"{_answer(question, combination)}. {question.answer(combination).description}"


def _answer(question: ReadingQuestion, combination: str) -> str:
    """The reading in force, flagged when it is not confirmed, or when its question is open."""
    taken = question.answer(combination)
    label = t("{name}: {label}", name=question.name, label=taken.label)
    return _standing(label, Standing.TO_CONFIRM if question.open else taken.status)


def reading_texts(analysis: Analysis, criterion: Criterion) -> tuple[str, str, str]:
    """Which way a criterion counts, its score worth 0 points and that worth 100."""
    _combination, sense = analysis.table.combination, analysis.sense(criterion.id)
    worst, best = (phrases.anchor_text(criterion, a) for a in criterion.anchors(sense))
    return phrases.direction_label(criterion, sense), worst, best


def to_confirm_texts(criterion: Criterion) -> list[str]:
    """What is still to be confirmed of how a criterion counts, and why."""
    texts = []
    if criterion.direction.contested:
        texts.append(t("Direction to confirm. {reason}", reason=criterion.direction.reason))
    if criterion.scale_status is Standing.TO_CONFIRM:
        texts.append(t("Scale to confirm. {reason}", reason=criterion.scale_note))
    return texts


def assumption_lines(analysis: Analysis) -> list[str]:
    """What the ranking hangs on: readings, directions, anchors, what is unknown or inferred."""
    case = analysis.case
    lines = [_answer(q, analysis.table.combination) for q in case.live_questions]
    for criterion in case.criteria:
        if len(criterion.direction.labels) > 1:
            label = phrases.direction_label(criterion, analysis.sense(criterion.id))
            lines.append(_standing(label, criterion.direction.status))
    if any(c.scale_status is Standing.TO_CONFIRM for c in case.criteria):
        lines.append(t("Scales to confirm"))
    return [*lines, *missing_scores(analysis.table)]


def _standing(label: str, standing: Standing) -> str:
    to_confirm = standing is Standing.TO_CONFIRM
    return t("{label} (to confirm)", label=label) if to_confirm else label


def missing_scores(table: PerformanceTable) -> list[str]:
    """How many scores are unknown, lie between bounds, are inferred; nothing when none does."""
    unknown, uncertain = len(table.unknowns), len(table.uncertain)
    inferred = sum(s.status is Status.INFERRED for s in table.scores.values())
    parts = [tn("{n} missing score", "{n} missing scores", unknown)] if unknown else []
    parts += [_between(uncertain)] if uncertain else []
    if inferred and parts:
        parts.append(tn("{n} deduced, to check", "{n} deduced, to check", inferred))
    elif inferred:
        parts.append(tn("{n} score deduced, to check", "{n} scores deduced, to check", inferred))
    return [", ".join(parts)] if parts else []


def _between(n: int) -> str:
    return tn("{n} score between two values", "{n} scores between two values", n)


def caveats(analysis: Analysis) -> list[str]:
    """The caveats of the sources whose figures are used, then those of the criteria."""
    return [*caveat_texts(analysis.case, analysis.table.combination), *_no_contrast(analysis)]


def _no_contrast(analysis: Analysis) -> list[str]:
    """The criteria on which all levers are the same: their weight changes no rank."""
    if len(analysis.matrix.flat_columns) == len(analysis.matrix.criteria):
        return [t("All levers have the same scores: no weight can tell them apart.")]
    return [
        t(
            "{criterion}: all levers have the same score, this weight changes no rank.",
            criterion=analysis.case.criteria[j].label,
        )
        for j in analysis.matrix.flat_columns
    ]


def caveat_texts(case: Case, combination: str) -> list[str]:
    """As ``caveats``, where there is no analysis yet."""
    of_sources = [
        t(
            "{criterion}: {title}, {publisher}, {date}. {caveat}",
            criterion=criterion.label,
            title=source.title,
            publisher=source.publisher,
            date=date_text(source.date),
            caveat=source.caveat,
        )
        for criterion, source in case.caveats(combination)
    ]
    of_criteria = [
        t("{criterion}: {caveat}", criterion=c.label, caveat=c.caveat)
        for c in case.criteria
        if c.caveat
    ]
    return of_sources + of_criteria


def method(thresholds: RobustnessThresholds) -> list[str]:
    """How the ranking is made, in a few sentences, and from which shares each word is said."""
    return [
        t(
            "Each score becomes a value from 0 (the lowest of the scale) to 100 (the "
            "highest). The scales are fixed in the case: adding or removing a lever changes "
            "no other lever's value."
        ),
        t(
            "The points of a lever are the sum of its values times the weights (additive "
            "value). No scale depends on the levers present."
        ),
        *uncertainty_method(thresholds),
    ]


def uncertainty_method(thresholds: RobustnessThresholds) -> list[str]:
    """The same without what points are: what is not known, shares of the weights, words."""
    return [
        t(
            "A missing score keeps its whole scale and one between two values its interval: "
            "points and ranks are then intervals. Scores are taken to vary independently of each "
            "other."
        ),
        t(
            "The shares of the weights are exact up to six criteria and twenty levers, "
            "estimated beyond on weights tried at random; every way to share them out counts "
            "the same."
        ),
        t(
            "Words: solid from {solid} of the weights and of the numbers given to the words, "
            "fairly solid from {fair}, not very solid from {shared}; below, another lever "
            "could come ahead. Tied: same points; neck and neck: less than one point apart.",
            **phrases.word_limits(thresholds),
        ),
    ]
