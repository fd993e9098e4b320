"""What the group is warned of, and what to do about it: in the case, the meeting, its ballots."""

from collections.abc import Iterator

from criteria.case import Case
from criteria.evidence import Evidence
from criteria.model import READING_JOINT, PerformanceTable, Status
from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    Confrontation,
    Exchange,
    confrontations,
    contradicted_cells,
    exchanges,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.imports.making.case import is_file_itself
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import First, first_text, said_with_choices
from prioritisation.sentences.robustness_tests import pivotal_text
from prioritisation.wording import listed, number, percent, points, t, tn

_K = WarningKind


def meeting_warning_title(warning: WarningNote) -> str:
    """What a warning is about, in a few words."""
    return {
        _K.CHANGED: t("The scores changed after the vote"),
        _K.RANKING_SEEN: t("Ranking seen before the vote"),
        _K.FEW_PRESENT: t("Few people present"),
        _K.FEW: t("Few votes"),
        _K.QUORUM: t("Many did not vote"),
        _K.MIXED: t("Paper and phones together"),
        _K.EQUAL: t("Weights close to equal"),
        _K.CAMPS: t("Two groups of votes or more"),
        _K.MINORITY: t("A compromise, first for few"),
        _K.MEANS: t("The answer depends on the mean"),
        _K.PIVOTAL_VOTER: t("The answer hangs by one vote"),
        _K.PIVOTAL_COLLEGE: t("The answer hangs by one college"),
        _K.ESSENTIAL_FIRST: t("First, but worst on an essential criterion"),
        _K.SUDDEN: t("Agreement without an argument"),
    }[warning.kind]


def meeting_warning_sentence(warning: WarningNote, case: Case) -> str:
    """What is the matter, with its figures."""
    n, of, share = warning.n, warning.of, warning.share or 0.0
    told = {
        _K.CHANGED: t(
            "Scores, scales, directions or criteria have changed since vote {n}: its weights "
            "are about the scores of that time, and no other.",
            n=n,
        ),
        _K.RANKING_SEEN: tn(
            "A ranking of this case was opened {n} time before the first vote; by whom "
            "is not known, and openings outside this server are not counted.",
            "A ranking of this case was opened {n} times before the first vote; by whom "
            "is not known, and openings outside this server are not counted.",
            n,
        ),
        _K.FEW_PRESENT: tn(
            "Fewer than {n} person has joined.", "Fewer than {n} people have joined.", of
        ),
        _K.FEW: tn(
            "{n} vote, fewer than {of}: another group could conclude otherwise.",
            "{n} votes, fewer than {of}: another group could conclude otherwise.",
            n,
            of=of,
        ),
        _K.QUORUM: tn(
            "{n} vote for {of} people present: less than {share}.",
            "{n} votes for {of} people present: less than {share}.",
            n,
            of=of,
            share=percent(share),
        ),
        _K.MIXED: tn(
            "{n} vote out of {of} was typed in from paper, the others came from devices; who "
            "was in the room and who was remote is not asked.",
            "{n} votes out of {of} were typed in from paper, the others came from devices; "
            "who was in the room and who was remote is not asked.",
            n,
            of=of,
        ),
        _K.EQUAL: tn(
            "{n} vote out of {of} is within {points} of equal weights.",
            "{n} votes out of {of} are within {points} of equal weights.",
            n,
            of=of,
            points=points(number(100 * share)),
        ),
        _K.CAMPS: t(
            "The votes form {n} groups far apart: the mean weights are perhaps nobody's.", n=n
        ),
        _K.PIVOTAL_VOTER: pivotal_text(n, of),
        _K.PIVOTAL_COLLEGE: tn(
            "There is {n} college (or group of small ones) out of {of} that, taken away, "
            "changes the answer: another first, or a first more or less sure.",
            "There are {n} colleges (or groups of small ones) out of {of} each of which, "
            "taken away, changes the answer: another first, or a first more or less sure.",
            n,
            of=of,
        ),
    }
    return told[warning.kind] if warning.kind in told else _of_the_first(warning, case)


def _of_the_first(warning: WarningNote, case: Case) -> str:
    if warning.kind is _K.MINORITY:
        return tn(
            "{lever} wins with the mean weights, and is first, alone or tied, for {n} vote at "
            "most out of {of}.",
            "{lever} wins with the mean weights, and is first, alone or tied, for {n} votes "
            "at most out of {of}.",
            warning.n,
            lever=case.lever(warning.what[0]).label,
            of=warning.of,
        )
    if warning.kind is _K.ESSENTIAL_FIRST:
        return t(
            "First, or perhaps first, and at the lowest of {criterion}, said to be "
            "essential: {levers}.",
            criterion=case.criterion(warning.what[0]).in_sentence,
            levers=listed([case.lever(v).label for v in warning.what[1:]]),
        )
    if warning.kind is _K.SUDDEN:
        return t(
            "The spread was at least halved since the vote before, and nobody wrote a reason: "
            "{criteria}.",
            criteria=listed([case.criterion(c).label for c in warning.what]),
        )
    return t(
        "Three ways to take the mean of the weights do not give the same answer about the "
        "first place."
    )


def meeting_warning_advice(warning: WarningNote) -> str:
    """What to do, or what to write in answer."""
    return {
        _K.CHANGED: t("Open another vote, or write why the former weights are kept."),
        _K.RANKING_SEEN: t("Ask the group whether it weighs on the vote, and write what it says."),
        _K.FEW_PRESENT: t("Wait for the others, or write why the vote is held."),
        _K.FEW: t("Write how far the result may be used."),
        _K.QUORUM: t("Ask why, open another vote, or write why the result stands."),
        _K.MIXED: t("Write whether all heard the same discussion."),
        _K.EQUAL: t("Ask whether it is an opinion, or a way of not choosing; write the answer."),
        _K.CAMPS: t("Let each camp say why, then write what separates them."),
        _K.MINORITY: t("Call it a compromise, and write whether the group accepts it."),
        _K.MEANS: t("Name the levers concerned together, and write how the group settles it."),
        _K.PIVOTAL_VOTER: t("Do not look for who; write that the first place hangs by little."),
        _K.PIVOTAL_COLLEGE: t("Look at the results by college, and write how they are weighed."),
        _K.ESSENTIAL_FIRST: t("Decide first whether this lever can be kept; write why."),
        _K.SUDDEN: t("Ask what changed people's minds, and write the argument."),
    }[warning.kind]


_DOUBLES = (WarningKind.CORRELATED, WarningKind.SHARED_SOURCE)
_NAMED = (
    WarningKind.FLAT,
    WarningKind.CORRELATED,
    WarningKind.SHARED_SOURCE,
    WarningKind.ESSENTIAL,
)
"""Kinds whose title names the criteria that they are about."""


def case_warning_title(warning: WarningNote, case: Case) -> str:
    """What a warning is about, in a few words."""
    title = _kind_title(warning.kind)
    if warning.kind is WarningKind.SHARED_SOURCE and _is_of_file(warning, case):
        return t("Scores whose sources are not said")
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
        return meeting_warning_title(WarningNote(kind, kind))
    return {
        WarningKind.UNKNOWN: t("Missing scores"),
        WarningKind.INFERRED: t("Scores deduced, to check"),
        WarningKind.PERIMETER: t("Ways of counting to confirm"),
        WarningKind.ANCHORS: t("Scales to confirm"),
        WarningKind.FLAT: t("No contrast"),
        WarningKind.CORRELATED: t("Perhaps counted twice"),
        WarningKind.SHARED_SOURCE: t("One source for several criteria"),
        WarningKind.ESSENTIAL: t("Worst on an essential criterion"),
    }[kind]


def case_warning_sentence(warning: WarningNote, case: Case, combination: str) -> str:
    """What is the matter, with its figures."""
    if warning.kind not in IN_THE_CASE:
        return meeting_warning_sentence(warning, case)
    what = _labels(warning, case)
    if warning.kind in (WarningKind.UNKNOWN, WarningKind.INFERRED):
        return _counted(warning, case.tables[combination], what)
    if warning.kind in _DOUBLES:
        of_file = _is_of_file(warning, case)
        return _of_file(warning, case) if of_file else _double(warning, case, what)
    if warning.kind is WarningKind.ESSENTIAL:
        return t(
            "{what} is said to be essential, and these are at its lowest: {levers}. In a "
            "sum, other criteria may make up for it.",
            what=what,
            levers=listed([case.lever(lever).label for lever in warning.what[1:]]),
        )
    return {
        WarningKind.PERIMETER: t(
            "How to count is a choice that the group has not confirmed: {what}.", what=what
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


def _of_file(warning: WarningNote, case: Case) -> str:
    """That one file has the scores of several criteria."""
    return t(
        "Scores of {what} come from one table ({file}), which does not say where it has them "
        "from: one fact may count several times without anybody seeing it.",
        file=case.sources[warning.what[0]].title,
        what=_labels(warning, case),
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
    share = warning.share or 0.0
    return t(
        "{what} rank the levers nearly alike, or in opposite orders (rank correlation {rho} over "
        "{n} levers): the same thing may count twice.",
        what=criteria,
        rho=("−" if share < 0 else "") + number(abs(share), 2),
        n=number(warning.n),
    )


def case_warning_advice(warning: WarningNote, case: Case | None = None) -> str:
    """What to do, or that it may be accepted: why is said in the field below, where one likes.

    Parameters
    ----------
    case
        The case, where it matters what its sources are.
    """
    if warning.kind not in IN_THE_CASE:
        return meeting_warning_advice(warning)
    if _is_of_file(warning, case):
        return t(
            "Whoever knows where each score comes from says it, by a correction; else accept it "
            "for this vote."
        )
    merge = t("Merge them, leave one out, or accept both.")
    return {
        WarningKind.UNKNOWN: t(
            "Whoever knows them fills them in, by a correction; else accept that they are missing."
        ),
        WarningKind.INFERRED: t("Accept them for this vote, or correct them."),
        WarningKind.PERIMETER: t("Accepting leaves this choice open for this vote."),
        WarningKind.ANCHORS: t("Accept these scales for this vote."),
        WarningKind.FLAT: t("Leave this criterion out, or accept it."),
        WarningKind.CORRELATED: merge,
        WarningKind.SHARED_SOURCE: merge,
        WarningKind.ESSENTIAL: t("Accept that these levers stay candidates, or take them out."),
    }[warning.kind]


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
    labels = [v.label for v in analysis.case.levers]
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
        first=first_text(labels, First(ranking.necessary_firsts, ranking.possible_firsts)),
    )
