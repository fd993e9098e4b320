"""What changed in a dossier, thing by thing: what it was, what it is."""

from collections.abc import Sequence

from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.dossier_changes import ChangedLine
from prioritisation.wording import t, tn

_LINES = 20
"""Things that differ, that are shown."""


def changes_html(lines: Sequence[ChangedLine], *, proposed: bool = False) -> str:
    """Each thing that differs, and how many are left out.

    Parameters
    ----------
    proposed
        Whether what comes after is not there: it is proposed.
    """
    left = len(lines) - _LINES
    more = tn("… and {n} other thing.", "… and {n} other things.", left) if left > 0 else ""
    each = (_line_html(line, proposed=proposed) for line in lines[:_LINES])
    rows = items(each, "plainlist changes")
    return rows + (tag("p", text(more), "thin") if more else "")


def _line_html(line: ChangedLine, *, proposed: bool) -> str:
    """« Thing: before → after »; what is read aloud has words for the arrow."""
    what = tag("b", tag("bdi", text(line.what))) if line.what else ""
    was, now = {"words": line.before}, {"words": line.after}
    before = t("was: {words}", **was)
    after = t("proposed: {words}", **now) if proposed else t("now: {words}", **now)
    first = text(before if line.before else t("added"))
    last = text(after if line.after else t("taken out"))
    return f"{what} {tag('span', first, 'was')} {tag('span', last, 'now')}"
