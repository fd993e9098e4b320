"""The frame of every projected picture: a question, its answer, the picture, a foot.

A picture is 1920 by 1080 units; a unit is a length of CSS (``--u``), so that the same HTML fills
a wall or a thumbnail. Nothing in it is smaller than 28 units.
"""

from dataclasses import dataclass

from criteria.model import Criterion, Lever
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Stage
from prioritisation.sentences.meeting import vote_name
from prioritisation.wording import t

_MOST_LARGE, _MOST_SHORT = 80, 96
"""Characters of an answer that two lines of 84 units hold, and two of 76: more take three."""

_LONG_NAME = 26
"""Characters of a name that one line of a list holds."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below, small: HTML on each side; the message never needs it."""

    left: str = ""
    right: str = ""


def units(length: float) -> str:
    """A length of CSS, in units of the picture."""
    return f"calc({length:.4g}*var(--u))" if abs(length) < 1000 else f"calc({length:.0f}*var(--u))"  # noqa: PLR2004 (four digits)


def lever_name(lever: Lever) -> str:
    """What a room calls a lever."""
    return lever.short_label


def criterion_name(stage: Stage, criterion: Criterion) -> str:
    """What a room calls a criterion, as the meeting counts it."""
    return criterion.plain_name(stage.setup.senses.get(criterion.id))


def name_cell(name: str, css: str = "", most: int = _LONG_NAME) -> str:
    """A name in a list: on two smaller lines when it is long, « … » after these.

    Parameters
    ----------
    most
        Characters that one line of this list holds.
    """
    long = " p-long" if len(name) > most else ""
    long += " p-middle" if most < len(name) <= _LONG_NAME else ""
    return tag("div", tag("span", text(name), "p-clamp"), f"p-name{long} {css}".strip())


def answer_lines(answer: str) -> int:
    """Lines that an answer takes at most: the picture has the room that is left."""
    return 2 if len(answer) <= _MOST_SHORT else 3


def framed_picture(
    kind: str, question: str, answer: str, body: str, foot: Foot, mark: str = ""
) -> str:
    """The whole picture.

    Parameters
    ----------
    kind
        The picture that it is, for the styles and the tests.
    body
        HTML below the answer.
    mark
        HTML before the answer.
    """
    size = "" if len(answer) <= _MOST_LARGE else " p-s"
    words = tag("h1", mark + text(answer), f"p-say p-clamp{size}")
    loud = (tag("p", text(question), "p-ask") if question else "") + words
    below = tag("div", tag("span", foot.left) + tag("span", foot.right), "p-foot")
    inside = loud + tag("div", body, "p-body") + below
    return tag("div", inside, f"proj p-{kind}")


def meeting_foot(stage: Stage, left: str = "", *, coded: bool = True) -> Foot:
    """The foot of a picture of a meeting: a rehearsal says so, latecomers have the code.

    Parameters
    ----------
    left
        Words on the left side.
    coded
        Whether the code of the meeting stands on the right.
    """
    return Foot(text(left), rehearsal_tag(stage) + (_code(stage) if coded else ""))


def rehearsal_tag(stage: Stage) -> str:
    """That the votes are made up; nothing in a real meeting."""
    if not stage.meeting.rehearsal:
        return ""
    return tag("span", text(t("Rehearsal: invented votes")), "p-tag") + " "


def _code(stage: Stage) -> str:
    if stage.setup.invited:
        return ""
    return text(t("Code")) + " " + tag("b", text(stage.code))


def round_title(number: int) -> str:
    """A round as the room calls it."""
    name = vote_name(number)
    return name[:1].upper() + name[1:]
