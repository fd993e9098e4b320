"""Which picture of the results the room sees, and which one comes next."""

from collections.abc import Mapping

from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.choices import PROJECT_SCORES
from prioritisation.meeting.rules import Phase
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_AUTO,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
)
from prioritisation.wording import t

ORDERED_VIEWS = (PROJECT_AGREEMENT, PROJECT_FIRSTS, PROJECT_RANKING)
"""Where we agree, who is first, the ranking: one picture after the other."""


def view_names() -> Mapping[str, str]:
    """The pictures of the results, in the order of the buttons that show them."""
    return {
        PROJECT_AGREEMENT: t("Where we agree"),
        PROJECT_FIRSTS: t("Vote by vote"),
        PROJECT_MAP: t("The map"),
        PROJECT_RANKING: t("The ranking"),
        PROJECT_CHOICES: t("What is left to settle"),
    }


def current_view(stage: Stage) -> str:
    """The picture that the room sees now; of none of them, what is projected instead."""
    return _picture(stage, stage.setup.projection)


def _picture(stage: Stage, view: str) -> str:
    """A view; the one of the phase where it is that of the step."""
    if view != PROJECT_AUTO:
        return view
    of_phases = {Phase.REVEALED: PROJECT_AGREEMENT, Phase.ANALYSIS: PROJECT_RANKING}
    return of_phases.get(stage.meeting.phase, PROJECT_AUTO)


def projected_criterion(stage: Stage) -> str:
    """The criterion whose scores the room sees while they are read; empty when it sees none."""
    view, ids = stage.setup.projection, [c.id for c in stage.criteria]
    if view == PROJECT_AUTO:
        return ids[0]
    criterion = view.removeprefix(PROJECT_SCORES)
    return criterion if view.startswith(PROJECT_SCORES) and criterion in ids else ""


def hidden_view(stage: Stage) -> str:
    """What the waiting screen stands before."""
    return stage.setup.viewed[-1] if stage.setup.viewed else PROJECT_AUTO


def next_view(stage: Stage, views: tuple[str, ...]) -> str:
    """The picture that comes after the last one in order that the room saw; empty at the end.

    The map, what is left to settle and the waiting screen are beside: the order goes on after
    them.
    """
    projected = (PROJECT_AUTO, *stage.setup.viewed, stage.setup.projection)
    ordered = [views.index(v) for v in (_picture(stage, v) for v in projected) if v in views]
    return next(iter(views[ordered[-1] + 1 :] if ordered else views), "")
