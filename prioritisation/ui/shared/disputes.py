"""Statements that figures contradict: both shown with their sources, none preferred."""

from collections.abc import Iterator

from criteria.case import Case
from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    Confrontation,
    confrontations,
    exchanges,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import details, html_paragraphs, items, tag, text
from prioritisation.sentences import warnings as say
from prioritisation.ui.shared.controls import capital, statement
from prioritisation.wording import t


def disputes(case: Case, analysis: Analysis | None) -> str:
    """The contradicted statements, in full; the others on demand.

    Parameters
    ----------
    case
        The whole case: a statement on a criterion left out of the ranking is shown too.
    analysis
        What shows the effect on the ranking; None where there is none.
    """
    pairs = confrontations(case)
    if not pairs:
        return ""
    # What the figures do not support stands first, in full.
    against = [c for c in pairs if not _agreed(c)]
    others = [c for c in pairs if _agreed(c)]
    lead = t("The tool does not choose: both stand, the group decides.")
    body = "".join(_block(case, analysis, c) for c in against)
    rest = "".join(_block(case, analysis, c) for c in others)
    folded = (
        details(
            text(t("Other statements that figures can check ({n})", n=len(others))), rest, "fold"
        )
        if rest
        else ""
    )
    return tag("p", text(lead), "note") + tag("div", body, "disputes") + folded


def _block(case: Case, analysis: Analysis | None, confronted: Confrontation) -> str:
    claim = confronted.claim
    sentence = items(
        (statement(case, e) for e in say.quoted_evidence(case, confronted)), "evidence"
    )
    figures = items(_figures(case, confronted), "plainlist")
    effects = (
        [say.exchange_text(analysis, e) for e in exchanges(analysis, confronted)]
        if analysis
        else []
    )
    parts = [
        tag("h2", text(case.criterion(claim.criterion).label) + _flag(case, confronted)),
        tag("p", text(t("Our reading: {reading}", reading=claim.reading))),
        sentence,
        figures,
        html_paragraphs(effects, "other"),
        tag("p", text(claim.note), "st") if claim.note else "",
    ]
    return tag("section", "".join(parts), "dispute")


def _figures(case: Case, confronted: Confrontation) -> Iterator[str]:
    """What the figures say under each reading, named when there are several to tell apart."""
    for reading in confronted.checks:
        name = t("{reading}.", reading=capital(case.readings[reading].label)) if reading else ""
        start = tag("strong", text(name)) + " " if len(confronted.checks) > 1 else ""
        yield start + text(say.figures_text(case, confronted, reading))


def _flag(case: Case, confronted: Confrontation) -> str:
    """The word of the confrontation, and where it holds."""
    against, every = confronted.contradicted, list(confronted.checks)
    if not against:
        return tag(
            "span", text(say.claim_outcome_text(confronted.checks[every[0]].outcome)), "flag"
        )
    words = say.claim_outcome_text(ClaimOutcome.CONTRADICTED)
    if len(against) < len(every):
        words = t(
            "{outcome} in {n} of the {all} ways to settle",
            outcome=words,
            n=len(against),
            all=len(every),
        )
    pairs = say.contradicted_pairs(case, confronted, against[0])
    return tag("span", text(words), "flag amber", title=pairs)


def _agreed(confronted: Confrontation) -> bool:
    return all(check.outcome is ClaimOutcome.SUPPORTED for check in confronted.checks.values())
