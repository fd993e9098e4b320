"""The text frozen before a vote -> the choices of the meeting that are in it, if it is one."""

import json
from collections.abc import Iterator, Mapping

from prioritisation.meeting.rules.setup import Setup, setup_from, voted_on
from prioritisation.record.case_part import CasePart

_FIELDS = {"case", "setup", "last_edit", "levers", "criteria", "scores"}


def frozen_setup(case: CasePart) -> Setup | None:
    """The choices of the meeting that were frozen with its scores.

    None where nothing was, or where the text frozen is not one that a meeting freezes.
    """
    if case.frozen is None:
        return None
    try:
        tree = json.loads(case.frozen.content)
        setup = setup_from(tree["setup"])
        as_frozen = canonical_frozen(tree) == case.frozen.content and tree.keys() == _FIELDS
        fits = as_frozen and _is_whole(tree["setup"], setup) and _follows(tree["last_edit"], case)
    except (AttributeError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return setup if fits else None


def canonical_frozen(tree: object) -> str:
    """The one text of what is frozen: nothing in it is told twice, or beside."""
    return json.dumps(
        tree, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def _is_whole(tree: Mapping[str, object], setup: Setup) -> bool:
    """Whether choices are those of a setup, and nothing more."""
    again: object = json.loads(voted_on(setup))
    return all(isinstance(name, str) for name in setup.colleges) and tree == again


def _follows(edits: object, case: CasePart) -> bool:
    """Whether a text was frozen after what was written, which edits number from 1."""
    return type(edits) is int and edits >= bool(case.written)


def choices_that_differ(case: CasePart) -> Iterator[tuple[str, object, object]]:
    """Path of each choice that the case tells otherwise than it was frozen, and both."""
    setup, ways = frozen_setup(case), {c.id: c.direction.sense for c in case.criteria}
    if case.frozen is None or setup is None:
        return
    frozen_id = json.loads(case.frozen.content)["case"]
    if frozen_id != case.id:
        yield "case.id", case.id, frozen_id
    if setup.combination != case.combination:
        yield "case.questions", case.combination, setup.combination
    if set(setup.criteria) != ways.keys():
        yield "case.criteria", sorted(ways), sorted(setup.criteria)
    for k, (criterion, sense) in enumerate(ways.items()):
        if setup.senses.get(criterion, sense) is not sense:
            yield f"case.criteria[{k}].direction.sense", sense, setup.senses[criterion]
