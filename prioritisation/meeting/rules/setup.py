"""What the facilitator chose for a meeting, and what is voted on: its question, its trial."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from criteria.case import Case
from criteria.model import Criterion, Sense, Standing
from criteria.readings import ReadingQuestion
from prioritisation.analysis.ballots.ballot import FULL, Ballot, Mode
from prioritisation.analysis.crossing import words_of
from prioritisation.wording import t

PROJECT_AUTO, PROJECT_WAITING = "auto", "nothing"
"""With the phase; the waiting screen."""

PROJECT_AGREEMENT, PROJECT_FIRSTS, PROJECT_MAP = "agreement", "firsts", "map"
PROJECT_RANKING, PROJECT_CHOICES, PROJECT_SETS = "ranking", "choices", "sets"
PROJECTIONS = (
    PROJECT_AUTO,
    PROJECT_WAITING,
    PROJECT_AGREEMENT,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
    PROJECT_CHOICES,
    PROJECT_SETS,
)
"""What may be projected besides one open choice and the scores of one criterion."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices of a meeting.

    Attributes
    ----------
    combination, criteria
        What the group votes on: how it counts, and the criteria taken into account.
    senses
        Criterion id -> which way it counts, for those the facilitator has confirmed.
    invited
        Whether voters hold one-time invitations rather than an open code.
    colleges
        Names that people may choose between; none when the question is not asked.
    asks_carrying
        Whether people are asked if they carry an action sheet.
    deadline
        When the countdown ends, ISO in UTC; empty without a countdown.
    projection
        What the projector shows: a choice of the facilitator holds for one phase.
    weighting
        How ballots ask for weights.
    settled
        Ids of the readings that the group has taken: they are open no more.
    orders
        Criterion id -> the order of its words that the group has taken, and the other one.
    viewed
        What was projected in this phase, the last one last, but for the waiting screen.
    """

    combination: str
    criteria: tuple[str, ...]
    senses: Mapping[str, Sense] = field(default_factory=dict)
    invited: bool = False
    colleges: tuple[str, ...] = ()
    asks_carrying: bool = False
    deadline: str = ""
    projection: str = PROJECT_AUTO
    weighting: Mode = Mode.SWING
    settled: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    orders: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def projecting(self, view: str) -> "Setup":
        """The setup once the projector shows a view."""
        others = tuple(v for v in self.viewed if v != view)
        viewed = self.viewed if view == PROJECT_WAITING else (*others, view)
        return replace(self, projection=view, viewed=viewed)


def starting_setup(case: Case) -> Setup:
    """The default readings, and the criteria active from the start."""
    return Setup(case.default_combination, tuple(c.id for c in case.criteria if c.active))


def to_json(setup: Setup) -> str:
    """A setup as text."""
    return json.dumps(
        {
            "combination": setup.combination,
            "criteria": setup.criteria,
            "senses": {c: s.value for c, s in setup.senses.items()},
            "invited": setup.invited,
            "colleges": setup.colleges,
            "asks_carrying": setup.asks_carrying,
            "deadline": setup.deadline,
            "projected": setup.projection,
            "weighting": setup.weighting.value,
            **({"settled": setup.settled} if setup.settled else {}),
            **({"orders": dict(setup.orders)} if setup.orders else {}),
            **({"viewed": setup.viewed} if setup.viewed else {}),
        },
        sort_keys=True,
        ensure_ascii=False,
    )


def from_json(text: str) -> Setup:
    """The setup that ``to_json`` wrote."""
    return setup_from(json.loads(text))


def setup_from(tree: Any) -> Setup:  # noqa: ANN401 (read from JSON)
    """The setup of an object of JSON, as ``to_json`` writes one."""
    return Setup(
        tree["combination"],
        tuple(tree["criteria"]),
        {c: Sense(s) for c, s in tree["senses"].items()},
        tree["invited"],
        tuple(tree["colleges"]),
        tree["asks_carrying"],
        tree["deadline"],
        tree["projected"],
        Mode(tree["weighting"]),
        tuple(tree.get("settled", ())),
        tuple(tree.get("viewed", ())),
        {c: (taken, left) for c, (taken, left) in tree.get("orders", {}).items()},
    )


def voted_on(setup: Setup) -> str:
    """What of a setup matters to a voter's page, as text: none of what is only led by it."""
    return to_json(replace(setup, deadline="", projection="", viewed=()))


def framed(case: Case, setup: Setup) -> Case:
    """The case as the meeting sees it: its criteria only, what is confirmed said so."""
    kept = case.keeping(tuple(c.id for c in case.criteria if c.id in setup.criteria))
    kept = replace(kept, questions=tuple(_settled(q, setup) for q in kept.questions))
    for criterion, (taken, _) in setup.orders.items():
        kept = kept.in_order(criterion, words_of(taken))
    if not setup.senses:
        return kept
    criteria = tuple(_confirmed(c) if c.id in setup.senses else c for c in kept.criteria)
    tables = {p: replace(table, criteria=criteria) for p, table in kept.tables.items()}
    return replace(kept, criteria=criteria, tables=tables)


def _settled(question: ReadingQuestion, setup: Setup) -> ReadingQuestion:
    taken = question.answer(setup.combination).id
    return question.settled(taken) if taken in setup.settled else question


def _confirmed(criterion: Criterion) -> Criterion:
    direction = replace(criterion.direction, status=Standing.CONFIRMED)
    return replace(criterion, direction=direction)


def unanchored(case: Case) -> tuple[str, ...]:
    """Criteria without two different written anchors under these readings (refusal R1)."""
    return tuple(c.id for c in case.criteria if not _anchored(c))


def _anchored(criterion: Criterion) -> bool:
    worst, best = criterion.anchors()
    return str(worst).strip() != "" and str(best).strip() != "" and worst != best


def unconfirmed(case: Case, setup: Setup) -> tuple[str, ...]:
    """Criteria whose direction waits for the group (W12)."""
    return tuple(c.id for c in case.criteria if c.direction.contested and c.id not in setup.senses)


@dataclass(frozen=True, slots=True)
class TrialCriterion:
    """A criterion of the trial question, with its two anchors in words."""

    id: str
    label: str
    question: str
    worst: str
    best: str


def trial_criteria() -> tuple[TrialCriterion, ...]:
    """Choosing where the group has lunch: nothing that the meeting is about."""
    return (
        TrialCriterion(
            "essai_distance",
            t("Distance on foot"),
            t("How long does it take to walk there?"),
            t("thirty minutes on foot"),
            t("next door"),
        ),
        TrialCriterion(
            "essai_choice",
            t("Choice of dishes"),
            t("Will everyone find something to eat?"),
            t("a single dish"),
            t("ten dishes"),
        ),
        TrialCriterion(
            "essai_quiet",
            t("Quiet"),
            t("Can people hear each other?"),
            t("one has to shout"),
            t("one can whisper"),
        ),
    )


TRIAL_IDS = ("essai_distance", "essai_choice", "essai_quiet")


MOST_SIMULATED = 200


def simulated_ballots(
    criteria: Sequence[str], n: int, seed: int, mode: Mode = Mode.SWING
) -> tuple[Ballot, ...]:
    """That many ballots as the meeting asks for them; the same seed draws the same ones."""
    draw = random.Random(seed)  # noqa: S311 (a rehearsal, not a secret)
    return tuple(_one(criteria, draw, mode, other=k % 3 == 2) for k in range(n))  # noqa: PLR2004


def _one(criteria: Sequence[str], draw: random.Random, mode: Mode, *, other: bool) -> Ballot:
    first = criteria[-1] if other else criteria[0]
    points = {c: FULL if c == first else draw.randint(5, 90) for c in criteria}
    left = [c for c in criteria if c != first]
    abstains = len(criteria) > 2 and draw.random() < 0.05  # noqa: PLR2004
    silent = draw.choice(left) if abstains else None
    if mode is Mode.SWING:
        return Ballot({c: None if c == silent else p for c, p in points.items()}, first)
    given = {c: p for c, p in points.items() if c != silent}
    answers = _places(given) if mode.ordered else _shared(given, first)
    return Ballot({c: answers.get(c) for c in criteria}, "", mode)


def _places(points: dict[str, int]) -> dict[str, int]:
    """Places from points; equal ones share a place."""
    return {c: 1 + sum(p > points[c] for p in points.values()) for c in points}


def _shared(points: dict[str, int], first: str) -> dict[str, int]:
    """All of 100 points, in these proportions; the first gets what is left by rounding down."""
    total = sum(points.values())
    shared = {c: FULL * p // total for c, p in points.items()}
    return {**shared, first: shared[first] + FULL - sum(shared.values())}


def question_text(mode: Mode) -> str:
    """What a ballot asks everybody, in its own words: for the report."""
    question = t("Share out 100 points")
    if mode is Mode.SWING:
        question = t("Which difference should weigh most?")
    elif mode.ordered:
        question = t("In which order should they weigh?")
    return f"{t('Each box compares two levers, alike in all else.')} {question}"
