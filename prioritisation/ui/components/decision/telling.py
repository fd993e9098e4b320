"""What is decided, as everybody reads it: on the page, and on the projector."""

from collections.abc import Sequence

from prioritisation.record.decision import Decision, DecisionStatus, Missing, State
from prioritisation.sentences.decision import (
    answered_text,
    finding_text,
    missing_texts,
    proposal_sentence,
    state_text,
    vote_sentence,
)
from prioritisation.ui.components.controls import capital
from prioritisation.ui.components.decision.ground import Ground
from prioritisation.ui.components.decision.writing import day_text, step_text
from prioritisation.ui.components.markup import items, tag, text
from prioritisation.ui.components.seance.arrival import place_id
from prioritisation.wording import t

ROOM, LINE = 540, 125
"""Characters of reasons that a projector of 1280 by 720 shows, and those of one line."""


def headline(ground: Ground, found: DecisionStatus) -> str:
    """What is proposed, in large type, and whether it is a project or a decision."""
    decided = found.state is State.DECISION
    badge = tag("span", text(capital(state_text(found))), "badge done" if decided else "badge")
    return tag("p", badge + " " + text(_proposal(ground)), "say proposal", aria_live="polite")


def _proposal(ground: Ground) -> str:
    said = proposal_sentence(ground.decision, ground.labels())
    return said or t("No lever is proposed yet.")


def missing(found: DecisionStatus, *, linked: bool) -> str:
    """What keeps it a project, each with a link to its field where there is one."""
    if not found.missing:
        return ""
    said = zip(found.missing, missing_texts(found), strict=True)
    rows = items((_missing(what, words, linked=linked) for what, words in said), "plainlist")
    return tag("p", text(t("It stays a project as long as:")), "thin") + rows


def _missing(what: Missing, words: str, *, linked: bool) -> str:
    inside = text(capital(words))
    if not linked or not what.place:
        return inside
    return tag("a", inside, "act", href=f"#{place_id(what.place)}")


def texts(ground: Ground) -> str:
    """Everything but the objections, for those who only read."""
    now = ground.decision
    return (
        _part(t("Context and mandate of the group"), _lines(now.context))
        + _part(t("Reasons of the group"), _lines(now.motives))
        + _part(t("Minority view"), _lines(now.minority))
        + _part(t("What next?"), _list([step_text(s) for s in now.steps]))
        + _part(
            t("What to find out first"), _list([finding_text(f, ground.case) for f in now.to_find])
        )
        + _part(t("Review date"), _lines(day_text(now)))
    )


def _part(title: str, inside: str) -> str:
    return tag("h2", text(title)) + inside if inside else ""


def _lines(words: str) -> str:
    return "".join(tag("p", text(line), "wrote") for line in words.splitlines() if line.strip())


def _list(rows: Sequence[str]) -> str:
    return items((text(row) for row in rows), "plainlist") if rows else ""


def projected(ground: Ground, found: DecisionStatus, head: str) -> str:
    """Large: what is proposed, how many objections are answered, why."""
    now = ground.decision
    decided = found.state is State.DECISION
    badge = tag("span", text(capital(state_text(found))), "badge done" if decided else "badge")
    inside = (
        tag("h1", text(head), "q")
        + tag("p", badge + " " + text(_proposal(ground)), "phase")
        + tag("p", text(_round(now)), "lead")
        + (tag("p", text(vote_sentence(now)), "lead") if now.vote else "")
        + tag("div", _motives(now), "motives")
    )
    return tag("div", inside, "view decided")


def _round(now: Decision) -> str:
    if now.objections:
        return answered_text(now)
    if now.no_objection:
        return t("The group was asked: nobody objected.")
    return t("Does anybody object?")


def _motives(now: Decision) -> str:
    """The reasons, as many as the screen holds; where the rest is, when there is more."""
    if not now.motives.strip():
        return ""
    shown = begun(now.motives)
    more = tag("p", text(t("The rest is in the note.")), "thin")
    return tag("h2", text(t("Why?"))) + _lines(shown) + (more if shown != now.motives else "")


def begun(words: str, room: int = ROOM) -> str:
    """The words when they fit; else as many whole ones as do, and « … ».

    Parameters
    ----------
    room
        Characters that fit; a line takes ``LINE`` of them at least.

    Examples
    --------
    >>> begun("Parce que le groupe le veut.", room=100)
    'Parce que le groupe le veut.'
    >>> begun("Parce que le groupe le veut.", room=12)
    'Parce que …'
    """
    kept = []
    for line in filter(str.strip, words.splitlines()):
        if len(line) > room:
            head = line[: max(room, 0)]
            kept.append((head.rpartition(" ")[0] or head) + " …")
            return "\n".join(kept)
        kept.append(line)
        room -= max(len(line), LINE)
    return words
