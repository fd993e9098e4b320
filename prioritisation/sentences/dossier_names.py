"""What the things of a dossier are called: by the case as it is, or as it was."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from criteria.case import Case
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.scales import default_sense
from prioritisation.cases.units import CRITERION, LEVER, CaseUnits, unit_parts
from prioritisation.sentences.dossier_scales import amount_text
from prioritisation.wording import t

ThingNames = Mapping[tuple[str, str], str]
"""Kind and id of a thing -> what it is called."""

LEVELS_OF = "levels of "
"""Before the id of a criterion: the kind of name of the words of its scale."""

UNIT_OF, UNITS_OF = "unit of ", "units of "
"""Before the id of a criterion: the unit of one, and of several; under no id."""


def thing_names(case: Case, change: UnitChange, day: CaseUnits) -> ThingNames:
    """What things are called, those that a change adds or takes out included.

    Parameters
    ----------
    day
        The case on a day, which says what things were called then; empty for today.
    """
    names = _of_case(case) | _of_day(day)
    for unit, pair in change.items():
        for content in pair:
            for kind_and_id, label in _named(unit_parts(unit), content):
                names.setdefault(kind_and_id, label)
    return names


def _of_case(case: Case) -> dict[tuple[str, str], str]:
    names = {(LEVER, v.id): v.label for v in case.levers}
    names |= {(CRITERION, c.id): c.plain_name() for c in case.criteria}
    names |= {("reading", r): reading.label for r, reading in case.readings.items()}
    names |= {("source", s): source.short_name for s, source in case.sources.items()}
    names |= {("sheet", s.id): s.title for s in case.sheets}
    names |= {("question", q.id): q.name for q in case.questions}
    for criterion in case.criteria:
        levels = criterion.scale.levels if isinstance(criterion.scale, WordScale) else ()
        names |= {(LEVELS_OF + criterion.id, level.id): level.label for level in levels}
        units = ((UNIT_OF, criterion.unit.one), (UNITS_OF, criterion.unit.several))
        names |= {(kind + criterion.id, ""): unit for kind, unit in units if unit}
    return names


def _of_day(day: CaseUnits) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for unit, content in day.items():
        names.update(_named(unit_parts(unit), content))
    for unit, content in day.items():
        kind, ident, *part = (*unit_parts(unit), "")
        if (kind, part[:1]) == (CRITERION, ["plain"]):
            plain = json.loads(content).get(default_sense(day, ident)) or {}
            names[kind, ident] = plain.get("name") or names[kind, ident]
    return names


def _named(parts: tuple[str, ...], content: str | None) -> Iterator[tuple[tuple[str, str], str]]:
    """What the content of a unit names: itself, or the words of a scale."""
    tree: Any = None if content is None else json.loads(content)
    if not isinstance(tree, dict) or len(parts) == 1:
        return
    label = next(
        (tree[key] for key in ("short_name", "label", "title", "name") if tree.get(key)), ""
    )
    if len(parts) == 2 and label:  # noqa: PLR2004 (kind and id)
        yield (parts[0], parts[1]), str(label)
    if parts[2:3] != ("scale",):
        return
    for kind, key in ((UNIT_OF, "unit"), (UNITS_OF, "units")):
        if tree.get(key):
            yield (kind + parts[1], ""), str(tree[key])
    for level in tree.get("levels", []):
        yield (LEVELS_OF + parts[1], level["id"]), str(level["label"])


def named_amount(names: ThingNames, criterion: str, amount: str, *, last: bool) -> str:
    """A word of the scale, or a number as people write it, the last one with its unit."""
    if word := names.get((LEVELS_OF + criterion, amount)):
        return t("« {word} »", word=word)
    unit, units = (names.get((kind + criterion, ""), "") for kind in (UNIT_OF, UNITS_OF))
    scale = {"unit": unit, "units": units} if last else {}
    try:
        return amount_text(scale, float(amount))
    except ValueError:
        # A word that the scale does not have any more.
        return amount
