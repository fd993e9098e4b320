"""Who is first in one clause, never said of more than it holds for.

Where another answer to what the group has still to settle changes it, the clause counts the ways
to settle, or says that it is counted with the choices as they are: on every page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prioritisation.analysis.crossing import (
    ChoiceKind,
    Crossing,
    OpenChoice,
    changes_first,
    choices_left,
    crossing_of,
)
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.sentences.crossing import settled_name
from prioritisation.sentences.phrases import all_of, perhaps_with
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import with_capital


@dataclass(frozen=True, slots=True)
class First:
    """Who is first; rows of the matrix, in the order they are named.

    Attributes
    ----------
    sure
        First whatever the uncertain scores are: one alone, or several tied.
    possible
        All those that may be first; those that are sure among them.
    """

    sure: tuple[int, ...]
    possible: tuple[int, ...]

    @property
    def others(self) -> tuple[int, ...]:
        """Those that may be first and are not surely."""
        return tuple(i for i in self.possible if i not in self.sure)


def first_of(ranking: Ranking) -> First:
    """Who is first in a ranking, best placed first."""
    sure, possible = ranking.necessary_firsts, ranking.possible_firsts
    return First(
        tuple(i for i in ranking.order if i in sure),
        tuple(i for i in ranking.order if i in possible),
    )


def first_text(levers: Sequence[str], first: First) -> str:
    """Who is first, or how many may still be; without its full stop."""
    named = all_of([levers[i] for i in first.sure or first.possible])
    if not first.sure:
        n = len(first.possible)
        if n == len(levers):
            return t("any of the {n} levers may still be first", n=n)
        return t("{n} levers may still be first ({levers})", n=n, levers=named)
    who = (
        t("{levers} are tied for first", levers=named)
        if len(first.sure) > 1
        else t("{lever} is first", lever=named)
    )
    others = [levers[i] for i in first.others]
    return perhaps_with(who, others, tied=len(first.sure) > 1)


def same_answer(first: str) -> str:
    """That who is first is the same in another ranking."""
    return t("Same answer: {here}.", here=first)


def answers_once(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What each ranking answers; where the same is written above, the name of the one that has it.

    Parameters
    ----------
    named
        The name of each ranking, and its answer, from top to bottom.
    """
    above: dict[str, str] = {}
    for name, answer in named:
        like = above.setdefault(answer, name)
        yield answer if like == name else t("Same answer as « {name} ».", name=like)


_Answers = Mapping[OpenChoice, str]


def counted_first(analysis: Analysis, first: First, supposed: _Answers | None = None) -> str:
    """Who is first by the weighted sum, without its full stop.

    Parameters
    ----------
    supposed
        Choices still open that are answered so in this ranking: the others are counted. None
        where it supposes nothing.
    """
    crossing, rest = _left(analysis, supposed), supposed is not None
    labels = [lever.label for lever in analysis.case.levers]
    sentence = first_text(labels, first)
    if not changes_first(crossing, first.sure):
        return sentence
    sole = crossing is not None and not crossing.untold and first.sure == (crossing.here.sure,)
    if crossing is None or not sole:
        return _as_they_are(sentence, rest=rest)
    row = crossing.winner
    if row is None:
        return first_depends_text(analysis, crossing)
    if first.sure != (row,):
        # It is counted, and not said to be first with the answers in force.
        sentence = first_text(labels, First((row,), (row,)))
    return tn(
        "{first} in {n} way to settle out of {all}",
        "{first} in {n} ways to settle out of {all}",
        crossing.sure_count(row),
        first=sentence,
        all=len(crossing.outcomes),
    )


def first_depends_text(analysis: Analysis, crossing: Crossing) -> str:
    """What matters first, where no lever is surely first in most ways to settle."""
    name = settled_name(analysis.case, crossing.first_asked)
    return t("the first place depends first on an open choice, {choice}", choice=name)


def other_method_first(analysis: Analysis, sentence: str, supposed: _Answers | None = None) -> str:
    """Who is first by another calculation: what is open is not crossed with it, and it is said."""
    left = _left(analysis, supposed)
    if left is not None and len(left.outcomes) == 1 and not left.untold:
        return sentence
    return _as_they_are(sentence, rest=supposed is not None)


def turned_first(analysis: Analysis, alternate: Alternate) -> str:
    """Who is first with a direction the other way, without its full stop."""
    about, crossing = alternate.criterion, crossing_of(analysis)
    first = first_of(alternate.ranking)
    turned = {
        choice: alternate.sense.value
        for choice in (crossing.choices if crossing else ())
        if choice.kind is ChoiceKind.DIRECTION and choice.about == about
    }
    return counted_first(analysis, first, turned)


def _left(analysis: Analysis, supposed: _Answers | None) -> Crossing | None:
    """What is left to settle; None when it makes too many ways."""
    crossing = crossing_of(analysis)
    return None if crossing is None else crossing.supposing(supposed or {})


def with_choices(analysis: Analysis, sentence: str) -> str:
    """What is said of other weights or scores, and that it is so with the answers in force."""
    return _as_they_are(sentence, rest=False) if choices_left(analysis) else sentence


def said_with_choices(analysis: Analysis, sentence: str) -> str:
    """The same of a whole sentence, that stands alone or in a list of others."""
    named = any(_begins(sentence, lever.label) for lever in analysis.case.levers)
    small = sentence[:1].lower() + sentence[1:]
    return with_capital(with_choices(analysis, sentence if named else small))


def _begins(sentence: str, label: str) -> bool:
    """Whether the label is the first of a sentence, and not a part of its first word."""
    return sentence.startswith(label) and not sentence[len(label) : len(label) + 1].isalnum()


def _as_they_are(sentence: str, *, rest: bool) -> str:
    if rest:
        return t("with the other choices as they are, {sentence}", sentence=sentence)
    return t("with the choices as they are, {sentence}", sentence=sentence)
