"""The ranking alone, of more levers than are compared in every way that a report tells."""

from collections.abc import Iterator

from criteria.case import Case
from prioritisation.analysis.matrix import Floats, decision_matrix
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weights import shares
from prioritisation.cli.report_figures import Json, exact, interval
from prioritisation.cli.report_layout import folded, text_table
from prioritisation.sentences import phrases
from prioritisation.sentences.ranking import counting_texts, to_confirm_texts
from prioritisation.wording import number, t, tn

MOST_RANKED = 1_000


def plain_ranking_text(case: Case, scenario: Scenario, most: int) -> str:
    """The ranking of a scenario, and what is not told of it, since there are too many levers.

    Parameters
    ----------
    most
        Of how many levers all is told.
    """
    counted, ranking = _ranked(case, scenario)
    rows = [
        (phrases.rank_text(ranking, i), counted.levers[i].label, phrases.points_text(ranking, i))
        for i in ranking.order
    ]
    title = t("Ranking, in points out of 100")
    table = text_table([(t("Rank"), t("Lever"), t("Points")), *rows], 2)
    above = map(folded, _assumptions(counted, scenario, most))
    return "\n\n".join("\n".join(lines) for lines in [*above, [*folded(title), *table]])


def _assumptions(counted: Case, scenario: Scenario, most: int) -> Iterator[str]:
    """What the ranking rests on, and what is not told of it."""
    yield t(
        "{found} levers are ranked, and nothing more: how far the ranking depends on weights "
        "and on what is not known is told of {most} levers at most.",
        found=number(len(counted.levers)),
        most=number(most),
    )
    if scenario.equal:
        yield t(
            "Equal weights: going from the lowest to the highest counts as much on each criterion."
        )
    if unknown := len(counted.tables[scenario.combination].unknowns):
        yield tn(
            "{n} score is missing: its lever has the ranks that any score would give it.",
            "{n} scores are missing: their levers have the ranks that any score would give them.",
            unknown,
        )
    yield from counting_texts(counted, scenario.combination)
    for criterion in counted.criteria:
        if texts := to_confirm_texts(criterion):
            words = " ".join(texts)
            yield t("{criterion}: {words}", criterion=criterion.label, words=words)


def plain_ranking_json(case: Case, scenario: Scenario) -> Json:
    """The same for a program: the keys of a whole analysis that are known."""
    counted, ranking = _ranked(case, scenario)
    table = counted.tables[scenario.combination]
    return {
        "case": {"id": case.id, "title": case.title, "updated": case.updated.isoformat()},
        "readings": {q.id: q.answer(scenario.combination).id for q in case.questions},
        "points": {c.id: float(scenario.points[c.id]) for c in counted.criteria},
        "equal_weights": scenario.equal,
        "weights": dict(
            zip(ranking.criteria, map(exact, _weights(counted, scenario)), strict=True)
        ),
        "levers": [
            {
                "id": ranking.alternatives[i],
                "label": lever.label,
                "rank": {"best": int(ranking.best[i]), "worst": int(ranking.worst[i])},
                "value": interval((ranking.low[i], ranking.high[i])),
            }
            for i, lever in enumerate(counted.levers)
        ],
        "unknown_scores": [
            {"lever": one.lever, "criterion": one.criterion} for one in table.unknowns
        ],
        "ranked_only": True,
    }


def _ranked(case: Case, scenario: Scenario) -> tuple[Case, Ranking]:
    """The case with the criteria that count, and its levers by their weighted sum."""
    counted = case.keeping(tuple(c.id for c in case.criteria if c.id in scenario.points))
    matrix = decision_matrix(counted.tables[scenario.combination], dict(scenario.senses))
    return counted, additive(matrix, _weights(counted, scenario))


def _weights(case: Case, scenario: Scenario) -> Floats:
    return shares({c.id: scenario.points[c.id] for c in case.criteria})
