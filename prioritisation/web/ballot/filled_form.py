"""What a form of the ballot holds when it is shown, and the bars of shares beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prioritisation.analysis.ballots.ballot import (
    ABSTAINS,
    ABSTENTION_FIELD,
    AS_MUCH_FIELD,
    FIRST_FIELD,
    NUMBER_FIELD,
    RANK_FIELD,
    Ballot,
    Mode,
)
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.wording import t

REASON_FIELD, TOKEN_FIELD, NONCE_FIELD, ROUND_FIELD, GESTURE_FIELD = (
    "raison",
    "jeton",
    "envoi",
    "tour",
    "geste",
)
"""Names of the other fields of the form."""

PREVIEW_GESTURE = "apercu"
"""The gesture that asks for the shares and sends nothing."""

LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The answers in a form, whether they make a ballot or not.

    Attributes
    ----------
    numbers, places
        Criterion -> what was typed; criterion -> the place chosen, or an abstention.
    """

    first: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    as_much: frozenset[str] = frozenset()
    abstained: frozenset[str] = frozenset()
    reason: str = ""


def empty(criteria: Sequence[str]) -> FilledForm:
    """A form that nobody has touched: no value is there beforehand."""
    return FilledForm(numbers=dict.fromkeys(criteria, ""), places=dict.fromkeys(criteria, ""))


def from_fields(fields: Mapping[str, str], criteria: Sequence[str]) -> FilledForm:
    """What came in, to be shown again."""
    return FilledForm(
        fields.get(FIRST_FIELD, ""),
        {c: fields.get(NUMBER_FIELD + c, "")[:LONGEST_NUMBER] for c in criteria},
        {c: fields.get(RANK_FIELD + c, "")[:LONGEST_NUMBER] for c in criteria},
        frozenset(c for c in criteria if AS_MUCH_FIELD + c in fields),
        frozenset(c for c in criteria if ABSTENTION_FIELD + c in fields),
        fields.get(REASON_FIELD, ""),
    )


def from_ballot(ballot: Ballot, reason: str) -> FilledForm:
    """A ballot to be changed."""
    if ballot.mode.ordered:
        places = {c: ABSTAINS if p is None else str(p) for c, p in ballot.points.items()}
        return FilledForm(numbers=dict.fromkeys(places, ""), places=places, reason=reason)
    given = {c: "" if p is None else str(p) for c, p in ballot.points.items()}
    missing = frozenset(c for c, p in ballot.points.items() if p is None)
    return FilledForm(ballot.first, given, dict.fromkeys(given, ""), frozenset(), missing, reason)


def to_fields(filled: FilledForm, mode: Mode) -> Mapping[str, str]:
    """The fields that a browser would send of a form filled so."""
    fields = {REASON_FIELD: filled.reason} if filled.reason else {}
    if mode.ordered:
        return fields | {RANK_FIELD + c: place for c, place in filled.places.items()}
    if filled.first:
        fields[FIRST_FIELD] = filled.first
    given = {NUMBER_FIELD + c: n for c, n in filled.numbers.items() if c not in filled.abstained}
    as_much = {AS_MUCH_FIELD + c: "1" for c in filled.as_much}
    return fields | given | as_much | {ABSTENTION_FIELD + c: "1" for c in filled.abstained}


@dataclass(frozen=True, slots=True)
class Slice:
    """One criterion of a bar: where it starts and how wide it is, in percents, as texts."""

    label: str
    start: str
    width: str
    text: str


class LabelledCriterion(Protocol):
    """A criterion, of a ballot or of the case."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is called."""


Shares = Mapping[str, float | None]
"""Shares of a whole, criterion by criterion; None for an abstention."""


def slices(criteria: Sequence[LabelledCriterion], shares: Shares) -> tuple[Slice, ...]:
    """The parts of a bar, one after the other; see ``rounded_word``."""
    weighed = {c.id: share for c in criteria if (share := shares.get(c.id)) is not None}
    texts = dict(zip(weighed, weight_texts(weighed.values()), strict=True))
    made = []
    start = 0.0
    for criterion in criteria:
        part = weighed.get(criterion.id, 0.0)
        text = texts.get(criterion.id, t("no answer given"))
        made.append(Slice(criterion.label, f"{100 * start:.6g}", f"{100 * part:.6g}", text))
        start += part
    return tuple(made)


def rounded_word(shares: Shares) -> str:
    """A word beside parts that do not add up as they are written; empty where they do."""
    weighed = [share for share in shares.values() if share is not None]
    return rounded_note(weighed) if any(weighed) else ""
