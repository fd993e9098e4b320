"""A criterion goes from numbers to words, or back: each score becomes what somebody says.

Nothing is guessed: a score that nobody says anything of is unknown from then on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from criteria.errors import Problem
from criteria.model import Sense, Status
from prioritisation.cases import typed
from prioritisation.cases.blank import BlankCriterion, criterion_problems, criterion_table
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.levels import criterion_scores, level_trees, turned_ways
from prioritisation.cases.editing.notes import computed_from, end_as_typed
from prioritisation.cases.editing.scales import default_sense, ends_of, ends_unit
from prioritisation.cases.neutral import neutral_words
from prioritisation.cases.units import (
    ANCHORS,
    CRITERION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t
from prioritisation.wording.isolating import without_isolates
from prioritisation.wording.numbers import NBSP

_PLACE = "criterion"
_WORDS = "words"
_ENDS = "score", "high"
_OF_NUMBERS, _OF_WORDS = ("zero", "one", "many", "per"), ("levels",)
"""What a room reads of scores that are numbers, of scores that are words."""
_Tree = dict[str, Any]
_Written = dict[str, tuple[str | None, str | None]]


def may_rescale(units: CaseUnits, criterion: str) -> bool:
    """Whether its scores may be others: written one by one."""
    return not computed_from(units, criterion)


def score_users(units: CaseUnits, criterion: str) -> dict[str, tuple[str, ...]]:
    """Each score that a lever has, as it is written, from the least; and who has it."""
    users: dict[str, list[str]] = {}
    for unit, lever in criterion_scores(units, criterion):
        tree = unit_content(units, unit)
        for score in (tree[end] for end in _ENDS if end in tree):
            users.setdefault(score, []).append(lever)
    if unit_content(units, unit_name(CRITERION, criterion, "scale"))["kind"] == _WORDS:
        order = [str(level["id"]) for level in level_trees(units, criterion)]
        listed = sorted(users, key=order.index)
    else:
        listed = sorted(users, key=float)
    return {score: tuple(dict.fromkeys(users[score])) for score in listed}


def words_by_cuts(
    units: CaseUnits, criterion: str, words: Sequence[str], cuts: Sequence[str]
) -> dict[str, str]:
    """Each score that is a number -> its word, by the score from which on each word holds.

    Parameters
    ----------
    words
        The worst first.
    cuts
        Of each word but the worst: the least good score that is worth it, as it was typed.

    Raises
    ------
    InvalidRequest
        When they are no numbers, or are not in order: ``cut.1``.
    """
    worst, best = ends_of(units, criterion)
    way = 1 if best > worst else -1
    problems: list[Problem] = []
    from_on: list[float] = []
    for k, cut in enumerate(cuts, 1):
        number, before = _number(f"cut.{k}", cut), from_on[-1] if from_on else worst
        if isinstance(number, Problem):
            problems.append(number)
        elif way * before < way * number <= way * best:
            from_on.append(number)
        else:
            between = min(before, best), max(before, best)
            problems.append(typed.out_of_order(_PLACE, f"cut.{k}", cut, between))
    if problems:
        raise InvalidRequest(problems)
    return {
        score: words[sum(way * float(score) >= way * cut for cut in from_on)]
        for score in score_users(units, criterion)
    }


def words_instead(
    units: CaseUnits, criterion: str, words: Sequence[str], answers: Mapping[str, str]
) -> UnitChange:
    """Words where there were numbers.

    Parameters
    ----------
    words
        The worst first.
    answers
        A score as it is written -> its word; one that is not there becomes unknown.

    Raises
    ------
    InvalidRequest
        With everything wrong with the words: ``words``.
    """
    worst, best = (words[0], words[-1]) if len(words) > 1 else ("".join(words), "")
    scale = BlankCriterion(
        _label(units, criterion), worst, best, in_words=True, between=tuple(words[1:-1])
    )
    problems = [Problem(p.kind, _PLACE, None, _WORDS, p.values) for p in _scale_problems(scale)]
    if problems:
        raise InvalidRequest(problems[:1])
    change = _scale_change(units, criterion, scale)
    ids = {level["label"]: str(level["id"]) for level in _made(change, criterion)["levels"]}
    ends = {score: ids[word] for score, word in answers.items() if word in ids}
    return change | _scores_change(units, criterion, ends, [*ids.values()].index)


def numbers_instead(
    units: CaseUnits, criterion: str, scale: BlankCriterion, answers: Mapping[str, str]
) -> UnitChange:
    """Numbers where there were words.

    Parameters
    ----------
    scale
        The two ends and the unit of the numbers; its name is left out of account.
    answers
        Id of a word -> its number, as people write it; without one its scores become unknown.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field: ``worst``, ``to.ID``.
    """
    problems = [
        Problem(p.kind, _PLACE, None, p.column.removeprefix("."), p.values)
        for p in _scale_problems(scale)
    ]
    numbers: dict[str, float] = {}
    problems += _answered(units, criterion, answers, numbers)
    if not problems:
        worst, best = (float(_number("", end)) for end in (scale.worst, scale.best))
        problems += _order_problems(answers, numbers, (worst, best))
    if problems:
        raise InvalidRequest(problems)
    change = _scale_change(units, criterion, scale)
    ends = {level: repr(number).removesuffix(".0") for level, number in numbers.items()}
    return change | _scores_change(units, criterion, ends, float)


def _number(field: str, text: str) -> Any:  # noqa: ANN401 (a number, or what is wrong)
    return typed.typed_number(_PLACE, field, text)


def _answered(
    units: CaseUnits, criterion: str, answers: Mapping[str, str], numbers: dict[str, float]
) -> Iterator[Problem]:
    """Write the number of each word that has one, the worst first; what is no number."""
    for level in (str(v["id"]) for v in level_trees(units, criterion)):
        if not answers.get(level, "").strip():
            continue
        number = _number(f"to.{level}", answers[level])
        if isinstance(number, Problem):
            yield number
        else:
            numbers[level] = number


def _order_problems(
    answers: Mapping[str, str], numbers: Mapping[str, float], ends: tuple[float, float]
) -> Iterator[Problem]:
    """Of each number that is less good than that of a word before, or beyond an end."""
    before, best = ends
    for level, number in numbers.items():
        low, high = sorted((before, best))
        if low <= number <= high:
            before = number
        else:
            field = f"to.{level}"
            yield typed.out_of_order(_PLACE, field, answers[level], (low, high))


def _label(units: CaseUnits, criterion: str) -> str:
    return str(unit_content(units, unit_name(CRITERION, criterion))["label"])


def _scale_problems(scale: BlankCriterion) -> Iterator[Problem]:
    """What is wrong with the ends of a scale; its name is that of the criterion."""
    for problem in criterion_problems("", scale):
        if problem.column not in (".label", ".question"):
            yield problem


def _scale_change(units: CaseUnits, criterion: str, scale: BlankCriterion) -> _Written:
    """Another scale, its ends, and what is said of more and of less with it."""
    made = dict(criterion_table(scale)["scale"])
    ends = made.pop(ANCHORS, None)
    unit, change = ends_unit(criterion), _Written()
    if ends is not None:
        ends = {end: int(one) if float(one).is_integer() else one for end, one in ends.items()}
        change[unit] = (units.get(unit), canonical_json(ends))
    elif unit in units:
        change[unit] = (units[unit], None)
    unit = unit_name(CRITERION, criterion, "scale")
    change[unit] = (units[unit], canonical_json(made))
    sense = Sense.MAX if ends is None or ends["best"] > ends["worst"] else Sense.MIN
    turned = turned_ways(units, criterion) if sense is not default_sense(units, criterion) else {}
    change |= {one: (units[one], canonical_json(tree)) for one, tree in turned.items()}
    change |= _said(units, criterion, scale, change, sense)
    left = _OF_NUMBERS if scale.in_words else _OF_WORDS
    unit = unit_name(CRITERION, criterion, "plain")
    if unit in units:
        plain = _made(change, criterion, "plain") if unit in change else unit_content(units, unit)
        rest = {key: value for key, value in plain.items() if key not in left}
        change[unit] = (units[unit], canonical_json(rest))
    return change


def _made(change: UnitChange, criterion: str, part: str = "scale") -> _Tree:
    """A part of a criterion as a change makes it."""
    unit = unit_name(CRITERION, criterion, part)
    return dict(unit_content({unit: change[unit][1] or ""}, unit))


def _said(
    units: CaseUnits, criterion: str, scale: BlankCriterion, change: UnitChange, sense: Sense
) -> _Written:
    """What is said of its direction, where nobody had typed it: of this scale, now."""
    unit, label = unit_name(CRITERION, criterion, "direction"), _label(units, criterion)
    before = unit_content(units, unit)
    tree = _made(change, criterion, "direction") if unit in change else dict(before)
    was = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    levels = [level["label"] for level in was.get("levels", ())]
    old = neutral_words(label, levels)
    now = neutral_words(label, scale.words if scale.in_words else ())
    turned = sense is not default_sense(units, criterion)
    for one in Sense:
        if tree.get(one.value) == old.senses[one.opposite if turned else one]:
            tree[one.value] = now.senses[one]
    if tree.get("question") == old.direction_question:
        tree["question"] = now.direction_question
    return {unit: (units[unit], canonical_json(tree))}


def _scores_change(
    units: CaseUnits, criterion: str, ends: Mapping[str, str], rank: Callable[[str], float]
) -> _Written:
    """What each score becomes: what was answered of it, of both ends of a range; else unknown."""
    scale = unit_content(units, unit_name(CRITERION, criterion, "scale"))
    names = {str(level["id"]): str(level["label"]) for level in scale.get("levels", ())}
    unit_of_scores = scale.get("units") or scale.get("unit")
    change: _Written = {}
    for unit, _ in criterion_scores(units, criterion):
        tree = unit_content(units, unit)
        written = [tree[end] for end in _ENDS if end in tree]
        if not written:
            continue
        was = " – ".join(names.get(end) or end_as_typed(end) for end in written)
        was = f"{was}{NBSP}{unit_of_scores}" if unit_of_scores else was
        rest = {key: value for key, value in tree.items() if key not in _ENDS}
        if all(end in ends for end in written):
            low, *high = sorted((ends[end] for end in written), key=rank)
            after = {"score": low, **({"high": high[0]} if high and high[0] != low else {})}
            after |= rest | _rests_on(rest, was)
        else:
            why = t("{score} before its scale changed; to be scored by the group", score=was)
            after = {key: value for key, value in rest.items() if key != "confidence"}
            after |= {"status": Status.UNKNOWN.value, "reason": without_isolates(why)}
        change[unit] = (units[unit], canonical_json(after))
    return change


def _rests_on(tree: _Tree, was: str) -> _Tree:
    """What a score rests on that somebody has read from another: it is official no more."""
    status = tree["status"]
    read = Status.INFERRED.value if status == Status.OFFICIAL.value else status
    why = t("{score} before its scale changed", score=was)
    reason = f"{tree['reason']} ({why})" if tree.get("reason") else why
    reason = without_isolates(reason)
    kept_short = reason if len(reason) <= typed.QUESTION_SIGNS else tree["reason"]
    return {"status": read, "reason": kept_short}
