"""Who is first in one clause, never said of more than it holds for.

Where another answer to what the group has still to settle changes it, the clause counts the ways
to settle, or says that it is counted with the choices as they are: on every page.
"""

from collections.abc import Callable, Mapping, Sequence

from prioritisation.analysis.crossing import ChoiceKind, Crossing, OpenChoice, crossing_of
from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.analysis.solidity import changes_first, choices_left
from prioritisation.sentences.crossing import settled_name
from prioritisation.sentences.firsts import First, first_of, first_text
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import with_capital

_Answers = Mapping[OpenChoice, str]
_Clause = Callable[[Sequence[str], First], str]


def counted_first(
    analysis: Analysis,
    first: First,
    supposed: _Answers | None = None,
    clause: _Clause = first_text,
) -> str:
    """Who is first by the weighted sum, without its full stop.

    Parameters
    ----------
    supposed
        Choices still open that are answered so in this ranking: the others are counted. None
        where it supposes nothing.
    clause
        ``first_text``, or ``would_be_first`` for what is only supposed.
    """
    crossing, rest = _left(analysis, supposed), supposed is not None
    sentence = clause([lever.label for lever in analysis.case.levers], first)
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
        other = First((row,), (row,))
        sentence = str(clause([lever.label for lever in analysis.case.levers], other))
    return _counted(sentence, crossing, row, rest=rest)


def first_depends_text(analysis: Analysis, crossing: Crossing) -> str:
    """What matters first, where no lever is surely first in most ways to settle."""
    name = settled_name(analysis.case, crossing.first_asked)
    return t("the first place depends first on an open choice, {choice}", choice=name)


def _counted(sentence: str, crossing: Crossing, row: int, *, rest: bool) -> str:
    """First in how many ways to settle; of what is left, once something is supposed."""
    n, k = len(crossing.outcomes), crossing.sure_count(row)
    values = {"first": sentence, "all": n}
    if rest:
        text = tn(
            "{first} in {n} way to settle the rest out of {all}",
            "{first} in {n} ways to settle the rest out of {all}",
            k,
            **values,
        )
    else:
        text = tn(
            "{first} in {n} way to settle out of {all}",
            "{first} in {n} ways to settle out of {all}",
            k,
            **values,
        )
    return text


def other_method_first(analysis: Analysis, sentence: str, supposed: _Answers | None = None) -> str:
    """Who is first by another calculation: what is open is not crossed with it, and it is said."""
    left = _left(analysis, supposed)
    if left is not None and len(left.outcomes) == 1 and not left.untold:
        return sentence
    return _as_they_are(sentence, rest=supposed is not None)


def turned_first(analysis: Analysis, alternate: Alternate, clause: _Clause = first_text) -> str:
    """Who is first with a direction the other way, without its full stop."""
    about, crossing = alternate.criterion, crossing_of(analysis)
    first = first_of(alternate.ranking)
    turned = {
        choice: alternate.sense.value
        for choice in (crossing.choices if crossing else ())
        if choice.kind is ChoiceKind.DIRECTION and choice.about == about
    }
    return counted_first(analysis, first, turned, clause)


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
