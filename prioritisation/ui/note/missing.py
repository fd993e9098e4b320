"""What the note still lacks, each with a link to where it is filled in."""

from collections.abc import Sequence

from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.rules import Phase
from prioritisation.meeting.rules.decision import Place
from prioritisation.sentences.rights import phase_name
from prioritisation.ui.visit.arrival import place_id
from prioritisation.ui.visit.here import Here
from prioritisation.wording import t


def missing_list(missing: Sequence[Sequence[str]], here: Here | None) -> str:
    """The missing pieces (text, place on the page of the meeting); a sentence when there are none.

    Parameters
    ----------
    here
        The meeting; None for the note of a scenario, which only a meeting completes.
    """
    if not missing:
        return tag("p", text(t("Nothing is missing.")), "note")
    rows = items((_row(said, place, here) for said, place in missing), "missing")
    return tag("h2", text(t("What is missing"))) + rows + tag("p", _where(here), "note")


def _row(said: str, place: str, here: Here | None) -> str:
    words = text(said)
    if here is None:
        return words
    if place == Place.WARNINGS and here.stage.meeting.phase is Phase.CLOSED:
        return words + " " + text(t("(the meeting is closed: it will stay so)"))
    page = f"/seance?seance={here.code}" + (f"#{place_id(place)}" if place else "")
    return tag("a", words, "act", href=page, target="_self")


def _where(here: Here | None) -> str:
    if here is None:
        said = text(t("A note is completed in a meeting, where the group votes and decides."))
        link = tag("a", text(t("Open a meeting")), "act", href="/seance", target="_self")
        return said + " " + link
    phase = phase_name(Phase.DECISION)
    if here.stage.meeting.phase is Phase.CLOSED:
        return text(t("The meeting is closed: its decision is reopened first, with a reason."))
    if here.stage.meeting.phase is Phase.DECISION:
        return text(t("Each is filled in on the page of the meeting."))
    said = t(
        "Each is filled in on the page of the meeting, in the phase « {phase} ».", phase=phase
    )
    return text(said)
