"""What is said of a criterion: which way it is argued for, how its scale bends, gaps of words."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from criteria.case import Case
from criteria.evidence import Stance, Target
from criteria.model import Criterion, Sense
from criteria.scales import Amount, PiecewiseScale, Scale, WordScale
from prioritisation.analysis.ranking import TIE
from prioritisation.sentences import phrases
from prioritisation.wording import listed, points, t
from prioritisation.wording.numbers import half_up, plain, with_capital

_FEWEST = 3
"""Words a scale has at least for their gaps to be chosen: the worst is 0, the best is 1."""


def plea_text(criterion: Criterion, stance: Stance) -> str:
    """Which way a statement on a whole criterion argues: for one of its directions, or for none.

    Raises
    ------
    KeyError
        When the criterion does not name that direction.
    """
    if stance.sense:
        label = phrases.direction_label(criterion, stance.sense)
        return t("Argues for « {direction} ».", direction=label)
    if stance is Stance.UNDECIDED:
        return t("Reads both ways.")
    return t("Why this criterion.")


def plea_texts(case: Case, criterion: Criterion) -> list[str]:
    """What was said of the direction of a criterion: which way it argues, and where it stands."""
    return [
        t(
            "{plea} {words} ({stands})",
            plea=plea_text(criterion, e.stance),
            words=t("« {quote} »", quote=e.quote) if e.quote else e.statement,
            stands=", ".join(filter(None, (case.sources[e.source].short_name, e.place, e.note))),
        )
        for e in case.evidence_for(Target.CRITERION, criterion.id)
        if e.stance is not Stance.CONTEXT
    ]


def is_bent(scale: Scale) -> bool:
    """Whether points do not follow scores in one straight line between its two ends."""
    return bool(_bends(scale))


def _bends(scale: Scale) -> tuple[tuple[float, float], ...]:
    """The scores between the two ends of a bent scale, each with its value; the worst first."""
    if not isinstance(scale, PiecewiseScale):
        return ()
    (first, *_, last), start = scale.cutoffs, scale.values[0]
    rise = (scale.values[-1] - start) / (last - first)
    inner = tuple(zip(scale.cutoffs, scale.values, strict=True))[1:-1]
    if all(abs(start + rise * (at - first) - value) <= TIE for at, value in inner):
        return ()
    return inner if scale.more_is_better else inner[::-1]


def bends_text(
    criterion: Criterion,
    sense: Sense | None = None,
    say: Callable[[Criterion, Amount], str] = phrases.anchor_text,
) -> str:
    """What scores between the two ends of a scale are worth; empty where it is a straight line.

    Parameters
    ----------
    say
        How a score is written: as its source does, or as a room counts it.
    """
    steps = [
        t("{points} for {score}", points=points(plain(half_up(100 * value, 1))), score=score)
        for score, value in (
            (say(criterion, at), value) for at, value in _bends(criterion.scale_in(sense))
        )
    ]
    if not steps:
        return ""
    return t("in between, {steps}, in proportion from one to the next", steps=listed(steps))


def gaps_text(scale: Scale) -> str:
    """That the gaps between the words of a scale are a convention; empty when none is chosen."""
    if not isinstance(scale, WordScale) or len(scale.levels) < _FEWEST:
        return ""
    values = [level.value for level in scale.levels]
    gaps = [high - low for low, high in pairwise(values)]
    if max(gaps) - min(gaps) > TIE:
        return t("The gaps between these words are a convention: only their order is said.")
    return t(
        "The {n} words are placed at equal gaps: a convention, only their order is said.",
        n=len(values),
    )


def official_names_text(names: Iterable[tuple[str, str]]) -> str:
    """What the case calls what a room calls otherwise; empty where no name is another.

    Parameters
    ----------
    names
        The name of the room and that of the case, of each thing.
    """
    pairs = [t("{name} (official name: {label})", name=n, label=o) for n, o in names if n != o]
    return t("{sentence}.", sentence=with_capital(" ; ".join(pairs))) if pairs else ""


def set_aside_texts(criteria: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Criteria that are not counted, each with why where that is told."""
    told = ((t("{sentence}.", sentence=name), why) for name, why in criteria)
    return tuple(" ".join([*filter(None, one)]) for one in told)
