"""Things of a record that are told once: a second one under the same name is a fault."""

from collections.abc import Iterator, Mapping, Sequence

_NAMES: Mapping[str, Sequence[str]] = {
    "case.questions": ("id",),
    "case.questions[].readings": ("id",),
    "case.levers": ("id",),
    "case.criteria": ("id",),
    "case.criteria[].evidence": ("id",),
    "case.scores": ("lever", "criterion"),
    "case.otherwise": ("reading", "criterion"),
    "case.sources": ("id",),
    "case.arguments": ("id",),
    "case.written": ("lever", "criterion", "reading"),
    "votes.rounds": ("number",),
    "votes.rounds[].ballots": ("id",),
    "votes.rounds[].shares": ("criterion",),
    "votes.weights": ("criterion",),
    "warnings": ("id",),
    "scenarios": ("name", "text"),
    "decision.proposed": (),
    "decision.motives_for": (),
    "decision.minority_for": (),
    "decision.objections[].raised_for": (),
}
"""Path of a list -> fields that name each of its things; none for texts."""


def duplicates(tree: object) -> Iterator[str]:
    """Path of each thing that is told a second time, ``votes.rounds[1]``."""
    for path, names in _NAMES.items():
        for place, things in _lists(tree, path.split("."), ""):
            seen: list[object] = []
            for k, thing in enumerate(things):
                name = [thing.get(n) for n in names] if isinstance(thing, Mapping) else thing
                if name in seen:
                    yield f"{place}[{k}]"
                seen.append(name)


def _lists(tree: object, steps: Sequence[str], place: str) -> Iterator[tuple[str, list[object]]]:
    """Each list at a path, with its own path."""
    name, each = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    inside = tree.get(name) if isinstance(tree, Mapping) else None
    place = f"{place}.{name}".lstrip(".")
    if len(steps) == 1:
        if isinstance(inside, list):
            yield place, inside
    elif each and isinstance(inside, list):
        for k, thing in enumerate(inside):
            yield from _lists(thing, steps[1:], f"{place}[{k}]")
    else:
        yield from _lists(inside, steps[1:], place)
