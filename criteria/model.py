"""The group's objects: levers, criteria, scores, and the table of all scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from criteria.scales import Amount, LinearScale, PiecewiseScale, Scale, WordScale

_NBSP = "\N{NO-BREAK SPACE}"
PLURAL = 2
"""From which French has several of anything."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a number of the criterion is written: ``one`` and ``several`` units, ``zero``, ``many``.

    ``many`` is a phrase around ``{n}``, used for the anchors; as they are by default, these two
    say nothing of what is counted, and the unit does.
    """

    one: str = ""
    several: str = ""
    zero: str = "0"
    many: str = "{n}"

    @property
    def nothing(self) -> str:
        """Zero: with its unit, where nobody wrote how it is said."""
        return f"0{_NBSP}{self.one}" if self.zero == "0" and self.one else self.zero

    def counted(self, number: str, *, several: bool) -> str:
        """A number that is written already, in its phrase; with its unit where there is none."""
        unit = self.several if several and self.several else self.one
        if self.many == "{n}" and unit:
            return f"{number}{_NBSP}{unit}"
        return self.many.replace("{n}", number)

    def phrase(self, value: float) -> str:
        """The phrase around a number, where ``one`` is that of a number below two."""
        return self.one if self.one and value < PLURAL else self.many


READING_JOINT = "-"
"""Between the readings of a combination: no id holds it."""

Option = Literal["levier", "site", "projet", "chantier", "scénario", "lieu", "thème", "candidat"]
"""What is compared, by one noun: masculine, and beginning with a consonant, as sentences need."""
DEFAULT_OPTION: Option = "levier"


class Status(StrEnum):
    """What a score rests on; the values are the words of the data files."""

    OFFICIAL = "officiel"
    OPINION = "avis"
    INFERRED = "inféré"
    UNKNOWN = "inconnu"


class Standing(StrEnum):
    """Whether the group has agreed to an assumption."""

    CONFIRMED = "confirmé"
    TO_CONFIRM = "à confirmer"


class Sense(StrEnum):
    """Which way a criterion counts: the more (max) or the less (min) the better."""

    MAX = "max"
    MIN = "min"

    @property
    def opposite(self) -> "Sense":
        """The other way."""
        return Sense.MIN if self is Sense.MAX else Sense.MAX


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing to prioritise.

    Attributes
    ----------
    short_label
        For places too narrow for the label.
    colour
        ``#RRGGBB``, the same in every picture.
    scope, scope_source
        What it covers, and the id of the source that says so; empty when not known.
    """

    id: str
    label: str
    short_label: str
    colour: str
    scope: str = ""
    scope_source: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way a criterion counts, why, and whether the group has confirmed it.

    Attributes
    ----------
    labels
        Sense -> sentence, e.g. « moins couvert = plus prioritaire ».
    default
        The sense of the data: what the anchors say.
    question
        What the group has to decide, when it is open.
    """

    labels: Mapping[Sense, str]
    default: Sense
    status: Standing
    reason: str
    question: str = ""

    @property
    def contested(self) -> bool:
        """Whether the other way must be shown beside."""
        return self.status is Standing.TO_CONFIRM


@dataclass(frozen=True, slots=True)
class Plain:
    """How a criterion is called before a room that never read the case.

    The words are those of whoever made the case, until the group agrees to them.

    Attributes
    ----------
    names
        Sense -> a name that says what lengthens its bar, e.g. « peu de fiches action ».
    questions
        Sense -> a question of a few words, e.g. « reste-t-il à faire ? ».
    in_sentence, of_sentence
        What is measured, whichever way it counts, inside a sentence and in the singular: « le
        nombre de fiches action », « du nombre de fiches action »; empty: those of the label.
    levels
        Level -> what is so of a lever at it, where its scale has words.
    unit, per
        How its scores are written, and how many of the criterion's own units make one of these;
        ``one`` is the phrase below two, where it is not ``many``.
    """

    names: Mapping[Sense, str] = field(default_factory=dict)
    questions: Mapping[Sense, str] = field(default_factory=dict)
    unit: Unit | None = None
    per: float = 1
    levels: Mapping[str, str] = field(default_factory=dict)
    status: Standing = Standing.TO_CONFIRM
    in_sentence: str = ""
    of_sentence: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One point of view, with its question, its direction and its fixed anchors.

    Attributes
    ----------
    in_sentence, of_sentence
        The label inside a sentence ("l'impact GES", "de l'impact GES").
    scale
        What its scores are worth in the way of the data, however they are counted.
    scale_status, scale_note
        Whether the group agreed to the anchors, and what is still to be agreed.
    active
        Whether it is taken into account from the start; people may change that.
    caveat
        What must be read beside its scores wherever it is taken into account; may be empty.
    essential
        Whether the group should be told of a lever at its worst: a sum would hide it.
    plain
        Its name, question and unit for a room; where one is absent, its own stands.
    official
        Its label, where ``label`` is what a room calls it; empty otherwise.
    """

    id: str
    label: str
    in_sentence: str
    of_sentence: str
    question: str
    short_source: str
    direction: Direction
    unit: Unit
    scale: Scale
    scale_status: Standing = Standing.CONFIRMED
    scale_note: str = ""
    active: bool = True
    caveat: str = ""
    essential: bool = False
    plain: Plain = field(default_factory=Plain)
    official: str = ""

    def plain_name(self, sense: Sense | None = None) -> str:
        """What a room calls it, counted in a sense (that of the data by default)."""
        return self.plain.names.get(sense or self.direction.default, self.official or self.label)

    def plain_question(self, sense: Sense | None = None) -> str:
        """What a room is asked of it, counted in a sense (that of the data by default)."""
        return self.plain.questions.get(sense or self.direction.default, self.question)

    def in_plain_words(self, sense: Sense | None = None) -> "Criterion":
        """The same, called as a room calls it in a sense; its own words where there are none."""
        official, label = self.official or self.label, self.plain_name(sense)
        return replace(
            self,
            label=label,
            official=official if label != official else "",
            in_sentence=self.plain.in_sentence or self.in_sentence,
            of_sentence=self.plain.of_sentence or self.of_sentence,
        )

    def scale_in(self, sense: Sense | None = None) -> Scale:
        """The scale in a sense (that of the data by default)."""
        return self.scale if sense in (None, self.direction.default) else self.scale.reversed()

    def anchors(self, sense: Sense | None = None) -> tuple[Amount, Amount]:
        """The (worst, best) scores in a sense."""
        scale = self.scale_in(sense)
        match scale:
            case LinearScale():
                return scale.worst, scale.best
            case WordScale():
                ends: tuple[Amount, Amount] = scale.levels[0].id, scale.levels[-1].id
            case PiecewiseScale():
                ends = scale.cutoffs[0], scale.cutoffs[-1]
        return ends if scale.more_is_better else (ends[1], ends[0])


@dataclass(frozen=True, slots=True)
class Score:
    """What is known of a lever on a criterion: a point, an interval, or nothing.

    Attributes
    ----------
    low, high
        Smallest and largest score possible, in the criterion's unit or words; None when unknown.
    status, source, date, confidence, reason
        What it rests on; ``source`` is the id of a source, ``reason`` a sentence.
    """

    lever: str
    criterion: str
    low: Amount | None
    high: Amount | None
    status: Status
    source: str = ""
    date: str = ""
    confidence: str = ""
    reason: str = ""

    @property
    def unknown(self) -> bool:
        """Whether nothing is known: the whole scale remains possible."""
        return self.low is None or self.high is None

    @property
    def exact(self) -> bool:
        """Whether one score only is possible."""
        return not self.unknown and self.low == self.high

    @property
    def doubted(self) -> bool:
        """Whether one score is given, without bounds, that was inferred or is little trusted."""
        return self.exact and (self.status is Status.INFERRED or self.confidence == _LOW)


_LOW = "faible"
"""Word of the data for a score in which confidence is low."""


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """Every score of a case under one combination of readings.

    ``scores`` has one entry per (lever id, criterion id), none missing.
    """

    combination: str
    levers: tuple[Lever, ...]
    criteria: tuple[Criterion, ...]
    scores: Mapping[tuple[str, str], Score]

    def score(self, lever: str, criterion: str) -> Score:
        """The score of a lever on a criterion."""
        return self.scores[lever, criterion]

    @property
    def unknowns(self) -> tuple[Score, ...]:
        """The scores nobody knows, in table order."""
        return tuple(s for s in self.scores.values() if s.unknown)

    @property
    def uncertain(self) -> tuple[Score, ...]:
        """The scores known between two bounds only, in table order."""
        return tuple(s for s in self.scores.values() if not s.unknown and not s.exact)
