"""What is decided, as everybody reads it on the page."""

from collections.abc import Sequence

from prioritisation.drawing.decided import badge, lines, proposal
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.rules.decision import DecisionStatus, Missing
from prioritisation.sentences.decision import (
    finding_text,
    missing_texts,
)
from prioritisation.ui.decision.ground import Ground
from prioritisation.ui.decision.writing import day_text, step_text
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.visit.arrival import place_id
from prioritisation.wording import t


def headline(ground: Ground, found: DecisionStatus) -> str:
    """What is proposed, in large type, and whether it is a project or a decision."""
    said = text(proposal(ground.decision, ground.labels()))
    return tag("p", badge(found) + " " + said, "say proposal", aria_live="polite")


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
        _part(t("Context and mandate of the group"), lines(now.context))
        + _part(t("Reasons of the group"), lines(now.motives))
        + _part(t("Minority view"), lines(now.minority))
        + _part(t("What next?"), _list([step_text(s) for s in now.steps]))
        + _part(
            t("What to find out first"), _list([finding_text(f, ground.case) for f in now.to_find])
        )
        + _part(t("Review date"), lines(day_text(now)))
    )


def _part(title: str, inside: str) -> str:
    return tag("h2", text(title)) + inside if inside else ""


def _list(rows: Sequence[str]) -> str:
    return items((text(row) for row in rows), "plainlist") if rows else ""
