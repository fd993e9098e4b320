"""Statements against figures, in sentences: both said, neither preferred."""

from criteria.case import Case
from criteria.evidence import Evidence
from prioritisation.analysis.conflicts import ClaimOutcome, Confrontation, Exchange
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.phrases import lever_labels, rank_text, score_text, would_lead
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


def figures_text(case: Case, confronted: Confrontation, perimeter: str) -> str:
    """The figures of each lever of a statement under a perimeter, and what they say of it."""
    check = confronted.checks[perimeter]
    criterion = case.criterion(confronted.claim.criterion)
    levers = dict.fromkeys(lever for pair in check.pairs for lever in (pair.higher, pair.lower))
    figures = [
        t(
            "{lever} ({score})",
            lever=case.lever(lever).label,
            score=score_text(
                criterion, case.tables[perimeter].score(lever, criterion.id), perimeter
            ),
        )
        for lever in levers
    ]
    sentence = claim_outcome_text(check.outcome)
    if check.outcome is ClaimOutcome.CONTRADICTED and len(check.pairs) > 1:
        pairs = contradicted_pairs(case, confronted, perimeter)
        sentence = t("{outcome} ({pairs})", outcome=sentence, pairs=pairs)
    return t("{figures}: {said}.", figures=listed(figures), said=sentence)


def contradicted_pairs(case: Case, confronted: Confrontation, perimeter: str) -> str:
    """Which levers the figures put in the other order."""
    pairs = [
        t(
            "{lower} before {higher}",
            lower=case.lever(p.lower).label,
            higher=case.lever(p.higher).label,
        )
        for p in confronted.checks[perimeter].pairs
        if p.outcome is ClaimOutcome.CONTRADICTED
    ]
    return listed(pairs)


def exchange_text(analysis: Analysis, exchange: Exchange) -> str:
    """What the ranking would be if the two scores were exchanged."""
    higher, lower = lever_labels(analysis, (exchange.higher, exchange.lower))
    here, ranking = analysis.ranking, exchange.ranking
    moves = [
        t(
            "{lever} rank {after} instead of {before}",
            lever=name,
            after=rank_text(ranking, i),
            before=rank_text(here, i),
        )
        for name, i in ((higher, exchange.higher), (lower, exchange.lower))
        if rank_text(here, i) != rank_text(ranking, i)
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
            return t("the first place stays undecidable, between the same levers")
        return t("the first place does not change")
    return would_lead([v.label for v in analysis.case.levers], sure, possible)
