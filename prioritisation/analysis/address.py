"""What is asked, read from an address or a command line: a scenario, and every problem in it.

The address of a screen holds the whole scenario::

    ?poids.ghg_impact=50&poids.existing_coverage=hors&…&lecture=gt-primary&sens.existing_coverage=max

A criterion is left out of the ranking by the word ``hors`` in the place of its points. Those that
are out from the start need not be named.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from criteria.case import Case
from criteria.cells import is_seen, without_turns
from criteria.errors import Problem, ProblemKind
from criteria.model import READING_JOINT, Criterion, Sense
from criteria.scales import Amount, WordScale
from criteria.scoring import check_typed
from prioritisation.analysis.comparison import LONGEST_NAME, Change, ScoreChange
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario

POINTS_KEY, READINGS_KEY, SENSE_KEY, LEFT_OUT = "poids", "lecture", "sens", "hors"

COLUMNS_KEY = "colonnes"
MEETING_KEY = "seance"
DOSSIER_KEY, VERSION_KEY = "dossier", "version"
"""Key of a dossier: it names it, and opens nothing; number of one of its versions, the last one
where there is none. A meeting in the same address wins."""

CONSTRAINTS_KEY = "contraintes"
TAB_KEY = "onglet"
"""Which view of a meeting: its address holds no scenario."""

DOOR_KEY, PART_KEY, LIST, SHARING = "porte", "vue", "liste", "partage"
"""The door, or the part of a dossier, that the page of dossiers shows: no other page has them."""

CELL_KEY, EDITING, FILE_KEY, STEP_KEY = "note", "corriger", "fichier", "etape"
"""The score that is corrected there, ``lever.criterion``; a file that came in, and its screen."""

EQUAL, NONE, REVERSED, NAMED, SCORED = "egaux", "aucune", "sens", "nom", "note"
VIEWS = frozenset(
    {
        COLUMNS_KEY,
        MEETING_KEY,
        *(DOSSIER_KEY, VERSION_KEY),
        CONSTRAINTS_KEY,
        *(DOOR_KEY, PART_KEY, CELL_KEY, FILE_KEY, STEP_KEY),
    }
)
"""Keys of what a screen shows of the scenario, read by those who show it."""
OWN_OF_DOSSIERS = frozenset({DOOR_KEY, PART_KEY, CELL_KEY, FILE_KEY, STEP_KEY})
PASSING = frozenset({MEETING_KEY, DOSSIER_KEY, VERSION_KEY, *OWN_OF_DOSSIERS})
"""Those among them that no other page is given."""
MOST_POINTS = 100
LONGEST_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Request:
    """A scenario that can be analysed, and what was wrong in what was asked.

    What is wrong is replaced by the starting point, in whole (all the weights, not one of them),
    and must be said.
    """

    scenario: Scenario
    problems: tuple[Problem, ...] = ()


def cell_query(key: str, lever: str, criterion: str) -> dict[str, str]:
    """What an address says to correct a score of a dossier, on the page of dossiers."""
    return {DOSSIER_KEY: key, PART_KEY: EDITING, CELL_KEY: f"{lever}.{criterion}"}


def from_address(case: Case, query: Mapping[str, str]) -> Request:
    """The scenario of an address; keys that are not ours are named, never ignored in silence."""
    points, senses, problems = {}, {}, []
    for key, text in query.items():
        name, _, criterion = key.partition(".")
        if name == POINTS_KEY and criterion:
            points[criterion] = text
        elif name == SENSE_KEY and criterion:
            senses[criterion] = text
        elif key not in (READINGS_KEY, *VIEWS):
            problems.append(Problem("unknown_setting", "address", None, key[:LONGEST_QUOTED]))
    readings = query.get(READINGS_KEY)
    request = build(case, points, readings, senses, whole=True)
    return replace(request, problems=(*problems, *request.problems))


def to_address(case: Case, scenario: Scenario) -> dict[str, str]:
    """The address of a scenario, complete: it does not depend on today's starting point."""
    address = {}
    for c in case.criteria:
        if c.id in scenario.points:
            address[f"{POINTS_KEY}.{c.id}"] = f"{scenario.points[c.id]:g}"
        elif c.active:
            address[f"{POINTS_KEY}.{c.id}"] = LEFT_OUT
    if case.questions:
        address[READINGS_KEY] = scenario.combination
    for c in case.criteria:
        open_way = c.id in scenario.points and _open(c)
        if open_way or c.id in scenario.senses:
            sense = scenario.senses.get(c.id, c.direction.default)
            address[f"{SENSE_KEY}.{c.id}"] = sense.value
    return address


def build(
    case: Case,
    points: Mapping[str, str],
    readings: str | None,
    senses: Mapping[str, str],
    *,
    whole: bool,
) -> Request:
    """A scenario from texts.

    Parameters
    ----------
    points
        Criterion id -> points or ``hors``; none at all means the starting point, some means that
        all criteria active from the start are needed.
    readings
        Ids of readings, joined; a question that none answers has its default reading.
    whole
        Whether points are whole numbers from 0 to 100 (the sliders, which may all stand at 0 while
        people move them) or any number >= 0, one at least being positive.
    """
    start = starting_scenario(case)
    wrong = list(_points_problems(case, points, whole=whole)) if points else []
    given = _given(case, points) if points and not wrong else start.points
    # A case without questions writes none.
    none = readings is None or (readings == "" and not case.questions)
    chosen_readings = [] if none or readings is None else readings.split(READING_JOINT)
    wrong += (unread := list(_reading_problems(case, chosen_readings)))
    combination = case.reread(start.combination, *([] if unread else chosen_readings))
    read = {c: _sense(case, c, text) for c, text in senses.items()}
    wrong += [one for one in read.values() if isinstance(one, Problem)]
    chosen = {c: sense for c, sense in read.items() if isinstance(sense, Sense)}
    kept = {c: s for c, s in chosen.items() if s is not case.criterion(c).direction.default}
    return Request(Scenario(given, combination, kept), tuple(wrong))


def _reading_problems(case: Case, readings: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with readings: unknown, or several for one question."""
    answered: set[str] = set()
    for reading in readings:
        values = {"found": reading[:LONGEST_QUOTED], "allowed": ", ".join(case.readings)}
        question = next(
            (q.id for q in case.questions if reading in {r.id for r in q.readings}), ""
        )
        if not question:
            yield Problem("unknown_reading", "address", None, READINGS_KEY, values)
        elif question in answered:
            yield Problem("repeated", "address", None, READINGS_KEY, values)
        answered.add(question)


def _given(case: Case, points: Mapping[str, str]) -> dict[str, float]:
    """The points of the criteria taken into account, in the order of the case."""
    return {
        c.id: float(points[c.id]) for c in case.criteria if points.get(c.id, LEFT_OUT) != LEFT_OUT
    }


def _points_problems(case: Case, points: Mapping[str, str], *, whole: bool) -> Iterator[Problem]:
    known = [c.id for c in case.criteria]
    before = 0
    for criterion, text in points.items():
        unknown = criterion not in known
        values = {
            "found": (criterion if unknown else text)[:LONGEST_QUOTED],
            "allowed": ", ".join(known),
        }
        kind = "unknown_criterion" if unknown else _number_problem(text, whole=whole)
        if kind and (unknown or text != LEFT_OUT):
            before += 1
            yield Problem(
                kind, "address", None, f"{POINTS_KEY}.{criterion[:LONGEST_QUOTED]}", values
            )
    for c in case.criteria:
        if c.active and c.id not in points:
            before += 1
            yield Problem("missing_key", "address", None, f"{POINTS_KEY}.{c.id}")
    if not whole and not before and not any(p > 0 for p in _given(case, points).values()):
        yield Problem("zero_weights", "address", None, POINTS_KEY)


def _number_problem(text: str, *, whole: bool) -> ProblemKind | None:
    """What is wrong with points, if anything."""
    try:
        number = float(text)
    except ValueError:
        return "not_a_number"
    # Python reads 1_000 and the digits of any script; an address has neither.
    if "_" in text or not text.isascii() or math.isnan(number):
        return "not_a_number"
    if math.isinf(number):
        return "not_finite"
    if number < 0:
        return "negative"
    if whole and not number.is_integer():
        return "not_whole"
    return "out_of_range" if whole and number > MOST_POINTS else None


def _sense(case: Case, criterion: str, text: str) -> Sense | Problem:
    column = f"{SENSE_KEY}.{criterion[:LONGEST_QUOTED]}"
    known = {c.id: c for c in case.criteria}
    if criterion not in known:
        values = {"found": criterion[:LONGEST_QUOTED], "allowed": ", ".join(known)}
        return Problem("unknown_criterion", "address", None, column, values)
    open_ways = list(known[criterion].direction.labels)
    if text not in open_ways:
        values = {"found": text[:LONGEST_QUOTED], "allowed": ", ".join(open_ways)}
        return Problem("unknown_direction", "address", None, column, values)
    return Sense(text)


def columns_of(case: Case, text: str) -> tuple[list[Change], tuple[Problem, ...]]:
    """The columns of an address: ``egaux,nom:Le%20mien+poids:ghg_impact=50+sens:coverage``.

    A column that is not understood is left out, and said; a column given twice is there once.
    """
    changes: dict[Change, None] = {}
    problems = []
    for column in text.split(",") if text not in ("", NONE) else ():
        change = _change(case, column)
        if change is None:
            values = {"found": column[:LONGEST_QUOTED], "allowed": ", ".join(_parts(case))}
            problems.append(Problem("setting_malformed", "address", None, COLUMNS_KEY, values))
        else:
            changes[change] = None
    return list(changes), tuple(problems)


def _change(case: Case, text: str) -> Change | None:
    """One column; None when it is not understood, or says two methods or two answers."""
    known, parts = _parts(case), text.split("+")
    own = [part for part in parts if part not in known]
    changes = [known[part] for part in parts if part in known]
    try:
        changes += [_own_part(case, part) for part in own]
    except ValueError:
        return None
    methods = {c.method for c in changes} - {Method.ADDITIVE} or {Method.ADDITIVE}
    readings = tuple(dict.fromkeys(r for change in changes for r in change.readings))
    if len(methods) > 1 or not _answers(case, readings):
        return None
    (method,) = methods
    turned = frozenset(c for change in changes for c in change.reversed)
    points = {c: n for change in changes for c, n in change.points}
    scores = {(s.lever, s.criterion): s for change in changes for s in change.scores}
    name = next((c.name for c in changes if c.name), "")
    # In the order of the case, as a scenario has them.
    ordered = tuple((c.id, points[c.id]) for c in case.criteria if c.id in points)
    equal = any(c.equal for c in changes)
    return Change(equal, method, readings, turned, ordered, tuple(scores.values()), name)


def _own_part(case: Case, part: str) -> Change:
    """A name, the points of a criterion or a score; raises ValueError for anything else."""
    kind, _, text = part.partition(":")
    what, _, told = text.partition("=")
    if kind == NAMED:
        return Change(name=legible_name(unquote(text)))
    if kind == POINTS_KEY and what in {c.id for c in case.criteria}:
        if _number_problem(told, whole=True):
            raise ValueError(part)
        return Change(points=((what, float(told)),))
    if kind == SCORED:
        return Change(scores=(_score(case, part, what, told),))
    raise ValueError(part)


def legible_name(text: str) -> str:
    """A name as it is read; nothing turns round what follows it, nor is it there unseen."""
    name = " ".join(without_turns(text).split())[:LONGEST_NAME]
    return name if is_seen(name) else ""


def _score(case: Case, part: str, cell: str, told: str) -> ScoreChange:
    lever, _, criterion = cell.partition(".")
    by_id = {c.id: c for c in case.criteria}
    if lever not in {v.id for v in case.levers} or criterion not in by_id:
        raise ValueError(part)
    low, joint, high = told.partition(";")
    scale = by_id[criterion].scale
    words = isinstance(scale, WordScale)
    ends: list[Amount | None] = [
        None if not end else unquote(end) if words else float(unquote(end)) for end in (low, high)
    ]
    change = ScoreChange(lever, criterion, ends[0], ends[1])
    if not joint or check_typed(change.low, change.high, scale, "address", cell):
        raise ValueError(part)
    return change


def _answers(case: Case, readings: tuple[str, ...]) -> bool:
    """Whether readings answer each its own question."""
    with suppress(KeyError):
        return bool(case.reread(case.default_combination, *readings)) or not readings
    return False


def _parts(case: Case) -> dict[str, Change]:
    """Each thing that a column may change, as an address writes it."""
    changes = [
        Change(equal=True),
        *(Change(method=m) for m in Method if m is not Method.ADDITIVE),
        *(Change(readings=(r,)) for r in case.readings),
        *(Change(reversed=frozenset({c.id})) for c in case.criteria if _open(c)),
    ]
    return {column_text(change): change for change in changes}


def _open(criterion: Criterion) -> bool:
    return len(criterion.direction.labels) > 1


def column_text(change: Change) -> str:
    """A column as an address writes it; empty for the ranking of the screen."""
    parts = [f"{NAMED}:{quote(change.name, safe='')}"] if change.name else []
    parts += [EQUAL] if change.equal else []
    parts += [f"{POINTS_KEY}:{c}={points:g}" for c, points in change.points]
    parts += [change.method.value] if change.method is not Method.ADDITIVE else []
    parts += [f"{READINGS_KEY}:{r}" for r in change.readings]
    parts += [f"{REVERSED}:{c}" for c in sorted(change.reversed)]
    parts += [
        f"{SCORED}:{s.lever}.{s.criterion}={_end(s.low)};{_end(s.high)}" for s in change.scores
    ]
    return "+".join(parts)


def _end(amount: Amount | None) -> str:
    return "" if amount is None else quote(str(amount), safe="")
