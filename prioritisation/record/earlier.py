"""What earlier records told otherwise: one question of reading, and what to find out first."""

from collections.abc import Iterator, Mapping

from criteria.load import case_from_files
from prioritisation.record.boundary import AS_NOW
from prioritisation.record.facts import MeetingFacts

EARLIER = ("perimeter_name", "perimeter_question", "perimeters")
"""Fields of the case that only version 2 wrote."""


def as_in_version_2(facts: MeetingFacts) -> dict[str, object]:
    """The fields of a case that version 2 told otherwise, as plain JSON values.

    Raises
    ------
    InvalidCase
        When the files are not those of a case.
    """
    (question,) = facts.case.questions
    names = ("id", "label", "description")
    return {
        "perimeter_name": question.name,
        "perimeter_question": question.question,
        "perimeters": [
            {name: getattr(r, name) for name in names} | {"status": r.status.value}
            for r in question.readings
        ],
        "written": list(_written(facts)),
    }


def _written(facts: MeetingFacts) -> Iterator[dict[str, object]]:
    """What the case says of its cells that its files do not, perimeter after perimeter."""
    if not facts.files:
        return
    before = case_from_files(facts.files)
    for perimeter, table in facts.case.tables.items():
        was = before.tables[perimeter].scores if perimeter in before.tables else {}
        for lever in table.levers:
            for criterion in table.criteria:
                score = table.score(lever.id, criterion.id)
                if was.get((lever.id, criterion.id)) != score:
                    fields = {name: getattr(score, name) for name in score.__slots__}
                    yield fields | {"status": score.status.value, "perimeter": perimeter}


_ABOVE_INFORMATION = {"results": "robustness", "results.robustness": "information"}


def in_order_of(version: int, tree: Mapping[str, object], path: str) -> Mapping[str, object]:
    """A part of the results, what to find out first being in the order of a version.

    Before ``AS_NOW`` doubted scores stood among the unknown ones.

    Parameters
    ----------
    tree, path
        The part as plain JSON values, and where it is in a record.
    """
    if version >= AS_NOW or path not in _ABOVE_INFORMATION:
        return tree
    key = _ABOVE_INFORMATION[path]
    value = tree[key]
    if isinstance(value, Mapping):
        return {**tree, key: in_order_of(version, value, f"{path}.{key}")}
    if not isinstance(value, list):
        return tree
    # The sort is stable: cells as useful stay in the order of the case, the unknown ones first.
    return {**tree, key: sorted(value, key=_usefulness)}


def _usefulness(cell: Mapping[str, object]) -> tuple[bool, float, bool, float]:
    chances = [float(str(cell[name])) for name in ("first_chance", "second_chance")]
    return not cell["first"], -chances[0], not cell["second"], -chances[1]
