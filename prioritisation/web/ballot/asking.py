"""The question of the ballot in words, for each way of asking for weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.analysis.ballots.modes import Mode
from prioritisation.sentences.ballot import Vote
from prioritisation.sentences.weighting import places_text
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a criterion may have: what is sent, and what is read."""

    value: str
    text: str


def asking(vote: Vote) -> Mapping[str, object]:
    """What the form asks, besides its criteria."""
    return {
        "mode": vote.mode.value,
        "ordered": vote.mode.ordered,
        "imagine": imagine(vote),
        "how": how(vote),
        "places": places(len(vote.criteria)) if vote.mode.ordered else (),
    }


def places(count: int) -> tuple[Place, ...]:
    """From first to last."""
    return tuple(
        Place(str(k), t("1st") if k == 1 else t("{n}th", n=k)) for k in range(1, count + 1)
    )


def imagine(vote: Vote) -> str:
    """The situation that the ballot starts from, and its question."""
    if vote.mode is Mode.SWING:
        return _one_only(vote)
    start = (
        t("Imagine that you choose a place for lunch, and that everything is at its lowest.")
        if vote.trial
        else t("Imagine all the levers at the lowest on everything.")
    )
    question = (
        t("Which passage from lowest to highest counts most? It is *1st*. And then?")
        if vote.mode.ordered
        else t("Share *100 points* between the passages from lowest to highest.")
    )
    return f"{start} {question}"


def how(vote: Vote) -> str:
    """What an answer means."""
    if vote.mode.ordered:
        told = t("Two passages that count as much have the *same place*.")
        return f"{told} {places_text(vote.mode, len(vote.criteria))}"
    if vote.mode is Mode.POINTS:
        return t(
            "More points where the passage counts more, *0* where it does not count; a passage "
            "with twice the points counts twice as much. The total must be *100*."
        )
    return t(
        "The first is worth 100. For the others: *0* if this passage does not count, *50* if it "
        "counts half as much, *100* if it counts as much."
    )


def _one_only(vote: Vote) -> str:
    if vote.trial:
        return t(
            "Imagine that you choose a place for lunch, and that everything is at its lowest. You "
            "may raise *one* criterion only, from lowest to highest. Which one?"
        )
    return t(
        "Imagine all the levers at the lowest on everything. You may raise *one* criterion only, "
        "from lowest to highest. Which one?"
    )
