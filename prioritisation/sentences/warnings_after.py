"""What the group should know of its own meeting and of its ballots before it concludes.

Figures are rounded so that the sentence around them stays true. There are only counts, never who.
"""

from math import floor

from criteria.case import Case
from prioritisation.analysis.matrix import SAME
from prioritisation.analysis.warnings import WarningKind, WarningNote
from prioritisation.wording import listed, number, percent, t, tn

K = WarningKind


def told_title(found: WarningNote) -> str:
    """What a warning is about, in a few words."""
    return {
        K.CHANGED: t("The table changed after the vote"),
        K.RANKING_SEEN: t("Ranking seen before the vote"),
        K.FEW_PRESENT: t("Few people present"),
        K.FEW: t("Few ballots"),
        K.QUORUM: t("Many did not vote"),
        K.MIXED: t("Paper and phones together"),
        K.EQUAL: t("Weights close to equal"),
        K.CAMPS: t("Separate camps"),
        K.MINORITY: t("A compromise, first for few"),
        K.MEANS: t("The first place depends on the mean"),
        K.PIVOTAL_VOTER: t("A single ballot may decide"),
        K.PIVOTAL_COLLEGE: t("A single college may decide"),
        K.CODING: t("The first place depends on numbers given to words"),
        K.ESSENTIAL_FIRST: t("First, but worst on an essential criterion"),
        K.CARRIERS: t("Those who carry a sheet change the first place"),
        K.SUDDEN: t("Agreement without an argument"),
    }[found.kind]


def told_sentence(found: WarningNote, case: Case) -> str:
    """What is the matter, with its figures."""
    say = {
        K.CHANGED: _before,
        K.RANKING_SEEN: _before,
        K.FEW_PRESENT: _counts,
        K.FEW: _counts,
        K.QUORUM: _voted,
        K.MIXED: _voted,
        K.EQUAL: _of_voters,
        K.CAMPS: _of_voters,
        K.CARRIERS: _of_voters,
        K.CODING: _coding,
        K.PIVOTAL_VOTER: _pivotal,
        K.PIVOTAL_COLLEGE: _pivotal,
    }.get(found.kind)
    return say(found) if say else _of_the_first(found, case)


def joining_sentence(found: WarningNote) -> str:
    """That few people are present, while they come in: how many would soon be another number."""
    return tn(
        "Fewer than {n} person has joined.",
        "Fewer than {n} people have joined.",
        found.of,
    )


def _before(found: WarningNote) -> str:
    n = found.n
    return {
        K.CHANGED: t(
            "Scores, marks, directions or criteria have changed since round {n}: its weights are "
            "about the table it was held on, and no other.",
            n=n,
        ),
        K.RANKING_SEEN: tn(
            "A ranking of this case was opened {n} time before the first round; by whom is not "
            "known, and openings outside this server are not counted.",
            "A ranking of this case was opened {n} times before the first round; by whom is not "
            "known, and openings outside this server are not counted.",
            n,
        ),
    }[found.kind]


def _counts(found: WarningNote) -> str:
    n, of = found.n, found.of
    return {
        K.FEW_PRESENT: tn(
            "{n} person has joined, fewer than {of}.",
            "{n} people have joined, fewer than {of}.",
            n,
            of=of,
        ),
        K.FEW: tn(
            "{n} ballot, fewer than {of}: another group could conclude otherwise.",
            "{n} ballots, fewer than {of}: another group could conclude otherwise.",
            n,
            of=of,
        ),
    }[found.kind]


def _voted(found: WarningNote) -> str:
    n, of = found.n, found.of
    return {
        K.QUORUM: tn(
            "{n} ballot for {of} people who joined: less than {share}.",
            "{n} ballots for {of} people who joined: less than {share}.",
            n,
            of=of,
            share=percent(found.share or 0.0),
        ),
        K.MIXED: tn(
            "{n} ballot out of {of} was typed in from paper, the others came from devices; who "
            "was in the room and who was remote is not asked.",
            "{n} ballots out of {of} were typed in from paper, the others came from devices; who "
            "was in the room and who was remote is not asked.",
            n,
            of=of,
        ),
    }[found.kind]


def _of_voters(found: WarningNote) -> str:
    n, of = found.n, found.of
    return {
        K.EQUAL: tn(
            "{n} ballot out of {of} is within {points} points of equal weights.",
            "{n} ballots out of {of} are within {points} points of equal weights.",
            n,
            of=of,
            points=number(100 * (found.share or 0.0)),
        ),
        K.CAMPS: t(
            "The ballots form {n} separate camps: the mean weights are perhaps nobody's.", n=n
        ),
        K.CARRIERS: t(
            "Without the {n} voters who carry an action sheet, out of {of}, the answer about the "
            "first place is not the same.",
            n=n,
            of=of,
        ),
    }[found.kind]


def _pivotal(found: WarningNote) -> str:
    n, of = found.n, found.of
    return {
        K.PIVOTAL_VOTER: tn(
            "There is {n} ballot out of {of} that, taken away alone, changes the first place.",
            "There are {n} ballots out of {of} each of which, taken away alone, changes the first "
            "place.",
            n,
            of=of,
        ),
        K.PIVOTAL_COLLEGE: tn(
            "There is {n} college (or group of small ones) out of {of} that, taken away, changes "
            "the first place.",
            "There are {n} colleges (or groups of small ones) out of {of} each of which, taken "
            "away, changes the first place.",
            n,
            of=of,
        ),
    }[found.kind]


def _coding(found: WarningNote) -> str:
    share = percent(floor(100 * (found.share or 0.0) + SAME) / 100)
    return t(
        "Other numbers for the same words may change the first place: it stays in about "
        "{share} of {n} codings drawn.",
        share=share,
        n=number(found.n),
    )


def _of_the_first(found: WarningNote, case: Case) -> str:
    if found.kind is K.MINORITY:
        return tn(
            "{lever} wins with the mean weights, and is first for {n} ballot at most out of {of}.",
            "{lever} wins with the mean weights, and is first for {n} ballots at most out of "
            "{of}.",
            found.n,
            lever=case.lever(found.what[0]).label,
            of=found.of,
        )
    if found.kind is K.ESSENTIAL_FIRST:
        return t(
            "First, or perhaps first, and at the lowest mark of {criterion}, said to be "
            "essential: {levers}.",
            criterion=case.criterion(found.what[0]).in_sentence,
            levers=listed([case.lever(v).label for v in found.what[1:]]),
        )
    if found.kind is K.SUDDEN:
        return t(
            "The spread was at least halved since the round before, and nobody wrote a reason: "
            "{criteria}.",
            criteria=listed([case.criterion(c).label for c in found.what]),
        )
    return t(
        "Mean, geometric mean and median of the weights do not give the same answer about the "
        "first place."
    )


def told_advice(found: WarningNote) -> str:
    """What to do, or what to write in answer."""
    return {
        K.CHANGED: t("Open another round, or write why the former weights are kept."),
        K.RANKING_SEEN: t("Ask the group whether it weighs on the vote, and write what it says."),
        K.FEW_PRESENT: t("Wait for the others, or write why the vote is held."),
        K.FEW: t("Write how far the result may be used."),
        K.QUORUM: t("Ask why, open another round, or write why the result stands."),
        K.MIXED: t("Write whether all heard the same discussion."),
        K.EQUAL: t("Ask whether it is an opinion, or a way of not choosing; write the answer."),
        K.CAMPS: t("Let each camp say why, then write what separates them."),
        K.MINORITY: t("Call it a compromise, and write whether the group accepts it."),
        K.MEANS: t("Name the levers concerned together, and write how the group settles it."),
        K.PIVOTAL_VOTER: t("Do not look for who; write that the first place hangs by little."),
        K.PIVOTAL_COLLEGE: t("Look at the results by college, and write how they are weighed."),
        K.CODING: t("Look at the words of the scales again, or write why the result stands."),
        K.ESSENTIAL_FIRST: t("Decide first whether this lever can be kept; write why."),
        K.CARRIERS: t("Show both results, and write which one the group takes."),
        K.SUDDEN: t("Ask what changed people's minds, and write the argument."),
    }[found.kind]
