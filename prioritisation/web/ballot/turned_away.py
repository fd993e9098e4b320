"""A phone that cannot come in, because as many as may are in: told on its first page."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from prioritisation.meeting.room import Stage
from prioritisation.meeting.store import TooMany, TooManyOfOne
from prioritisation.web.ballot.messages import BARE
from prioritisation.web.ballot.pages import about
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t

ALONE = "seul"
"""Field of the form by which a page comes in by itself, without anybody having sent it."""


def turned_away(stage: Stage, why: TooMany) -> Page:
    """What to do: the facilitator is to be told. The page looks again by itself."""
    if isinstance(why, TooManyOfOne):
        title = t("Too many from this network")
        text = t(
            "As many people have joined from this network as may: *you cannot vote for now.* Tell "
            "the facilitator, who can lift this limit."
        )
    else:
        title = t("The meeting is full")
        text = t(
            "As many people have joined as this meeting can take: *you cannot vote for now.* Tell "
            "the facilitator."
        )
    values: Mapping[str, object] = {
        **BARE,
        "heading": title,
        "text": text,
        "onward": f"/vote/{stage.code}",
        "onward_label": t("Look again"),
    }
    # No key: nothing that is pushed says that there is room again.
    return replace(about(stage, Page("full", title, values, HTTPStatus.CONFLICT, title)), key="")
