"""Criteria of a dossier: their words and direction; added, set aside, withdrawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Sense, Standing, Status
from prioritisation.cases import typed
from prioritisation.cases.blank import (
    MOST_CRITERIA,
    BlankCriterion,
    criterion_problems,
    criterion_table,
    neutral_words,
    singular_unit,
)
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import default_sense
from prioritisation.cases.units import (
    AT,
    CRITERION,
    OFFICIAL_ROW,
    SCORE,
    CaseUnits,
    canonical_json,
    criterion_trees,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_LEVEL_PLACE = "criterion"
_QUESTION = "question"
_LABEL, _UNIT = "label", "unit"


@dataclass(frozen=True, slots=True)
class TypedDirection:
    """Which way a criterion counts, as it was typed: a sentence per way, and why.

    Attributes
    ----------
    more, less
        « the higher X, the higher the priority », and the reverse; one may be empty, confirmed.
    confirmed
        Whether the group has agreed to it.
    reason
        Why; it stands beside the criterion.
    question
        What the group is asked, as long as it has not agreed; may be empty.
    """

    more: str
    less: str
    confirmed: bool
    reason: str
    question: str = ""


def words_change(units: CaseUnits, criterion: str, words: Mapping[str, str]) -> UnitChange:
    """Another name, question or unit; another name is said in neutral words within a sentence.

    Parameters
    ----------
    words
        ``label``, ``question``, ``unit``: those that change.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    clean = {field: " ".join(text.split()) for field, text in words.items()}
    _check_words(units, criterion, clean)
    own = unit_name(CRITERION, criterion)
    head = {field: text for field, text in clean.items() if field != _UNIT}
    if _LABEL in clean:
        neutral = neutral_words(clean[_LABEL])
        head |= {"in_sentence": neutral.in_sentence, "of_sentence": neutral.of_sentence}
    change = {own: _with(units, own, head)}
    return change | _unit_change(units, criterion, clean[_UNIT]) if _UNIT in clean else change


def _unit_change(units: CaseUnits, criterion: str, unit: str) -> dict[str, tuple[str, str]]:
    """Another unit of a scale; the phrases that were written around the first leave with it."""
    scale, plain = (unit_name(CRITERION, criterion, part) for part in ("scale", "plain"))
    before = unit_content(units, scale)
    if unit == before.get("units", before.get(_UNIT, "")):
        return {}
    named = {_UNIT: singular_unit(unit), "units": unit, "zero": "", "many": ""}
    change = {scale: _with(units, scale, named)}
    if plain in units:
        change[plain] = _with(units, plain, dict.fromkeys(("zero", "one", "many", "per"), ""))
    return change


def direction_change(units: CaseUnits, criterion: str, direction: TypedDirection) -> UnitChange:
    """Another sentence of a direction, or the word that the group has agreed to it.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    problems: list[Problem] = []
    ways = {Sense.MAX: direction.more, Sense.MIN: direction.less}
    for sense, sentence in ways.items():
        if sentence.strip():
            problems += typed.text_problems(_LEVEL_PLACE, sense, sentence, typed.NAME_SIGNS)
        elif not direction.confirmed or sense is default_sense(units, criterion):
            problems.append(Problem("direction_label_missing", _LEVEL_PLACE, None, sense))
    problems += typed.text_problems(_LEVEL_PLACE, "reason", direction.reason, typed.QUESTION_SIGNS)
    if not direction.reason.strip():
        problems.append(Problem("empty", _LEVEL_PLACE, None, "reason"))
    if direction.question.strip():
        signs = typed.QUESTION_SIGNS
        problems += typed.text_problems(_LEVEL_PLACE, _QUESTION, direction.question, signs)
    if problems:
        raise InvalidRequest(problems)
    unit = unit_name(CRITERION, criterion, "direction")
    status = Standing.CONFIRMED if direction.confirmed else Standing.TO_CONFIRM
    texts = ways | {"reason": direction.reason, _QUESTION: direction.question}
    after = {str(field): " ".join(words.split()) for field, words in texts.items()}
    return {unit: _with(units, unit, after | {"status": status.value})}


def confirmed_change(units: CaseUnits, unit: str) -> UnitChange:
    """The group has agreed to a direction or to a scale: « Confirmer ce choix »."""
    return {unit: _with(units, unit, {"status": Standing.CONFIRMED.value})}


def active_change(units: CaseUnits, case: Case, criterion: str, *, active: bool) -> UnitChange:
    """A criterion counts from the start, or is set aside; raises InvalidRequest for the last."""
    if not active and [c.id for c in case.criteria if c.active] == [criterion]:
        raise InvalidRequest([Problem("last_criterion", _LEVEL_PLACE, None, "active")])
    unit = unit_name(CRITERION, criterion)
    before = unit_content(units, unit)
    after = {key: value for key, value in before.items() if key != "active"}
    return {unit: (units[unit], canonical_json(after if active else {**after, "active": False}))}


def added_criterion(units: CaseUnits, case: Case, criterion: BlankCriterion) -> UnitChange:
    """A new criterion, on which every score is unknown: the group is to give them.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    problems = list(criterion_problems("", criterion))
    names = [("", c.label) for c in case.criteria]
    problems += typed.repeated_names(_LEVEL_PLACE, [*names, (f".{_LABEL}", criterion.label)])
    if len(case.criteria) >= MOST_CRITERIA:
        values = {"found": len(case.criteria) + 1, "allowed": MOST_CRITERIA}
        problems.append(Problem("too_many", _LEVEL_PLACE, None, f".{_LABEL}", values))
    if problems:
        raise InvalidRequest(
            [
                Problem(p.kind, _LEVEL_PLACE, None, p.column.removeprefix("."), p.values)
                for p in problems
            ]
        )
    ids = [c.id for c in case.criteria]
    ident = typed.unique_ids([*ids, criterion.label], "criterion")[-1]
    places = [unit_content(units, unit_name(CRITERION, one))[AT] for one in ids]
    table = criterion_table(criterion)
    made = dict(criterion_trees(ident, table, max(places) + 1))
    unknown = {"status": Status.UNKNOWN.value, "reason": t("to be scored by the group")}
    made |= {note_unit(v.id, ident): unknown for v in case.levers}
    return {unit: (None, canonical_json(tree)) for unit, tree in made.items()}


def withdrawn_criterion(units: CaseUnits, case: Case, criterion: str) -> UnitChange:
    """A criterion is not there any more, nor its scores, nor what was said of it.

    Raises
    ------
    InvalidRequest
        For the last one, or the last that counts.
    """
    left = [c for c in case.criteria if c.id != criterion]
    if not any(c.active for c in left):
        raise InvalidRequest([Problem("last_criterion", _LEVEL_PLACE, None, "active")])
    change: dict[str, tuple[str | None, str | None]] = {}
    readings = {r for _, r in _questions_left(units, criterion, change)}
    for unit in units:
        kind, *rest = unit_parts(unit)
        tree = unit_content(units, unit)
        about = isinstance(tree, dict) and tree.get("criterion_id") == criterion
        gone = kind == CRITERION and rest[0] == criterion
        gone = gone or (kind == SCORE and rest[1] == criterion)
        gone = gone or (kind in ("evidence", "claim") and about)
        gone = gone or (kind == OFFICIAL_ROW and rest[-1] in readings and len(rest) > 2)  # noqa: PLR2004 (a part of a row)
        if gone:
            change[unit] = (units[unit], None)
    return change


def _questions_left(
    units: CaseUnits, criterion: str, change: dict[str, tuple[str | None, str | None]]
) -> Iterator[tuple[str, str]]:
    """Write of each question that it bears on one criterion less; those about nothing leave.

    Gives each question that leaves, and its readings.
    """
    for unit in units:
        if unit_parts(unit)[0] != _QUESTION:
            continue
        tree = unit_content(units, unit)
        about = [c for c in tree["criteria"] if c != criterion]
        if about == tree["criteria"]:
            continue
        after = canonical_json({**tree, "criteria": about}) if about else None
        change[unit] = (units[unit], after)
        if not about:
            yield from ((unit, reading["id"]) for reading in tree["readings"])


def _with(units: CaseUnits, unit: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """A unit before and after some of its fields are written; those that are empty leave."""
    tree = {**unit_content(units, unit), **fields}
    return units[unit], canonical_json({k: v for k, v in tree.items() if v != ""})


def _check_words(units: CaseUnits, criterion: str, words: Mapping[str, str]) -> None:
    signs = {_QUESTION: typed.QUESTION_SIGNS, _UNIT: typed.UNIT_SIGNS}
    problems: list[Problem] = []
    for field, text in words.items():
        if text or field != _UNIT:
            most = signs.get(field, typed.CRITERION_SIGNS)
            problems += typed.text_problems(_LEVEL_PLACE, field, text, most)
        if not text and field == _QUESTION:
            problems.append(Problem("empty", _LEVEL_PLACE, None, field))
    others = [
        ("", unit_content(units, unit)[_LABEL])
        for unit in units
        if unit_parts(unit)[0] == CRITERION
        and unit_parts(unit)[1] != criterion
        and len(unit_parts(unit)) == 2  # noqa: PLR2004 (kind and id)
    ]
    if _LABEL in words:
        problems += typed.repeated_names(_LEVEL_PLACE, [*others, (_LABEL, words[_LABEL])])
    if problems:
        raise InvalidRequest(problems)
