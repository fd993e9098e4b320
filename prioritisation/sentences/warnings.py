"""What the group is warned of, and what to do about it; first what is found in the case.

What is found in the meeting and in its ballots is said in ``sentences.warnings_after``.
"""

from criteria.case import Case
from criteria.model import PerformanceTable, Status
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.imports.making.heads import is_file_itself
from prioritisation.meeting.rules import Form
from prioritisation.sentences import warnings_after
from prioritisation.wording import listed, number, t, tn

_DOUBLES = (WarningKind.CORRELATED, WarningKind.SHARED_SOURCE, WarningKind.ALIKE_NAMES)
_NAMED = (
    WarningKind.FLAT,
    WarningKind.CORRELATED,
    WarningKind.ALIKE_NAMES,
    WarningKind.ESSENTIAL,
)
"""Kinds whose title names the criteria that they are about."""


def case_warning_title(warning: WarningNote, case: Case) -> str:
    """What a warning is about, in a few words."""
    title = _kind_title(warning.kind)
    if warning.kind is WarningKind.SHARED_SOURCE and _is_of_file(warning, case):
        return t("Scores whose sources are not said")
    if warning.kind is WarningKind.SHARED_SOURCE:
        return t("One source for {what}", what=_labels(warning, case))
    if warning.kind not in _NAMED:
        return title
    return t("{name}: {label}", name=title, label=_labels(warning, case))


def logged_warning_title(warning: str, case: Case) -> str:
    """What a warning was about, from its id alone: it may apply no more.

    Raises
    ------
    ValueError
        When it is the id of no warning.
    """
    name, _, about = warning.partition(":")
    kind = WarningKind(name)
    labels = {c.id: c.label for c in case.criteria}
    what = listed([labels[c] for c in about.split("+") if c in labels])
    title = _kind_title(kind)
    if what:
        return t("{name}: {label}", name=title, label=what)
    if kind not in IN_THE_CASE and about.isdigit():
        return t("{name}, vote {n}", name=title, n=about)
    return title


def _kind_title(kind: WarningKind) -> str:
    if kind not in IN_THE_CASE:
        return warnings_after.meeting_warning_title(WarningNote(kind, kind))
    return {
        WarningKind.UNKNOWN: t("Missing scores"),
        WarningKind.INFERRED: t("Scores deduced, to check"),
        WarningKind.PERIMETER: t("Ways of counting to confirm"),
        WarningKind.ANCHORS: t("Scales to confirm"),
        WarningKind.FLAT: t("No contrast"),
        WarningKind.CORRELATED: t("Perhaps counted twice"),
        WarningKind.SHARED_SOURCE: t("One source for several criteria"),
        WarningKind.ALIKE_NAMES: t("Nearly the same name"),
        WarningKind.ESSENTIAL: t("Worst on an essential criterion"),
    }[kind]


def case_warning_sentence(warning: WarningNote, case: Case, combination: str) -> str:
    """What is the matter, with its figures."""
    if warning.kind not in IN_THE_CASE:
        return warnings_after.meeting_warning_sentence(warning, case)
    what = _labels(warning, case)
    if warning.kind in (WarningKind.UNKNOWN, WarningKind.INFERRED):
        return _counted(warning, case.tables[combination], what)
    if warning.kind in _DOUBLES:
        of_file = _is_of_file(warning, case)
        return _of_file(warning, case, combination) if of_file else _double(warning, case, what)
    if warning.kind is WarningKind.ESSENTIAL:
        return t(
            "{what} is said to be essential, and these are at its lowest: {levers}. In a "
            "sum, other criteria may make up for it.",
            what=what,
            levers=listed([case.lever(lever).label for lever in warning.what[1:]]),
        )
    return {
        WarningKind.PERIMETER: t(
            "How to count is a choice that the group has not confirmed: {what}.",
            what=what,
        ),
        WarningKind.ANCHORS: t(
            "The ends of the scales are proposals: {what}. Weights are given between "
            "these ends; if they change, people must vote again.",
            what=what,
        ),
        WarningKind.FLAT: t(
            "All levers have the same score on {what}: its weight will change no rank.", what=what
        ),
    }[warning.kind]


def _counted(warning: WarningNote, table: PerformanceTable, criteria: str) -> str:
    if warning.kind is WarningKind.UNKNOWN:
        return tn(
            "{n} score is missing ({what}). It keeps its whole scale: ranks are intervals.",
            "{n} scores are missing ({what}). They keep their whole scale: ranks are intervals.",
            len(table.unknowns),
            what=criteria,
        )
    return tn(
        "{n} score is deduced: no source gives it ({what}).",
        "{n} scores are deduced: no source gives them ({what}).",
        sum(s.status is Status.INFERRED for s in table.scores.values()),
        what=criteria,
    )


def _is_of_file(warning: WarningNote, case: Case | None) -> bool:
    """Whether it is of a file that was brought, of which nobody said whose figures it has."""
    source = case.sources.get(warning.what[0]) if case and warning.what else None
    shared = warning.kind is WarningKind.SHARED_SOURCE
    return shared and source is not None and is_file_itself(source)


def _of_file(warning: WarningNote, case: Case, combination: str) -> str:
    """That one file has the scores of several criteria, or all that are known."""
    source = case.sources[warning.what[0]]
    known = [s for s in case.tables[combination].scores.values() if not s.unknown]
    words = {"file": source.title, "what": _labels(warning, case)}
    if all(one.source == source.id for one in known):
        return t(
            "All scores come from one table ({file}), which does not say where it has them from: "
            "one fact may count several times without anybody seeing it.",
            **words,
        )
    return t(
        "Scores of {what} come from one table ({file}), which does not say where it has them "
        "from: one fact may count several times without anybody seeing it.",
        **words,
    )


def _double(warning: WarningNote, case: Case, criteria: str) -> str:
    if warning.kind is WarningKind.SHARED_SOURCE:
        known = case.sources.get(warning.what[0])
        source = known.short_name if known else warning.what[0]
        return t(
            "The same source, « {source} », feeds {what}: one fact may count several times.",
            source=source,
            what=criteria,
        )
    if warning.kind is WarningKind.ALIKE_NAMES:
        return t("Two criteria have nearly the same name: {what}.", what=criteria)
    figures = {
        "what": criteria,
        "rho": number(abs(warning.share or 0.0), 2),
        "n": number(warning.n),
    }
    if (warning.share or 0.0) < 0:
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


def case_warning_advice(
    warning: WarningNote, form: Form, case: Case | None = None, *, frozen: bool = False
) -> str:
    """What to do, or that it may be accepted: why is said in the field below, where one likes.

    Parameters
    ----------
    case
        The case, where it matters what its sources are.
    frozen
        Whether the scores are, and with them how to count.
    """
    if warning.kind not in IN_THE_CASE:
        return warnings_after.meeting_warning_advice(warning)
    if _is_of_file(warning, case):
        return _unsaid_sources(form, frozen=frozen)
    merge = t("Merge them, leave one out, or accept both.")
    return {
        WarningKind.UNKNOWN: _unknown(form, frozen=frozen),
        WarningKind.INFERRED: t("Accept them for this vote, or correct them."),
        WarningKind.PERIMETER: _left_open(frozen=frozen),
        WarningKind.ANCHORS: t("Accept these scales for this vote."),
        WarningKind.FLAT: t("Leave this criterion out, or accept it."),
        WarningKind.CORRELATED: merge,
        WarningKind.SHARED_SOURCE: merge,
        WarningKind.ALIKE_NAMES: merge,
        WarningKind.ESSENTIAL: t("Accept that these levers stay candidates, or take them out."),
    }[warning.kind]


def _unsaid_sources(form: Form, *, frozen: bool) -> str:
    """What to do of scores of which one knows the file alone."""
    if frozen or form is Form.SHORT:
        return t(
            "Accept it for this vote. Next time, a column « Source » in the file, or the page of "
            "corrections, says where each score comes from."
        )
    return t(
        "Whoever knows says it when the scores are read again: the source is written beside each. "
        "Else accept it for this vote."
    )


def _left_open(*, frozen: bool) -> str:
    """An answer takes no way of counting: where one is taken, and what to write instead."""
    if frozen:
        return t(
            "The scores are fixed, and what is written here takes none of the answers: "
            "to take one, go back to the scores (« Go back… »). Accepting leaves this choice open."
        )
    return t("Accepting leaves this choice open for this vote.")


def _unknown(form: Form, *, frozen: bool) -> str:
    if form is Form.SHORT:
        return t(
            "In the short form scores are not read again: experts and leads fill them in by "
            "their links, before the welcome. Else accept that they are missing."
        )
    if not frozen:
        return t(
            "If the group knows them, fill them in when the scores are read again; else accept "
            "that they are missing."
        )
    return t(
        "If the group knows them, go back to the scores (« Go back… ») and fill them in; else "
        "accept that they are missing."
    )


def _labels(warning: WarningNote, case: Case) -> str:
    """The criteria, or the readings, that a warning is about."""
    if warning.kind is WarningKind.PERIMETER:
        return listed([case.readings[r].label for r in warning.what])
    concerned = warning.what
    if warning.kind is WarningKind.SHARED_SOURCE:
        concerned = warning.what[1:]
    elif warning.kind is WarningKind.ESSENTIAL:
        concerned = warning.what[:1]
    return listed([case.criterion(c).label for c in concerned])
