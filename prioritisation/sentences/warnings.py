"""What the group is warned of before it votes, and what to do about it."""

from criteria.case import Case
from criteria.model import PerformanceTable, Status
from prioritisation.cautions import WarningKind, WarningNote
from prioritisation.wording import listed, t, tn


def warning_title(found: WarningNote, case: Case) -> str:
    """What a warning is about, in a few words."""
    what = _labels(found, case)
    return {
        WarningKind.UNKNOWN: t("Unknown scores"),
        WarningKind.INFERRED: t("Inferred scores"),
        WarningKind.PERIMETER: t("Perimeter to confirm"),
        WarningKind.ANCHORS: t("Marks to confirm"),
        WarningKind.FLAT: t("No contrast: {what}", what=what),
    }[found.kind]


def warning_sentence(found: WarningNote, case: Case, perimeter: str) -> str:
    """What is the matter, with its figures."""
    what = _labels(found, case)
    if found.kind in (WarningKind.UNKNOWN, WarningKind.INFERRED):
        return _counted(found, case.tables[perimeter], what)
    return {
        WarningKind.PERIMETER: t(
            "What is counted in each lever is a choice that the group has not confirmed: {what}.",
            what=what,
        ),
        WarningKind.ANCHORS: t(
            "The lowest and highest marks are proposals: {what}. Weights are given between these "
            "marks; if they change, people must vote again.",
            what=what,
        ),
        WarningKind.FLAT: t(
            "All levers have the same score on {what}: its weight will change no rank.", what=what
        ),
    }[found.kind]


def _counted(found: WarningNote, table: PerformanceTable, what: str) -> str:
    if found.kind is WarningKind.UNKNOWN:
        return tn(
            "{n} score is unknown ({what}). It keeps its whole scale: ranks are spans.",
            "{n} scores are unknown ({what}). They keep their whole scale: ranks are spans.",
            len(table.unknowns),
            what=what,
        )
    return tn(
        "{n} score was inferred, not read in a source ({what}).",
        "{n} scores were inferred, not read in a source ({what}).",
        sum(s.status is Status.INFERRED for s in table.scores.values()),
        what=what,
    )


def warning_advice(found: WarningNote) -> str:
    """What to do, or what to write in answer."""
    return {
        WarningKind.UNKNOWN: t(
            "Fill them in during the review if the group knows, or write why they stay unknown."
        ),
        WarningKind.INFERRED: t("Write whether the group accepts them for this vote."),
        WarningKind.PERIMETER: t("Write which perimeter the group takes, and why."),
        WarningKind.ANCHORS: t("Write whether the group accepts these marks for this vote."),
        WarningKind.FLAT: t("Leave this criterion out, or write why it is kept."),
    }[found.kind]


def _labels(found: WarningNote, case: Case) -> str:
    if found.kind is WarningKind.PERIMETER:
        return listed([case.perimeter(p).label for p in found.what])
    return listed([case.criterion(c).label for c in found.what])
