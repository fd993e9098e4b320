"""What the group should know of its own meeting and of its ballots before it concludes.

Figures are rounded so that the sentence around them stays true. There are only counts, never who.
"""

from criteria.case import Case
from prioritisation.analysis.warnings import WarningKind, WarningNote
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
    say = {
        _K.CHANGED: _before,
        _K.RANKING_SEEN: _before,
        _K.FEW_PRESENT: _counts,
        _K.FEW: _counts,
        _K.QUORUM: _voted,
        _K.MIXED: _voted,
        _K.EQUAL: _of_voters,
        _K.CAMPS: _of_voters,
        _K.PIVOTAL_VOTER: _pivotal,
        _K.PIVOTAL_COLLEGE: _pivotal,
    }.get(warning.kind)
    return say(warning) if say else _of_the_first(warning, case)


def few_present_sentence(warning: WarningNote) -> str:
    """That few people are present, while they come in: how many would soon be another number."""
    return tn(
        "Fewer than {n} person has joined.",
        "Fewer than {n} people have joined.",
        warning.of,
    )


def _before(warning: WarningNote) -> str:
    n = warning.n
    return {
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
    }[warning.kind]


def _counts(warning: WarningNote) -> str:
    n, of = warning.n, warning.of
    return {
        _K.FEW_PRESENT: tn(
            "{n} person has joined, fewer than {of}.",
            "{n} people have joined, fewer than {of}.",
            n,
            of=of,
        ),
        _K.FEW: tn(
            "{n} vote, fewer than {of}: another group could conclude otherwise.",
            "{n} votes, fewer than {of}: another group could conclude otherwise.",
            n,
            of=of,
        ),
    }[warning.kind]


def _voted(warning: WarningNote) -> str:
    n, of = warning.n, warning.of
    return {
        _K.QUORUM: tn(
            "{n} vote for {of} people present: less than {share}.",
            "{n} votes for {of} people present: less than {share}.",
            n,
            of=of,
            share=percent(warning.share or 0.0),
        ),
        _K.MIXED: tn(
            "{n} vote out of {of} was typed in from paper, the others came from devices; who "
            "was in the room and who was remote is not asked.",
            "{n} votes out of {of} were typed in from paper, the others came from devices; "
            "who was in the room and who was remote is not asked.",
            n,
            of=of,
        ),
    }[warning.kind]


def _of_voters(warning: WarningNote) -> str:
    n, of = warning.n, warning.of
    return {
        _K.EQUAL: tn(
            "{n} vote out of {of} is within {points} of equal weights.",
            "{n} votes out of {of} are within {points} of equal weights.",
            n,
            of=of,
            points=points(number(100 * (warning.share or 0.0))),
        ),
        _K.CAMPS: t(
            "The votes form {n} groups far apart: the mean weights are perhaps nobody's.", n=n
        ),
    }[warning.kind]


def _pivotal(warning: WarningNote) -> str:
    n, of = warning.n, warning.of
    return {
        _K.PIVOTAL_VOTER: tn(
            "There is {n} vote out of {of} that, taken away alone, changes the answer: "
            "another first, or a first more or less sure.",
            "There are {n} votes out of {of} each of which, taken away alone, changes the "
            "answer: another first, or a first more or less sure.",
            n,
            of=of,
        ),
        _K.PIVOTAL_COLLEGE: tn(
            "There is {n} college (or group of small ones) out of {of} that, taken away, changes "
            "the answer: another first, or a first more or less sure.",
            "There are {n} colleges (or groups of small ones) out of {of} each of which, taken "
            "away, changes the answer: another first, or a first more or less sure.",
            n,
            of=of,
        ),
    }[warning.kind]


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
