"""Questions of a dossier and their answers: added, withdrawn, with all that depends on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from criteria.errors import Problem
from criteria.model import Standing, Status
from criteria.readings import MOST_COMBINATIONS, LinkRule
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange, applied, difference
from prioritisation.cases.editing.evidence import withdrawn_statement
from prioritisation.cases.editing.levels import criterion_scores
from prioritisation.cases.editing.notes import computed_from, note_unit
from prioritisation.cases.units import (
    AT,
    OFFICIAL_ROW,
    QUESTION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_PLACE = "criterion"
_READINGS, _PLAIN = "readings", "plain"
_OF_A_ROW = 4
"""Parts of the unit that says which lever a row is of, under a reading."""
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """An answer to come, as it was typed.

    Attributes
    ----------
    links
        Of a count of action sheets, which links count; empty for anything else.
    like
        Id of the answer whose rows it begins with; empty where nothing is as such.
    """

    label: str
    description: str
    links: str = ""
    like: str = ""


def free_links(units: CaseUnits, question: str) -> tuple[LinkRule, ...]:
    """The ways to count sheets that no answer of a question has; none where nothing is counted."""
    tree = unit_content(units, unit_name(QUESTION, question))
    if not _counts(units, tree["criteria"]):
        return ()
    taken = {reading.get("links") for reading in tree[_READINGS]}
    return tuple(rule for rule in LinkRule if rule.value not in taken)


def begins_like(units: CaseUnits, question: str) -> bool:
    """Whether a new answer begins as another one: it has rows of its own."""
    tree = unit_content(units, unit_name(QUESTION, question))
    readings = {reading["id"] for reading in tree[_READINGS]}
    return any(_reading_of(unit) in readings for unit in units if _begins(unit))


def may_leave(units: CaseUnits, question: str) -> bool:
    """Whether a question may be withdrawn: what is summed depends on one."""
    tree = unit_content(units, unit_name(QUESTION, question))
    return all(computed_from(units, one) != "sum" for one in tree["criteria"])


def may_be_asked(units: CaseUnits, criterion: str) -> bool:
    """Whether a question may be asked of how a criterion counts: no other is yet."""
    about = {one for _, tree in _questions(units) for one in tree["criteria"]}
    return criterion not in about and computed_from(units, criterion) != "sum"


def added_answer(units: CaseUnits, question: str, answer: TypedAnswer) -> UnitChange:
    """Another answer to a question, to confirm: rows begin as those of another one.

    Scores that are written one by one are unknown in it, for the group to give.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    unit = unit_name(QUESTION, question)
    tree = unit_content(units, unit)
    problems = [*_answer_problems(units, tree, answer)]
    if problems:
        raise InvalidRequest(problems)
    made = _reading(units, tree["criteria"], answer)
    after = {**units, unit: canonical_json({**tree, _READINGS: [*tree[_READINGS], made]})}
    for one in units:
        if answer.like and _begins(one) and _reading_of(one) == answer.like:
            after[unit_name(*unit_parts(one)[:3], made["id"])] = units[one]
    unknown = canonical_json(
        {"status": Status.UNKNOWN.value, "reason": t("to be scored by the group")}
    )
    readings = {reading["id"] for reading in tree[_READINGS]}
    for criterion in tree["criteria"]:
        for one, lever in criterion_scores(units, criterion):
            if unit_parts(one)[3] in readings:
                after[note_unit(lever, criterion, made["id"])] = unknown
    return difference(units, after)


def withdrawn_answer(units: CaseUnits, question: str, reading: str) -> UnitChange:
    """An answer is not there any more, nor its scores, what was said of it.

    Raises
    ------
    InvalidRequest
        When it is the one in force: another one is, first.
    """
    unit = unit_name(QUESTION, question)
    tree = unit_content(units, unit)
    gone = next(one for one in tree[_READINGS] if one["id"] == reading)
    if gone.get("default"):
        values = {"found": gone["label"]}
        raise InvalidRequest([Problem("answer_in_force", _PLACE, None, "", values)])
    left = {**tree, _READINGS: [one for one in tree[_READINGS] if one["id"] != reading]}
    if _PLAIN in tree:
        words = {k: v for k, v in tree[_PLAIN].get(_READINGS, {}).items() if k != reading}
        rest = {key: value for key, value in tree[_PLAIN].items() if key != _READINGS}
        left[_PLAIN] = rest | ({_READINGS: words} if words else {})
    after = _without_readings({**units, unit: canonical_json(left)}, {reading})
    return difference(units, after)


def withdrawn_question(units: CaseUnits, question: str) -> UnitChange:
    """A question is asked no more: what its answer in force counted is what counts.

    Raises
    ------
    InvalidRequest
        When something is summed: the lines of a sum are named after an answer.
    """
    unit = unit_name(QUESTION, question)
    tree = unit_content(units, unit)
    if not may_leave(units, question):
        raise InvalidRequest([Problem("sum_needs_question", _PLACE, None, "")])
    force = next(one["id"] for one in tree[_READINGS] if one.get("default"))
    after = {one: text for one, text in units.items() if one != unit}
    for criterion in tree["criteria"]:
        for one, lever in criterion_scores(units, criterion):
            if unit_parts(one)[3] == force:
                after[note_unit(lever, criterion)] = units[one]
    return difference(units, _without_readings(after, {r["id"] for r in tree[_READINGS]}))


def added_question(
    units: CaseUnits, criterion: str, words: tuple[str, str], answers: Sequence[TypedAnswer]
) -> UnitChange:
    """A question of how a criterion counts: as now, the first answer, or as the second says.

    Parameters
    ----------
    words
        Its name, and what it asks.
    answers
        Two of them; of a count of sheets, with the links of each.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed: ``name``, ``question``, ``label.0``.
    """
    name, question = (" ".join(text.split()) for text in words)
    problems = [*typed.text_problems(_PLACE, "name", name, typed.NAME_SIGNS)]
    problems += _sentence(QUESTION, question)
    problems += typed.repeated_names(
        _PLACE, [*(("", tree["name"]) for _, tree in _questions(units)), ("name", name)]
    )
    tree: _Tree = {"name": name, QUESTION: question, "criteria": [criterion], _READINGS: []}
    after = dict(units)
    for k, answer in enumerate(answers):
        problems += _numbered(_answer_problems(after, tree, answer), k)
    if problems:
        raise InvalidRequest(problems)
    ids = [unit_parts(unit)[1] for unit, _ in _questions(units)]
    ident = typed.unique_ids([*ids, name], QUESTION)[-1]
    first = {**_reading(units, [criterion], answers[0]), "default": True}
    place = max((one[AT] for _, one in _questions(units)), default=-1) + 1
    after[unit_name(QUESTION, ident)] = canonical_json(
        {"id": ident, **tree, _READINGS: [first], AT: place}
    )
    for one, lever in criterion_scores(units, criterion):
        after[note_unit(lever, criterion, first["id"])] = after.pop(one)
    try:
        more = added_answer(after, ident, answers[1])
    except InvalidRequest as error:
        raise InvalidRequest([*_numbered(error.problems, 1)]) from error
    return difference(units, applied(after, more))


def _questions(units: CaseUnits) -> Iterator[tuple[str, _Tree]]:
    return ((u, unit_content(units, u)) for u in units if unit_parts(u)[0] == QUESTION)


def _counts(units: CaseUnits, criteria: Sequence[str]) -> bool:
    return any(computed_from(units, one) == "count" for one in criteria)


def _begins(unit: str) -> bool:
    """Whether a unit is the lever of an official row under a reading."""
    parts = unit_parts(unit)
    return parts[0] == OFFICIAL_ROW and len(parts) == _OF_A_ROW


def _reading_of(unit: str) -> str:
    return unit_parts(unit)[3]


def _reading(units: CaseUnits, criteria: Sequence[str], answer: TypedAnswer) -> _Tree:
    """An answer as it is written."""
    taken = [one["id"] for _, tree in _questions(units) for one in tree[_READINGS]]
    label, description = (" ".join(text.split()) for text in (answer.label, answer.description))
    ident = typed.unique_ids([*taken, label], "reading")[-1]
    tree = {"id": ident, "label": label, "description": description}
    links = {"links": answer.links} if _counts(units, criteria) else {}
    return {**tree, "status": Standing.TO_CONFIRM.value, **links}


def _without_readings(units: Mapping[str, str], gone: set[str]) -> dict[str, str]:
    """What is left without some answers: their scores, rows and arguments leave."""
    left = dict(units)
    for unit in units:
        kind, *rest = unit_parts(unit)
        if kind == "evidence" and unit_content(units, unit).get("perimeter") in gone:
            left = applied(left, withdrawn_statement(left, rest[0]))
        elif (_begins(unit) or kind == "score") and _reading_of(unit) in gone:
            left.pop(unit)
    return left


def _answer_problems(units: CaseUnits, tree: _Tree, answer: TypedAnswer) -> Iterator[Problem]:
    yield from typed.text_problems(_PLACE, "label", answer.label, typed.NAME_SIGNS)
    yield from _sentence("description", answer.description)
    names = [("", one["label"]) for one in tree[_READINGS]]
    names += [("", word) for word in tree.get(_PLAIN, {}).get(_READINGS, {}).values()]
    yield from typed.repeated_names(_PLACE, [*names, ("label", answer.label)])
    taken = {one.get("links") for one in tree[_READINGS]}
    if _counts(units, tree["criteria"]) and answer.links not in {*LinkRule} - taken:
        yield Problem("empty", _PLACE, None, "links")
    ids = {one["id"] for one in tree[_READINGS]}
    if answer.like not in ids and any(_begins(u) and _reading_of(u) in ids for u in units):
        yield Problem("empty", _PLACE, None, "like")
    sizes = [len(one[_READINGS]) for _, one in _questions(units) if one["id"] != tree.get("id")]
    count = prod([*sizes, len(tree[_READINGS]) + 1])
    if count > MOST_COMBINATIONS:
        values = {"found": count, "allowed": MOST_COMBINATIONS}
        yield Problem("too_many_readings", _PLACE, None, "", values)


def _sentence(field: str, words: str) -> Iterator[Problem]:
    if words.strip():
        yield from typed.text_problems(_PLACE, field, words, typed.QUESTION_SIGNS)
    else:
        yield Problem("empty", _PLACE, None, field)


def _numbered(problems: Sequence[Problem] | Iterator[Problem], k: int) -> Iterator[Problem]:
    """The same, each beside the field of that answer."""
    for p in problems:
        column = f"{p.column}.{k}" if p.column else ""
        yield Problem(p.kind, p.place, p.row, column, p.values)
