"""Small cases of two equal levers, and all that note, slides, report and pages say of them."""

import datetime as dt
import random

from criteria.model import Score, Standing, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weight_map import weight_map
from prioritisation.cli.report import analysis_text
from prioritisation.documents.writing.note import note_of
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.making import record_of
from prioritisation.sentences.columns import comparison_answer, what_changes
from prioritisation.sentences.ranking import map_alternative
from tests.cases.notes.make import text_of
from tests.strategies import case_of, criterion_of
from tests.thresholds import MeetingFacts, analyse, compare
from tests.voting import round_facts

TWINS = "alpha", "bravo"
LEVERS = (*TWINS, "charlie", "delta", "echo")
WORDS = WordScale(
    tuple(
        WordLevel(name, name, value)
        for name, value in zip(("rien", "peu", "moyen", "fort"), (0, 0.3, 0.6, 1), strict=True)
    )
)
DAY = dt.date(2026, 2, 1)


def made(seed):
    """A case in which the first two levers have the same known scores, weights, and ballots."""
    rng = random.Random(seed)  # noqa: S311 (test data)
    criteria = [
        criterion_of(
            f"c{j}",
            WORDS if rng.random() < 0.3 else LinearScale(0, 10),
            Standing.CONFIRMED if rng.random() < 0.7 else Standing.TO_CONFIRM,
        )
        for j in range(rng.choice([2, 3, 3, 4]))
    ]
    twin = [_known(rng, c) for c in criteria]
    scores = {}
    for lever in LEVERS[: rng.choice([3, 4, 5])]:
        for j, c in enumerate(criteria):
            ends = twin[j] if lever in TWINS else _other(rng, c)
            scores[lever, c.id] = _score(lever, c.id, ends)
    ids = [c.id for c in criteria]
    points = {c: rng.choice([0, 20, 50, 50, 80]) for c in ids}
    points[ids[0]] = points[ids[0]] or 50
    return case_of(criteria, scores), Scenario(points, "here"), ballots_of(rng, ids)


def _accepted(criterion):
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return [level.id for level in scale.levels]
    return [float(k) for k in range(11)]


def _known(rng, criterion):
    """Rather high: equal levers are often first."""
    accepted = _accepted(criterion)
    k = min(len(accepted) - 1, rng.randrange(len(accepted)) + len(accepted) // 4)
    return accepted[k], accepted[k]


def _other(rng, criterion):
    accepted, kind = _accepted(criterion), rng.random()
    if kind < 0.12:
        return None, None
    first = rng.randrange(len(accepted))
    last = first if kind < 0.75 else rng.randrange(len(accepted))
    low, high = sorted((first, last))
    return accepted[low], accepted[high]


def _score(lever, criterion, ends):
    if ends[0] is None:
        return Score(lever, criterion, None, None, Status.UNKNOWN, reason="on ne sait pas")
    return Score(lever, criterion, *ends, Status.OPINION, "someone")


def ballots_of(rng, ids):
    firsts = [rng.choice(ids) for _ in range(rng.choice([0, 5, 6, 9]))]
    return tuple(
        Ballot({c: 100 if c == first else rng.choice([0, 20, 50, 100]) for c in ids}, first)
        for first in firsts
    )


def lines_of(seed):
    """Everything that is said, a line for each thing, with ordinary spaces."""
    case, scenario, ballots = made(seed)
    texts = [
        text_of(note_of(record_of(facts_of(case, scenario, ballots)))),
        _report(case, scenario),
        *_pages(case, scenario),
    ]
    return [line for text in texts for line in text.replace("\u00a0", " ").split("\n")]


def facts_of(case, scenario, ballots):
    rounds = ()
    if ballots:
        identifiers = tuple(f"{k:016x}" for k in range(len(ballots)))
        days = {"opened": DAY, "closed": DAY}
        rounds = (round_facts(case.criteria, {"": ballots}, identifiers=identifiers, **days),)
    return MeetingFacts(
        case,
        scenario,
        "Essai",
        "Sur quoi ?",
        DAY,
        decision=Decision(),
        rounds=rounds,
        opinions=True,
    )


def _report(case, scenario):
    """What the command line says, its folded lines made whole."""
    analysis = analyse(case, scenario)
    return analysis_text(analysis, assess_robustness(analysis)).replace("\n    ", " ")


def _pages(case, scenario):
    """What the pages add: the map, other rankings."""
    analysis = analyse(case, scenario)
    mapped = weight_map(analysis)
    if mapped is not None:
        yield map_alternative(analysis, mapped)
    others = [Change(equal=True), *(Change(method=m) for m in Method if m is not Method.ADDITIVE)]
    columns = compare(case, scenario, (Change(), *others))
    yield str(comparison_answer(columns))
    yield from (what_changes(columns[0], column) for column in columns[1:])
