"""What a phone shows of the decision: what is proposed, its vote, and what people wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from criteria.case import Case
from prioritisation.drawing.decision import departs_text
from prioritisation.meeting.room import DECIDING, Room, RoundResults, Stage
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.rules.decision import (
    Decision,
    Outcome,
    ShowOfHands,
    State,
    Step,
    status,
)
from prioritisation.memory import Cache
from prioritisation.sentences.decision import proposal_title, vote_sentence
from prioritisation.sentences.dossier_proposals import (
    minority_remark,
    motives_remark,
    objection_remark,
)
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import long_date


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """A decision, or the project of one, in the words of the group.

    Attributes
    ----------
    colours
        Of the levers proposed.
    validation
        Who validates it; empty when nobody is named.
    departs
        Where it departs from the ranking; empty where it does not.
    hands
        « for », « against » or « abstaining » for each hand of the vote; none where they are too
        many to be drawn, or without a vote.
    parts
        (title, lines) of what people wrote, without what is empty.
    """

    heading: str
    sentence: str
    colours: tuple[str, ...]
    validation: str
    departs: str
    hands: tuple[str, ...]
    vote: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


class DecisionPublisher:
    """Reads the decision of each meeting once for each of its versions.

    All the phones of a meeting ask for it at the same instant.
    """

    def __init__(self) -> None:
        self._read: Cache[tuple[str, str, int], PublishedDecision | None] = Cache(_MOST_READ)

    def published(
        self, room: Room, stage: Stage, results: RoundResults
    ) -> PublishedDecision | None:
        """The decision as it stands; None before, and as long as nothing of it is written."""
        if stage.meeting.phase not in DECIDING:
            return None
        moment = (stage.code, stage.created_at, stage.version)
        decided = self._read.get(moment, partial(_read, room, stage, results))
        room.keeps(stage.code)
        return decided

    def forget(self, code: str) -> None:
        """Keep nothing of a meeting."""
        self._read.drop(lambda key: key[0] == code)


_MOST_READ, _MOST_DRAWN = 64, 60


def _read(room: Room, stage: Stage, results: RoundResults) -> PublishedDecision | None:
    try:
        # What cannot be read is left out.
        decision = room.decision(stage.code).decision
        departs = departs_text(results, decision)
    except Refused:
        return None
    return published_decision(decision, stage.case, departs, rehearsal=stage.meeting.rehearsal)


def published_decision(
    decision: Decision, case: Case, departs: str = "", *, rehearsal: bool = False
) -> PublishedDecision | None:
    """A decision in words, with where it departs; None as long as no lever is proposed."""
    labels = {v.id: v.label for v in case.levers}
    if not decision.proposed:
        return None
    decided = status(decision, rehearsal=rehearsal).state is State.DECISION
    names = [labels.get(v, v) for v in decision.proposed]
    body = decision.body.strip()
    return PublishedDecision(
        t("What the group proposes") if decided else t("The decision being written"),
        proposal_title(case, names),
        tuple(v.colour for v in case.levers if v.id in decision.proposed),
        t("To be validated by: {body}.", body=body) if body else "",
        departs,
        _hands(decision.vote),
        vote_sentence(decision),
        _parts(decision, labels),
    )


def _hands(vote: ShowOfHands | None) -> tuple[str, ...]:
    if vote is None or vote.hands > _MOST_DRAWN:
        return ()
    counted = {"for": vote.favour, "against": vote.against, "abstaining": vote.abstaining}
    return tuple(side for side, count in counted.items() for _ in range(count))


def _parts(
    decision: Decision, labels: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    review = (long_date(decision.review),) if decision.review else ()
    many = sum(o.outcome is Outcome.KEPT for o in decision.objections)
    parts = (
        (tn("Objection that stands", "Objections that stand", many), _kept(decision, labels)),
        (t("Minority view"), _lines(decision.minority, minority_remark(decision, labels))),
        (t("Reasons of the group"), _lines(decision.motives, motives_remark(decision, labels))),
        (t("Next steps"), tuple(_step(step) for step in decision.steps)),
        (t("To be looked at again"), review),
    )
    return tuple(p for p in parts if p[1])


def _step(step: Step) -> str:
    """What is next, then who and when, as far as it is written."""
    return ", ".join(filter(None, (step.action.strip(), step.who.strip(), step.when.strip())))


def _kept(decision: Decision, labels: Mapping[str, str]) -> tuple[str, ...]:
    kept = [o for o in decision.objections if o.outcome is Outcome.KEPT]
    remarks = (objection_remark(o, decision, labels) for o in kept)
    return tuple(
        line for o, remark in zip(kept, remarks, strict=True) for line in _lines(o.text, remark)
    )


def _lines(words: str, remark: str = "") -> tuple[str, ...]:
    """The lines that say something, after what is to be known of them."""
    return tuple(line for line in (remark, *words.splitlines()) if line.strip())
