"""What is written of a proposal when it changes: an answer is about the levers it was given for.

That nobody objects, a show of hands, an objection and reasons are about the levers proposed on the
page of whoever wrote them. When others are proposed by then, or later, an answer of the whole
group is in force no more until it is given again; proposing the former levers again brings it
back. Objections and reasons stay, and are about what they were written for.

Parameters named ``levers`` are the ids proposed on the page that the answer was written on.
"""

from collections.abc import Sequence

from prioritisation.meeting.rules.decision import (
    Decision,
    FormerConsent,
    Objection,
    ShowOfHands,
)
from prioritisation.meeting.rules.levers import is_about

_Levers = tuple[str, ...]


def with_proposal(decision: Decision, levers: _Levers) -> Decision:
    """With other levers proposed; in force: only what was answered for these very levers."""
    before = decision.proposed
    if is_about(levers, before):
        return decision.model_copy(update={"proposed": levers})
    return decision.model_copy(
        update={
            "proposed": levers,
            "objections": tuple(_raised(o, before) for o in decision.objections),
            "motives_for": _written_for(decision.motives, decision.motives_for, before),
            "minority_for": _written_for(decision.minority, decision.minority_for, before),
            **_consent(decision, levers),
        }
    )


def _raised(objection: Objection, levers: _Levers) -> Objection:
    """An objection with the levers that it is about, where it was kept without them."""
    if objection.raised_for is not None:
        return objection
    return objection.model_copy(update={"raised_for": levers})


def _written_for(words: str, levers: _Levers | None, before: _Levers) -> _Levers | None:
    """What a text is about; None when it is about whatever is proposed: none was, at the time."""
    return levers or (before if words.strip() else None) or None


def _consent(decision: Decision, levers: _Levers) -> dict[str, object]:
    """The answers of the group in force for levers, and those given for others."""
    former = decision.former_consent
    if former is not None and is_about(former.proposed, levers):
        return {
            "no_objection": former.no_objection,
            "vote": former.vote,
            "former_consent": None,
        }
    if decision.no_objection or decision.vote:
        former = FormerConsent(
            proposed=decision.proposed, no_objection=decision.no_objection, vote=decision.vote
        )
    return {"no_objection": False, "vote": None, "former_consent": former}


def with_nobody_objecting(decision: Decision, levers: _Levers, *, nobody: bool) -> Decision:
    """With the answer that nobody objects, or without it."""
    if not is_about(levers, decision.proposed):
        return _answered_late(decision, levers, {"no_objection": nobody})
    former = None if nobody else decision.former_consent
    return decision.model_copy(update={"no_objection": nobody, "former_consent": former})


def with_vote(decision: Decision, levers: _Levers, vote: ShowOfHands | None) -> Decision:
    """With a show of hands, or without any."""
    if not is_about(levers, decision.proposed):
        return _answered_late(decision, levers, {"vote": vote})
    former = None if vote else decision.former_consent
    return decision.model_copy(update={"vote": vote, "former_consent": former})


def _answered_late(
    decision: Decision, levers: _Levers, answer: dict[str, bool | ShowOfHands | None]
) -> Decision:
    """Answered for levers that are proposed no more: as if it had been just before the change."""
    if decision.no_objection or decision.vote:
        return decision
    former = decision.former_consent
    if former is None or not is_about(former.proposed, levers):
        former = FormerConsent(proposed=levers)
    former = former.model_copy(update=answer)
    standing = former if former.no_objection or former.vote else None
    return decision.model_copy(update={"former_consent": standing})


def with_objections(decision: Decision, objections: Sequence[Objection]) -> Decision:
    """With these objections: one that is new takes back that there is none.

    To take an objection back says nothing of whether somebody objects.
    """
    rows = tuple(objections)
    if len(rows) <= len(decision.objections):
        return decision.model_copy(update={"objections": rows})
    new = rows[len(decision.objections) :]
    against = any(is_about(o.raised_for, decision.proposed) for o in new)
    nobody = decision.no_objection and not against
    return decision.model_copy(
        update={"objections": rows, "no_objection": nobody, "former_consent": None}
    )


def with_motives(decision: Decision, levers: _Levers, words: str) -> Decision:
    """With the reasons of the group for levers."""
    written_for = _written_for(words, None, levers)
    return decision.model_copy(update={"motives": words, "motives_for": written_for})


def with_minority(decision: Decision, levers: _Levers, words: str) -> Decision:
    """With the minority view on levers."""
    written_for = _written_for(words, None, levers)
    return decision.model_copy(update={"minority": words, "minority_for": written_for})
