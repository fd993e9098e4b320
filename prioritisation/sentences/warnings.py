"""What the group is warned of, and what to do about it; first what is found in the case.

What is found in the meeting and in its ballots is said in ``sentences.warnings_after``.
"""

from criteria.case import Case
from criteria.model import PerformanceTable, Status
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.meeting.rules import Form
from prioritisation.sentences.warnings_after import told_advice, told_sentence, told_title
from prioritisation.wording import listed, number, t, tn


def warning_title(found: WarningNote, case: Case) -> str:
    """What a warning is about, in a few words."""
    if found.kind not in IN_THE_CASE:
        return told_title(found)
    what = _labels(found, case)
    return {
        WarningKind.UNKNOWN: t("Unknown scores"),
        WarningKind.INFERRED: t("Inferred scores"),
        WarningKind.PERIMETER: t("Perimeter to confirm"),
        WarningKind.ANCHORS: t("Marks to confirm"),
        WarningKind.FLAT: t("No contrast: {what}", what=what),
        WarningKind.CORRELATED: t("Perhaps counted twice: {what}", what=what),
        WarningKind.SHARED_SOURCE: t("One source for {what}", what=what),
        WarningKind.ALIKE_NAMES: t("Nearly the same name: {what}", what=what),
        WarningKind.ESSENTIAL: t("Worst on an essential criterion: {what}", what=what),
    }[found.kind]


def warning_sentence(found: WarningNote, case: Case, perimeter: str) -> str:
    """What is the matter, with its figures."""
    if found.kind not in IN_THE_CASE:
        return told_sentence(found, case)
    what = _labels(found, case)
    if found.kind in (WarningKind.UNKNOWN, WarningKind.INFERRED):
        return _counted(found, case.tables[perimeter], what)
    if found.kind in (WarningKind.CORRELATED, WarningKind.SHARED_SOURCE, WarningKind.ALIKE_NAMES):
        return _double(found, case, what)
    if found.kind is WarningKind.ESSENTIAL:
        return t(
            "{what} is said to be essential, and these are at its lowest mark: {levers}. In a "
            "sum, other criteria may make up for it.",
            what=what,
            levers=listed([case.lever(lever).label for lever in found.what[1:]]),
        )
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


def _double(found: WarningNote, case: Case, what: str) -> str:
    if found.kind is WarningKind.SHARED_SOURCE:
        known = case.sources.get(found.what[0])
        source = known.short_name if known else found.what[0]
        return t(
            "The same source, « {source} », feeds {what}: one fact may count several times.",
            source=source,
            what=what,
        )
    if found.kind is WarningKind.ALIKE_NAMES:
        return t("Two criteria have nearly the same name: {what}.", what=what)
    figures = {"what": what, "rho": number(abs(found.share or 0.0), 2), "n": number(found.n)}
    if (found.share or 0.0) < 0:
        return t(
            "{what} rank the levers in opposite orders (rank correlation −{rho} over {n} levers): "
            "perhaps the same thing, seen from both sides.",
            **figures,
        )
    return t(
        "{what} rank the levers nearly alike (rank correlation {rho} over {n} levers): the same "
        "thing may count twice.",
        **figures,
    )


def warning_advice(found: WarningNote, form: Form) -> str:
    """What to do, or what to write in answer, once it is asked for: before a round opens."""
    if found.kind not in IN_THE_CASE:
        return told_advice(found)
    merge = t("Merge them or leave one out, or write why both are kept.")
    return {
        WarningKind.UNKNOWN: _unknown(form),
        WarningKind.INFERRED: t("Write whether the group accepts them for this vote."),
        WarningKind.PERIMETER: t("Write which perimeter the group takes, and why."),
        WarningKind.ANCHORS: t("Write whether the group accepts these marks for this vote."),
        WarningKind.FLAT: t("Leave this criterion out, or write why it is kept."),
        WarningKind.CORRELATED: merge,
        WarningKind.SHARED_SOURCE: merge,
        WarningKind.ALIKE_NAMES: merge,
        WarningKind.ESSENTIAL: t("Write whether these levers stay candidates, and why."),
    }[found.kind]


def _unknown(form: Form) -> str:
    if form is Form.SHORT:
        return t(
            "Write why they stay unknown. In the short form there is no review: experts and leads "
            "fill in scores by their links, before the welcome."
        )
    return t(
        "If the group knows them, go back to the review (« Go back… ») and fill them in; else "
        "write why they stay unknown."
    )


def _labels(found: WarningNote, case: Case) -> str:
    """The criteria, or the perimeter, that a warning is about."""
    if found.kind is WarningKind.PERIMETER:
        return listed([case.perimeter(p).label for p in found.what])
    concerned = found.what
    if found.kind is WarningKind.SHARED_SOURCE:
        concerned = found.what[1:]
    elif found.kind is WarningKind.ESSENTIAL:
        concerned = found.what[:1]
    return listed([case.criterion(c).label for c in concerned])
