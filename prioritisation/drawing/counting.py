"""The only things shown before the reveal: how many ballots, how many people, the time."""

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Stage
from prioritisation.meeting.rules import Phase
from prioritisation.wording import number, t, tn


def count(stage: Stage) -> str:
    """How many, in words, and a bar of ballots among those present."""
    if stage.meeting.phase is Phase.DRAFT:
        return ""
    if stage.meeting.phase is Phase.LOBBY:
        return _large(stage.present, f"{_present(stage)}, {_tried(stage)}")
    if stage.meeting.phase is not Phase.ROUND:
        return _large(stage.present, _present(stage))
    said = tn(
        "ballot, {present}", "ballots, {present}", stage.ballots, present=present_text(stage)
    )
    return _large(stage.ballots, said) + gauge(stage) + _removed(stage)


def _removed(stage: Stage) -> str:
    """How many ballots are no more in the count, and by whose gesture."""
    last = stage.meeting.round
    if last is None or not last.removed:
        return ""
    said = tn(
        "{n} ballot was taken out by the facilitator.",
        "{n} ballots were taken out by the facilitator.",
        last.removed,
    )
    return tag("p", text(said), "thin")


def count_text(stage: Stage) -> str:
    """How many ballots and how many people: « 11 bulletins, 14 présents »."""
    return f"{ballots_text(stage.ballots, stage.meeting.rehearsal)}, {present_text(stage)}"


def ballots_text(n: int, simulated: bool) -> str:
    """A number of ballots, said to be simulated when they are."""
    if simulated:
        return tn("{n} simulated ballot", "{n} simulated ballots", n)
    return tn("{n} ballot", "{n} ballots", n)


def invitations_text(issued: int, used: int) -> str:
    """How many invitations: « 20 invitations faites, 3 utilisées. »."""
    return t(
        "{issued}, {used}.",
        issued=tn("{n} invitation made", "{n} invitations made", issued),
        used=tn("{n} used", "{n} used (several)", used),
    )


def gauge(stage: Stage) -> str:
    """A bar of ballots among those present; nothing while nobody is."""
    if not stage.present:
        return ""
    width = min(100.0, 100 * stage.ballots / stage.present)
    fill = tag("i", "", style=f"width:{width:.1f}%")
    return tag("div", fill, "gauge", role="img", aria_label=count_text(stage))


def missing(stage: Stage) -> str:
    """How many of those present have not voted."""
    if not stage.ballots:
        return t("No ballot is in yet: there would be nothing to reveal.")
    if not stage.missing:
        return t("Everyone present has voted.")
    return tn(
        "{n} person present has not voted yet: you will be asked whether to wait.",
        "{n} people present have not voted yet: you will be asked whether to wait.",
        stage.missing,
    )


def _large(n: int, said: str) -> str:
    return tag("p", tag("b", number(n)) + " " + tag("span", text(said)), "count")


def _present(stage: Stage) -> str:
    return tn("person present", "people present", stage.present)


def present_text(stage: Stage) -> str:
    """How many people: « 14 présents »."""
    return tn("{n} person present", "{n} people present", stage.present)


def _tried(stage: Stage) -> str:
    if not stage.ballots:
        return t("no trial ballot yet")
    return tn("{n} trial ballot sent", "{n} trial ballots sent", stage.ballots)
