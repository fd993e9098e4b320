"""What records of version 2 told otherwise of a case: one question of reading, the perimeter."""

from collections.abc import Iterator

from criteria.load import case_from_files
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
