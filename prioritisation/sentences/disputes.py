"""Statements against figures, in sentences: both said, neither preferred."""

from collections.abc import Iterator

from criteria.case import Case
from criteria.evidence import Evidence
from criteria.model import READING_JOINT
from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    Confrontation,
    Exchange,
    confrontations,
    contradicted_cells,
    exchanges,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.firsts import First, would_be_first
from prioritisation.wording import listed, t


def quoted_evidence(case: Case, confronted: Confrontation) -> tuple[Evidence, ...]:
    """The statements that a confrontation is about, in their own words."""
    claim = confronted.claim
    wanted = (*claim.higher_evidence, *claim.lower_evidence)
    return tuple(e for ident in wanted for e in case.evidence if e.id == ident)


def claim_outcome_text(outcome: ClaimOutcome) -> str:
    """What the figures say of a statement, in a word or two."""
    return {
        ClaimOutcome.SUPPORTED: t("the figures agree"),
        ClaimOutcome.CONTRADICTED: t("the figures say the opposite"),
        ClaimOutcome.OVERLAPPING: t("the figures do not settle it"),
        ClaimOutcome.UNKNOWN: t("a figure is missing"),
    }[outcome]


def standing_text(case: Case, combination: str, lever: str, criterion: str) -> str:
    """The status of a known score, and that a statement says otherwise, where one does."""
    status = phrases.status_text(case.tables[combination].score(lever, criterion).status)
    if (lever, criterion) in contradicted_cells(case, combination):
        return t("{status}, contested", status=status)
    return status


def contested_text() -> str:
    """What « contested » means."""
    return t("Contested: a statement says the opposite of the figures.")


def disputed_lines(analysis: Analysis) -> Iterator[str]:
    """Each statement that the figures in force contradict, and what it would change.

    What first place it would give holds with the choices in force, and says so.
    """
    case, combination = analysis.case, analysis.scenario.combination
    for confronted in confrontations(case):
        if confronted.under(combination).outcome is not ClaimOutcome.CONTRADICTED:
            continue
        reading = next(
            r for r in confronted.checks if r in ("", *combination.split(READING_JOINT))
        )
        effects = (
            said_with_choices(analysis, exchange_text(analysis, one))
            for one in exchanges(analysis, confronted)
        )
        figures = figures_text(case, confronted, reading)
        yield " ".join((confronted.claim.reading, figures, *effects))


def figures_text(case: Case, confronted: Confrontation, reading: str) -> str:
    """The figures of each lever of a statement under a reading, and what they say of it."""
    check, here = confronted.checks[reading], case.default_combination
    combination = case.reread(here, reading) if reading else here
    criterion = case.criterion(confronted.claim.criterion)
    levers = dict.fromkeys(lever for pair in check.pairs for lever in (pair.higher, pair.lower))
    figures = [
        t(
            "{lever} ({score})",
            lever=case.lever(lever).label,
            score=phrases.score_text(
                criterion, case.tables[combination].score(lever, criterion.id)
            ),
        )
        for lever in levers
    ]
    sentence = claim_outcome_text(check.outcome)
    if check.outcome is ClaimOutcome.CONTRADICTED and len(check.pairs) > 1:
        pairs = contradicted_pairs(case, confronted, reading)
        sentence = t("{outcome} ({pairs})", outcome=sentence, pairs=pairs)
    return t("{figures}: {said}.", figures=listed(figures), said=sentence)


def contradicted_pairs(case: Case, confronted: Confrontation, reading: str) -> str:
    """Which levers the figures put in the other order."""
    pairs = [
        t(
            "{lower} before {higher}",
            lower=case.lever(p.lower).label,
            higher=case.lever(p.higher).label,
        )
        for p in confronted.checks[reading].pairs
        if p.outcome is ClaimOutcome.CONTRADICTED
    ]
    return listed(pairs)


def exchange_text(analysis: Analysis, exchange: Exchange) -> str:
    """What the ranking would be if the two scores were exchanged."""
    higher, lower = phrases.lever_labels(analysis, (exchange.higher, exchange.lower))
    here, ranking = analysis.ranking, exchange.ranking
    moves = [
        t(
            "{lever} rank {after} instead of {before}",
            lever=name,
            after=phrases.rank_text(ranking, i),
            before=phrases.rank_text(here, i),
        )
        for name, i in ((higher, exchange.higher), (lower, exchange.lower))
        if phrases.rank_text(here, i) != phrases.rank_text(ranking, i)
    ]
    return t(
        "If the statement were right (scores exchanged: {higher}, {lower}): {effect}; {first}.",
        higher=higher,
        lower=lower,
        effect=listed(moves) or t("no rank of the two changes"),
        first=_first(analysis, exchange),
    )


def _first(analysis: Analysis, exchange: Exchange) -> str:
    before, after = analysis.ranking, exchange.ranking
    sure, possible = after.necessary_firsts, after.possible_firsts
    if (before.necessary_firsts, before.possible_firsts) == (sure, possible):
        if not sure:
            return t("the same levers may still be first")
        return t("the first place does not change")
    first = First(sure, possible)
    return would_be_first([v.label for v in analysis.case.levers], first)
