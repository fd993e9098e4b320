"""Writes the main sentences of some situations again: ``python -m tests.cases.texts.make``.

``sentences.txt`` is read as a reader of the pages would: a heading says the situation, with its
scores where they are made up, then what the product says of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from criteria.model import Criterion, Lever, Sense, Standing
from criteria.scales import LinearScale
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import first_counts, group_weights
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.sentences.change import change_lines
from prioritisation.sentences.crossing import moving_text, open_choices_text
from prioritisation.sentences.group import (
    ballots_agreement_text,
    firsts_text,
    other_means,
    way,
    ways_text,
)
from prioritisation.sentences.lacking import doubtful_scores, lacking_text
from prioritisation.sentences.one_or_two import two_line
from prioritisation.sentences.robustness import learning_lines, solid_headline
from prioritisation.sentences.robustness_tests import ballot_lines, leaving_lines
from prioritisation.sentences.tipping import other_weights_text, tipping_lines
from prioritisation.sentences.verdict import alternate_heading, conclusion
from tests.prioritisation.sentences.made import normandie, scored, settled
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse, spreads

TEXTS = Path(__file__).parent / "sentences.txt"
COLUMNS = {"climat": "le climat", "cout": "le coût", "delai": "le délai"}
WORDS = {Sense.MAX: "plus", Sense.MIN: "moins"}
LEVERS = ("Toits", "Vélos", "Cantines", "Haies", "Lavoirs")


def situation(*rows, points=(1, 1, 1), confirmed=True) -> Analysis:
    """Levers scored from 0 to 100, a row each, on the climate, the cost and the delay."""
    status = Standing.CONFIRMED if confirmed else Standing.TO_CONFIRM
    criteria = [
        criterion(ident, name, status)
        for (ident, name), _ in zip(COLUMNS.items(), rows[0], strict=False)
    ]
    scores = {
        (lever, c.id): scored(lever, c.id, found)
        for lever, row in zip(LEVERS, rows, strict=False)
        for c, found in zip(criteria, row, strict=True)
    }
    case = case_of(criteria, scores)
    levers = tuple(Lever(v, v, v, "#000000") for v in dict.fromkeys(lever for lever, _ in scores))
    tables = {k: replace(table, levers=levers) for k, table in case.tables.items()}
    weights = dict(zip([c.id for c in criteria], points, strict=False))
    return analyse(replace(case, levers=levers, tables=tables), Scenario(weights, "here"))


def criterion(ident: str, name: str, status: Standing) -> Criterion:
    """One criterion from 0 to 100, with the words of both its directions."""
    made, short = criterion_of(ident, LinearScale(0, 100), status), name.partition(" ")[2]
    labels = {sense: f"{word} de {short} d’abord" for sense, word in WORDS.items()}
    return replace(
        made,
        label=short.capitalize(),
        in_sentence=name,
        of_sentence=f"du {short}",
        direction=replace(made.direction, labels=labels),
    )


def situations() -> dict[str, tuple[Analysis, list[Ballot]]]:
    """Each situation with its name, and its ballots where there are some."""
    one = [[90, 80, 70], [40, 50, 60], [20, 30, 10]]
    alone = {
        "Normandie, poids égaux": normandie(),
        "Normandie, l’impact GES d’abord (70, 20, 10)": normandie((70, 20, 10)),
        "Normandie, la couverture dans l’autre sens": normandie(existing_coverage=Sense.MAX),
        "Normandie, choix confirmés": settled(normandie((70, 20, 10))),
        "Un levier devant partout": situation(*one),
        "Assez solide": situation([90, 60, 30], [20, 30, 65], [10, 20, 30]),
        "Peu solide": situation([90, 20], [20, 60], [10, 20], points=(3, 1)),
        "Pas vraiment : l’avance tient à un poids": situation(
            [100, 20, 10], [30, 60, 60], [40, 30, 95], points=(60, 20, 20)
        ),
        "Au coude à coude": situation([70, 60, 50.9], [60, 60, 60], [20, 30, 40]),
        "À égalité": situation([80, 40, 60], [40, 80, 60], [10, 20, 30]),
        "Quatre à égalité": situation(*[[60, 60, 60]] * 4, [0, 0, 0]),
        "Peut-être à égalité": situation([60, 60, 60], [60, 60, (20, 60)], [10, 20, 30]),
        "Une note décide": situation([80, 40, None], [60, 70, 50], [10, 20, 30]),
        "Les notes manquantes ne changent rien": situation(*one[:2], [20, 10, None]),
        "Plusieurs leviers encore possibles": situation(
            [None, 60, 40], [70, None, 50], [50, (20, 80), None], [0, 0, 0]
        ),
        "Rien n’est connu": situation(*[[None] * 3] * 3),
        "Un critère seulement": situation([80], [60], [10]),
        "Un levier seulement": situation([80, 40, 60]),
        "Un sens à confirmer": situation(
            [80, 70, 60], [60, 40, 80], [20, 30, 40], confirmed=False
        ),
    }
    votes = [(100, 20, 0)] * 4 + [(0, 50, 100)] * 2 + [(20, 100, 0)]
    mean = tuple(100 * group_weights(ballots(votes), tuple(COLUMNS)).mean)
    voted = situation([90, 30, 20], [40, 50, 90], [50, 80, 30], points=mean)
    unsure = situation([90, 30, 20], [40, 50, (40, 100)], [90, 30, 20], points=mean)
    return {
        **{name: (found, []) for name, found in alone.items()},
        "Sept votes": (voted, ballots(votes)),
        "Sept votes, une note incertaine et une égalité": (unsure, ballots(votes)),
    }


def ballots(votes) -> list[Ballot]:
    """Ballots on the three criteria, from their points."""
    ids = list(COLUMNS)
    return [Ballot(dict(zip(ids, v, strict=True)), ids[v.index(100)]) for v in votes]


def sentences(analysis: Analysis, ballots: list[Ballot]) -> Iterator[tuple[str, list[str]]]:
    """What is said, subject by subject."""
    levers = [lever.label for lever in analysis.case.levers]
    robustness = assess_robustness(analysis, {"": ballots} if ballots else {})
    for headline in (conclusion(analysis), solid_headline(analysis, robustness)):
        yield headline.question, [headline.answer, headline.reservation]
    moving = [f"{line.about} {line.effect}" for line in change_lines(analysis)]
    yield "Ce qui peut changer la réponse", moving
    yield "Ce qui manque", [lacking_text(analysis), *learning_lines(analysis, robustness)]
    yield ("Autres poids", [other_weights_text(analysis), *tipping_lines(analysis, robustness)])
    yield "Sans un levier, sans un critère", leaving_lines(analysis, robustness)
    crossing = crossing_of(analysis)
    if crossing is not None and len(crossing.outcomes) > 1:
        others = [alternate_heading(analysis, other) for other in analysis.alternates]
        yield "Choix ouverts", [open_choices_text(analysis), moving_text(analysis), *others]
    yield "Un ou deux", [two_line(analysis, one_or_two(analysis))]
    if ballots:
        yield (
            "Votes",
            [*of_ballots(analysis, ballots, levers), *ballot_lines(analysis, robustness)],
        )


def of_ballots(analysis: Analysis, ballots: list[Ballot], levers: list[str]) -> list[str]:
    """Whom each ballot puts first, where they disagree, and other ways to put them together."""
    matrix = analysis.matrix
    labels = {c.id: c.label for c in analysis.case.criteria}
    group = group_weights(ballots, matrix.criteria)
    means = (("moyenne", group.mean), *other_means(group.geometric, group.median, None))
    mean, *others = (way(name, additive(matrix, there)) for name, there in means)
    return [
        firsts_text(first_counts(matrix, ballots), levers, doubtful_scores(matrix)),
        ballots_agreement_text(spreads(ballots, matrix.criteria), labels),
        ways_text(mean, others, levers),
    ]


def text() -> str:
    """The whole file, with plain spaces."""
    lines: list[str] = []
    for name, (analysis, ballots) in situations().items():
        lines += ["", f"=== {name}", *shown(analysis)]
        lines += [" · ".join(map(str, b.points.values())) for b in ballots]
        for subject, told in sentences(analysis, ballots):
            lines += ["", subject, *(f"  {line}" for line in told if line)]
    return "\n".join(lines).replace("\u00a0", " ").strip() + "\n"


def shown(analysis: Analysis) -> list[str]:
    """The scores of a situation that is made up, after its weights."""
    if analysis.case.id != "random":
        return []
    points = analysis.scenario.points
    weights = [f"{c.in_sentence} {points[c.id]:.4g}" for c in analysis.case.criteria]
    lines = ["poids : " + ", ".join(weights)]
    for row, lever in enumerate(analysis.case.levers):
        scores = [analysis.score(row, j) for j in range(len(points))]
        lines.append(f"{lever.label} : " + ", ".join(map(amount, scores)))
    return lines


def amount(score) -> str:
    """A score as it was given."""
    if score.unknown:
        return "?"
    return f"{score.low:g}" if score.low == score.high else f"{score.low:g} à {score.high:g}"


if __name__ == "__main__":
    TEXTS.write_text(text(), "utf-8")
