"""What changed in a dossier, thing by thing: what it was, what it is."""

from collections.abc import Sequence

from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.dossier_changes import ChangedLine
from prioritisation.wording import t, tn

_LINES = 20
"""Things that differ, that are shown."""


_Versions = tuple[int, int] | None


def changes_html(
    lines: Sequence[ChangedLine], *, proposed: bool = False, versions: _Versions = None
) -> str:
    """Each thing that differs, and how many are left out.

    Parameters
    ----------
    proposed
        Whether what comes after is not there: it is proposed.
    versions
        Numbers of the two versions that are compared; None for what a change did.
    """
    left = len(lines) - _LINES
    more = tn("… and {n} other thing.", "… and {n} other things.", left) if left > 0 else ""
    each = (_line_html(line, versions, proposed=proposed) for line in lines[:_LINES])
    rows = items(each, "plainlist changes")
    return rows + (tag("p", text(more), "thin") if more else "")


def _line_html(line: ChangedLine, versions: _Versions, *, proposed: bool) -> str:
    """« Thing: before → after »; what is read aloud has words for the arrow."""
    what = tag("b", tag("bdi", text(line.what))) if line.what else ""
    was, now = {"words": line.before}, {"words": line.after}
    before = t("was: {words}", **was)
    after = t("proposed: {words}", **now) if proposed else t("now: {words}", **now)
    if versions:
        before = t("version {n}: {words}", n=versions[0], **was)
        after = t("version {n}: {words}", n=versions[1], **now)
    first = text(before if line.before else t("added"))
    last = text(after if line.after else t("taken out"))
    return f"{what} {tag('span', first, 'was')} {tag('span', last, 'now')}"
