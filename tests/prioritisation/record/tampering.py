"""Every change of one field of a record that somebody may try, and what a replay says of it."""

import datetime as dt
import json
import re
from dataclasses import dataclass, replace

import pytest

from criteria.model import Sense
from prioritisation.analysis.ballots.rounds import Unlike
from prioritisation.meeting.rules.decision import MinutesHeading
from prioritisation.meeting.rules.versions import DossierVersion
from prioritisation.record import checks, replaying, same_case
from prioritisation.record.making import sealed
from prioritisation.record.model import InvalidRecord, as_tree, record_from, schema
from prioritisation.record.replaying import replay
from prioritisation.settings import recorded_numbers, thresholds
from tests.cases.present import present
from tests.cases.records.make import DAY, ballot
from tests.prioritisation.record.by_hand import facts, grounds, poll, warned
from tests.prioritisation.record.made import NAMES, tree_of

SEALS = ("sha256", "fingerprints")
"""What is made again by whoever seals a record again."""

SCHEMA_TREE = schema()
_MOST_DONORS, _MOST_KNOWN = 2, 300


@dataclass(frozen=True)
class Tamper:
    """A change of one place: ``value`` instead of what is there, or nothing (``...``)."""

    steps: tuple
    how: str
    value: object

    @property
    def path(self):
        """As a replay tells it."""
        return written(self.steps)

    @property
    def field(self):
        """The path with ``[*]`` for each thing of a list, and each name that is no field."""
        return field_of(SCHEMA_TREE, self.steps)

    def on(self, tree):
        """A copy of a tree, changed; what is not on the way is shared."""
        return _changed(tree, self.steps, self.value)


def _changed(tree, steps, value):
    first, *rest = steps
    tree = tree.copy()
    if rest:
        tree[first] = _changed(tree[first], rest, value)
    elif value is ...:
        del tree[first]
    else:
        tree[first] = value
    return tree


def written(steps):
    """Steps as the path of a field: ``votes.rounds[0].count``."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".")


def _resolved(node, value):
    """What the schema says of a value at a place that may hold several things."""
    if "$ref" in node:
        return _resolved(SCHEMA_TREE["$defs"][node["$ref"].rpartition("/")[2]], value)
    for branch in node.get("anyOf", node.get("oneOf", ())):
        inside = _resolved(branch, value)
        if _takes(inside, value):
            return inside
    return node


def _takes(node, value):
    kinds = {
        "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
        "integer": int, "number": (int, float),
    }  # fmt: skip
    if not isinstance(value, kinds[node.get("type", "string")]):
        return False
    kind = node.get("properties", {}).get("kind", {})
    return "const" not in kind or value.get("kind") == kind["const"]


def _inside(node, step):
    """What the schema says of what is inside, and whether ``step`` is the name of a field."""
    if isinstance(step, int):
        prefix = node.get("prefixItems", ())
        return (prefix[step] if step < len(prefix) else node.get("items", {})), False
    if step in node.get("properties", {}):
        return node["properties"][step], True
    patterns = list(node.get("patternProperties", {}).values())
    return node.get("additionalProperties") or (patterns[0] if patterns else {}), False


def field_of(node, steps):
    """The generic path of a place; found by the names of the schema alone."""
    path = ""
    for step in steps:
        node = fields_of(node)
        node, named = _inside(node, step)
        path += f".{step}" if named else "[*]"
    return path.lstrip(".")


def fields_of(node):
    """A place with all fields that any of the things it may hold has."""
    if "$ref" in node:
        return fields_of(SCHEMA_TREE["$defs"][node["$ref"].rpartition("/")[2]])
    merged = dict(node)
    for branch in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        inside = fields_of(branch)
        both = {**merged.get("properties", {}), **inside.get("properties", {})}
        merged = {**inside, **merged}
        if both:
            merged["properties"] = both
    return merged


def donors(trees):
    """Field -> the different values that records have there: what somebody might copy."""
    values = {}
    for tree in trees:
        for steps, value, _ in places(tree):
            known = values.setdefault(field_of(SCHEMA_TREE, steps), [])
            if len(known) <= _MOST_DONORS and value not in known:
                known.append(value)
    return values


def places(tree):
    """Every place of a tree, with its value and what the schema says of it."""
    yield from _places(tree, SCHEMA_TREE, ())


def _places(value, node, steps):
    node = _resolved(node, value)
    if steps:
        yield steps, value, node
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    else:
        return
    for step, one in inside:
        yield from _places(one, _inside(node, step)[0], (*steps, step))


def tampers(tree, known):
    """Every change of a tree, one place each; ``known`` are donors."""
    for steps, value, node in places(tree):
        field = field_of(SCHEMA_TREE, steps)
        values = [*_others(value, node), ("null", None), ("gone", ...)]
        if not (isinstance(value, list) and value):  # its things are changed one by one
            values += [("donor", one) for one in known.get(field, ())]
        for name in node.get("properties", {}) if isinstance(value, dict) else ():
            if name not in value:
                inside = field_of(SCHEMA_TREE, (*steps, name))
                added = known.get(inside, ())
                yield from (Tamper((*steps, name), "added", one) for one in added)
        for how, one in values:
            if one is ... or json.dumps(one) != json.dumps(value):
                yield Tamper(steps, how, one)


def _others(value, node):
    """Other values of the same kind."""
    match value:
        case bool():
            yield "flipped", not value
        case int() | float():
            steps = (1, -1) if isinstance(value, int) else (0.01, -0.01)
            yield from (("moved", value + step) for step in steps)
        case str():
            yield from _texts(value, node)
        case list():
            yield from _lists(value)
        case dict():
            yield "more", {**value, "inconnu": 1}


def _texts(value, node):
    named = node.get("enum", [])
    yield from (("other", one) for one in named)
    yield "changed", f"{value} bis".strip()
    if value:
        yield "emptied", ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        yield from (("moved", (day + dt.timedelta(n)).isoformat()) for n in (1, -1))
    if re.fullmatch(r"[0-9a-f]{16,64}", value):
        yield "other", value[::-1]
        yield "moved", value[:-1] + ("0" if value[-1] == "1" else "1")


def _lists(value):
    if value:
        yield "emptied", []
        yield from ((f"removed {k}", value[:k] + value[k + 1 :]) for k in range(len(value)))
        yield from ((f"doubled {k}", [*value, one]) for k, one in enumerate(value))
        yield "reordered", value[::-1]


@dataclass(frozen=True)
class Answer:
    """What a replay says: nothing, that a file is no record, or which fields differ."""

    refused: bool
    paths: tuple
    problems: tuple

    @property
    def silent(self):
        """Whether everything was said to be as it should."""
        return not self.refused and not self.paths


def answer(tree, tamper, *, sealed_again):
    """What is said of a tree with a change; None where it reads as the same record.

    Parameters
    ----------
    sealed_again
        Whether the marks and the hash are those of what was changed, as whoever knows how makes
        them: then they say nothing.
    """
    try:
        record = record_from(json.dumps(tamper.on(tree)).encode())
        here = as_tree(record)
        if here == tree:
            return None
        if not sealed_again:
            outcome = replay(record)
            return Answer(not outcome.genuine, _paths(outcome.differences), ())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checks, "marks", lambda tree: tree["fingerprints"])
            patch.setattr(replaying, "hash_of", lambda tree: tree["sha256"])
            return Answer(False, _paths(replay(record).differences), ())
    except InvalidRecord as error:
        return Answer(True, tuple(p.place or p.found for p in error.problems), error.problems)


def _paths(differences):
    return tuple(d.path.lstrip(".") for d in differences)


def computed_once(patch):
    """Compute the same inputs, and load the same files, once: most changes are of other fields."""
    for module, name in ((replaying, "compute"), (same_case, "case_from_files")):
        patch.setattr(module, name, _once(getattr(module, name)))


def _once(make):
    known = {}

    def again(*inputs, **more):
        plain = [p.model_dump_json() if hasattr(p, "model_dump_json") else repr(p) for p in inputs]
        key = hash((*plain, repr(more)))
        if key not in known:
            if len(known) > _MOST_KNOWN:
                known.clear()
            known[key] = make(*inputs, **more)
        return known[key]

    return again


def full():
    """A record with what the samples have not: whatever people may write is in it."""
    tree = tree_of("contested")
    tree["scenarios"] = [{"name": "Et si", "text": "{}"}, {"name": "Sinon", "text": "{}"}]
    tree["votes"]["rounds"][2]["reasons"] = ["Non.", "Oui."]
    tree["decision"]["steps"].append({"action": "Revoir", "who": "GT", "when": "juin"})
    tree["decision"]["to_find"].append({"lever": "", "criterion": "", "text": "Combien ?"})
    levers = tree["decision"]["proposed"]
    tree["decision"] |= {"motives_for": levers, "minority_for": levers}
    tree["decision"]["objections"][0]["raised_for"] = levers
    names = MinutesHeading.model_fields
    tree["decision"]["heading"] = {name: f"en-tête {k}" for k, name in enumerate(names)}
    of_case = sum(w["id"].count(":3") == 0 for w in tree["warnings"])
    seen = {"kind": "ranking_seen", "what": [], "answer": "Oui.", "of": 0, "share": None}
    changed = seen | {"id": "changed:3", "kind": "changed", "n": 3}
    tree["warnings"][of_case:of_case] = [changed, seen | {"id": "ranking_seen", "n": 2}]
    record = record_from(json.dumps(tree).encode())
    results = replaying.compute(
        record.case,
        record.votes,
        thresholds(recorded_numbers(record.settings)),
        opinions=record.opinions,
    ).results
    return as_tree(sealed(record.model_copy(update={"results": results})))


def _few():
    """A record of four ballots, on a dossier: nothing is told but their number."""
    content = grounds(())[2]
    cast = {"": [ballot(100, 10 * k, 50) for k in range(4)]}
    taken = DossierVersion("ABCDEFGH", 3, "5" * 64)
    rounds = (poll("few", content, 1, cast),)
    return warned(facts("Peu", (), rounds=rounds, present=6, dossier=taken))


def _unlike():
    """A record of two rounds, days apart, that do not compare: directions were not the same."""
    cast = {"": [ballot(100, 100, 10 * k) for k in range(7)]}
    before, after = (grounds((), sense)[2] for sense in (Sense.MAX, Sense.MIN))
    days = [DAY - dt.timedelta(n) for n in (6, 3)]
    first = replace(poll("unlike", before, 1, cast), opened=days[0], closed=days[1])
    rounds = first, poll("unlike", after, 2, cast)
    return warned(facts("Sens", (), rounds=rounds, present=8, unlike=(Unlike.DIRECTION,)))


def records():
    """Trees of all kinds of records of today."""
    more = {"lone": present(), "few": _few(), "unlike": _unlike()}
    trees = {name: as_tree(record) for name, record in more.items()}
    return {**{name: tree_of(name) for name in NAMES}, "full": full(), **trees}


THROUGH = {
    "case$": r"(votes|results|warnings)\b.*",
    "case.criteria": r"case\.criteria.*|votes|votes\.rounds.*|results.*",
    "case.files": r"case\..*",
    "case.frozen": r"case\.(id|questions|criteria|scores|frozen).*"
    r"|votes\.(mode|groups|rounds).*",
    "case.levers": r"case\.(levers|scores|otherwise).*|decision.*|results.*",
    "case.otherwise": r"case\.otherwise.*|votes|results.*",
    "case.questions": r"case\.(files|questions|scores|otherwise).*|votes|results.*",
    "case.scores": r"case\.scores.*|votes|results.*",
    "case.sources": r"case\.sources.*",
    "case.written": r"case\.(scores|written|files|frozen).*",
    "votes$": r"decision\.vote|kind|case\.frozen|(results|warnings)\b.*",
    "votes.unlike": r"votes\.moved",
    "votes.attendance": r"votes\.rounds.*|warnings.*",
    "votes.groups": r"votes\.rounds.*|results.*|warnings.*",
    "votes.moved": r"votes\.moved|warnings.*",
    "votes.rounds": r"votes\.(rounds|moved|unlike|decisive|origin|weights|chosen_by|groups)\b.*"
    r"|results.*|warnings.*|meeting\.date",
    "votes.weights": r"results.*",
    "settings": r"(results|warnings)\b.*",
    "opinions": r"results\.opinions.*",
    "decision": r"status\..*",
    "rehearsal": r"status\..*",
    "warnings": r"warnings.*",
    "scenarios": r"scenarios.*",
}
"""Field, and (but with ``$``) all in it, that others are made from -> where a change may show:
no one can say which of an input and of what is computed from it was changed. The longest that a
field is in counts; a field that is in none is named itself."""


def is_named(tamper, told):
    """Whether what is told says the field that was changed, or what is made from it."""
    if not told.paths or tamper.steps[0] in ("schema", "version", *SEALS):
        return told.refused or bool(told.paths)
    # Of a thing taken out of a list, those that follow are told.
    place = tamper.steps[:-1] if isinstance(tamper.steps[-1], int) else tamper.steps
    return any(_meet(p, written(place)) or _through(tamper.field, p) for p in told.paths)


def _through(field, path):
    """Whether a path is of what is made from a field."""
    around = [one for one in THROUGH if re.match(one.replace(".", r"\.") + r"(?!\w)", field)]
    return bool(around) and bool(re.fullmatch(THROUGH[max(around, key=len)], path))


def _meet(one, other):
    """Whether one of two paths is inside the other; ``[*]`` is any place of a list."""
    steps = (re.findall(r"\w+|\[\d+\]|\[\*\]", path) for path in (one, other))
    pairs = zip(*steps, strict=False)
    return all(a == b or (a.startswith("[") and "[*]" in (a, b)) for a, b in pairs)
