"""What the group says of sets of levers, in sentences: words, reasons, what is excluded, why."""

from collections.abc import Mapping, Sequence

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Membership
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    NothingLeft,
    PairSynergy,
    Question,
    QuestionFault,
    QuestionProblem,
    Synergy,
    Wait,
    WordValues,
)
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.analysis.sets.text import TextFault, TextProblem
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.set_comparison import Labels, points_number, set_name
from prioritisation.wording import date_text, number, t, tn
from prioritisation.wording.numbers import half_up

_Names = Mapping[str, str]
"""Lever id -> what people call it."""


def synergy_word(word: Synergy) -> str:
    """A synergy as it is chosen."""
    return {
        Synergy.HARM: t("- they get in each other's way"),
        Synergy.NONE: t("0 no effect"),
        Synergy.HELP: t("+ they help each other"),
        Synergy.STRONG: t("++ they help each other a lot"),
    }[word]


def load_word(word: Load) -> str:
    """A workload as it is chosen."""
    return {
        Load.LIGHT: t("light workload"),
        Load.MODERATE: t("moderate workload"),
        Load.HEAVY: t("heavy workload"),
    }[word]


def capacity_word(word: Capacity) -> str:
    """A capacity as it is chosen: the work it bears."""
    return {
        Capacity.SMALL: t("one moderate lever"),
        Capacity.FAIR: t("one heavy lever, or two moderate ones"),
        Capacity.LARGE: t("two heavy levers"),
    }[word]


def place_word(place: Membership) -> str:
    """Where a lever stands in the sets that no other dominates."""
    return {
        Membership.CORE: t("in all of them"),
        Membership.BORDERLINE: t("in some of them"),
        Membership.EXTERIOR: t("in none of them"),
    }[place]


def load_text(load: LeverLoad, names: _Names) -> str:
    """The workload of a lever, and its reason."""
    sentence = t("Workload of {lever}, {word}", lever=names[load.lever], word=load_word(load.word))
    return _because(sentence, load.reason)


def capacity_text(question: Question) -> str:
    """How much work the group can bear, and whether that is a limit; empty when it is not said."""
    if question.capacity is None:
        return ""
    word = capacity_word(question.capacity)
    if question.hard:
        return t("The group can bear {word}: beyond, a choice is excluded.", word=word)
    return t("The group can bear {word}: beyond, each point costs one.", word=word)


def values_text(values: WordValues) -> str:
    """What the words are worth, in points: a convention of ours."""
    worth = {
        name: number(100 * abs(value), 0 if 100 * value == round(100 * value) else 1)
        for name, value in (
            ("minus", values.harm),
            ("plus", values.help),
            ("strong", values.strong),
            ("light", values.light),
            ("moderate", values.moderate),
            ("heavy", values.heavy),
        )
    }
    return t(
        "What the words are worth, a starting convention and no measurement: synergy - takes "
        "{minus} points, + adds {plus}, ++ adds {strong}; a light workload weighs {light}, a "
        "moderate one {moderate}, a heavy one {heavy}.",
        **worth,
    )


def text_problem_text(problem: TextProblem) -> str:
    """What is wrong in a text that was kept, and where."""
    fault = {
        TextFault.NO_JSON: t("it cannot be read"),
        TextFault.KIND: t("another kind of value is expected"),
        TextFault.MISSING: t("it is missing"),
        TextFault.UNEXPECTED: t("it is not expected"),
        TextFault.WORD: t("the word is not one of those that can be chosen"),
        TextFault.DATE: t("it is not a date"),
        TextFault.TOO_LONG: t("it is too long"),
        TextFault.REPEATED: t("it is there twice"),
        TextFault.CHARACTERS: t("it has characters that cannot be written"),
    }[problem.fault]
    place = problem.place or t("the whole text")
    return t("{place}: {fault}.", place=place, fault=fault)


def why_texts(comparison: SetComparison, rows: LeverSet, levers: Labels) -> tuple[str, ...]:
    """What makes the value of a set more or less than that of its levers, with the reasons."""
    names = _names(comparison, levers)
    sentences = [
        synergy_text(synergy, names, comparison.question.values)
        for synergy in comparison.synergies(rows)
        if synergy.word is not Synergy.NONE
    ]
    beyond = float(comparison.terms.loads[list(rows)].sum()) - comparison.terms.capacity
    if beyond > TIE and not comparison.terms.hard:
        cost = points_number(half_up(100 * beyond, 1))
        sentences.append(
            t(
                "{set}: workload beyond the capacity (-{cost}).",
                set=set_name(rows, levers),
                cost=cost,
            )
        )
    return tuple(sentences)


def synergy_text(synergy: PairSynergy, names: _Names, values: WordValues) -> str:
    """A synergy, what it is worth, and its reason."""
    worth = values.synergy(synergy.word)
    amount = points_number(half_up(100 * abs(worth), 1))
    both = {"first": names[synergy.first], "second": names[synergy.second], "amount": amount}
    sentence = (
        t("{first} and {second}, synergy (+{amount})", **both)
        if worth >= 0
        else t("{first} and {second}, negative synergy (-{amount})", **both)
    )
    return _because(sentence, synergy.reason)


def _because(sentence: str, reason: str) -> str:
    """With the reason, as people wrote it; or that there is none."""
    if not reason.strip():
        return t("{told}, without a written reason.", told=sentence)
    return t("{told}: « {reason} ».", told=sentence, reason=reason.strip())


def excluded_texts(comparison: SetComparison, levers: Labels) -> tuple[str, ...]:
    """What is excluded before anything is compared, and why."""
    names = _names(comparison, levers)
    sentences = [wait_text(wait, names) for wait in comparison.waiting]
    if comparison.too_heavy:
        sets = all_of([set_name(rows, levers) for rows in comparison.too_heavy])
        sentences.append(t("Beyond the group's capacity: {sets}.", sets=sets))
    return tuple(sentences)


def wait_text(wait: Wait, names: _Names) -> str:
    """A lever that waits, until when, and why."""
    lever = names[wait.lever]
    sentence = (
        t("{lever} waits, until a date nobody knows yet", lever=lever)
        if wait.until is None
        else t("{lever} waits until {date}", lever=lever, date=date_text(wait.until.isoformat()))
    )
    return _because(sentence, wait.reason)


def unsaid_texts(comparison: SetComparison, levers: Labels) -> tuple[str, ...]:
    """What nobody said, and so does not count."""
    sentences, question = [], comparison.question
    there = len(comparison.terms.candidates)
    pairs = there * (there - 1) // 2
    candidates = {comparison.matrix.alternatives[i] for i in comparison.terms.candidates}
    stated = sum({s.first, s.second} <= candidates for s in question.synergies)
    if pairs > stated:
        sentences.append(
            tn(
                "Nothing is said of the synergy of {n} pair: it counts 0.",
                "Nothing is said of the synergy of {n} pairs: it counts 0.",
                pairs - stated,
            )
        )
    if question.capacity is None:
        sentences.append(t("Workload does not count: the group's capacity is not said."))
    elif comparison.terms.unsaid:
        unsaid = all_of([levers[i] for i in comparison.terms.unsaid])
        sentences.append(t("Workload does not count: it is not said for {levers}.", levers=unsaid))
    return tuple(sentences)


def nothing_left_text(refused: NothingLeft, names: _Names) -> str:
    """That dates and capacity exclude every lever."""
    sentences = []
    if refused.dates:
        sentences.append(t("{levers} must wait", levers=_of(refused.dates, names)))
    if refused.heavy:
        sentences.append(t("{levers} alone exceed the capacity", levers=_of(refused.heavy, names)))
    why = (
        sentences[0]
        if len(sentences) == 1
        else t("{first}; {second}", first=sentences[0], second=sentences[-1])
    )
    return t("No lever can be chosen. {why}.", why=why[:1].upper() + why[1:])


def question_problem_text(problem: QuestionProblem, names: _Names) -> str:
    """What to correct in what is said of sets."""
    levers = _of(problem.levers, names)
    return {
        QuestionFault.UNKNOWN_LEVER: t("{levers} is not a lever of this case.", levers=levers),
        QuestionFault.SAME_LEVER: t("{levers}: a synergy is between two levers.", levers=levers),
        QuestionFault.SAID_TWICE: t("{levers}: said twice, keep one.", levers=levers),
        QuestionFault.SIZE: t("A choice has one lever at least."),
        QuestionFault.VALUES: t(
            "The values of the words must be numbers, in the order of the words."
        ),
        QuestionFault.WEIGHTS: t("Weights must be shares that sum to 100 %."),
        QuestionFault.COST: t("What spreading out loses must be a number of points."),
        QuestionFault.DILUTION: t("What is lost of the effect of each lever is from 0 to 100 %."),
    }[problem.fault]


def _of(ids: Sequence[str], names: _Names) -> str:
    return all_of([names.get(lever, lever) for lever in ids])


def _names(comparison: SetComparison, levers: Labels) -> _Names:
    return dict(zip(comparison.matrix.alternatives, levers, strict=True))
