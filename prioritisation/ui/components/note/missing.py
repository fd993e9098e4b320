"""What the note still lacks, each with a link to where it is filled in."""

from collections.abc import Sequence

from prioritisation.ui.components.markup import items, tag, text
from prioritisation.wording import t


def missing_list(missing: Sequence[Sequence[str]], code: str) -> str:
    """The missing pieces (text, place); a sentence when there are none.

    Parameters
    ----------
    code
        Of the meeting; empty for the note of a scenario, which only a meeting completes.
    """
    if not missing:
        return tag("p", text(t("Nothing is missing.")), "note")
    rows = items((_row(said, code) for said, _ in missing), "missing")
    return tag("h2", text(t("What is missing"))) + rows + tag("p", _where(code), "note")


def _row(said: str, code: str) -> str:
    words = text(said)
    return tag("a", words, "act", href=f"/seance?seance={code}", target="_self") if code else words


def _where(code: str) -> str:
    if code:
        return text(t("Each is filled in on the page of the meeting."))
    said = text(t("A note is completed in a meeting, where the group votes and decides."))
    link = tag("a", text(t("Open a meeting")), "act", href="/seance", target="_self")
    return said + " " + link
