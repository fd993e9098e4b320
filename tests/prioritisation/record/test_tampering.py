"""Whatever is changed in a record is refused or told, or ``docs/record.md`` lists its field."""

import random
import re
from collections import defaultdict
from functools import cache

import pytest

from tests.prioritisation.record.tampering import (
    SCHEMA_TREE,
    SEALS,
    answer,
    donors,
    field_of,
    fields_of,
    is_named,
    places,
    records,
    tampers,
)
from tests.prioritisation.record.unchecked import is_listed, listed

FIELDS, OF_A_FIELD = 100, 3
OF_A_LISTED_FIELD = 300
"""Changes of a field tried at most before one is not told."""


@cache
def by_field():
    """Field -> its changes in every record, each with its tree, in a drawn order."""
    trees = records()
    known = donors(trees.values())
    changes = defaultdict(list)
    for tree in trees.values():
        for tamper in tampers(tree, known):
            if tamper.steps[0] not in SEALS:
                changes[tamper.field].append((tree, tamper))
    for field, some in changes.items():
        random.Random(field).shuffle(some)  # noqa: S311 (a sample)
    return changes


pytestmark = pytest.mark.usefixtures("once")


def _fields_within(node, path):
    node = fields_of(node)
    for name, inside in node.get("properties", {}).items():
        yield f"{path}.{name}".lstrip(".")
        yield from _fields_within(inside, f"{path}.{name}")
    things = [*node.get("prefixItems", ()), node.get("items"), node.get("additionalProperties")]
    things += node.get("patternProperties", {}).values()
    for inside in filter(None, things):
        yield from _fields_within(inside, f"{path}[*]")


OF_THE_CASE = r"""
    .*\.scale\.(cutoffs|values|levels).* | case\.written\[\*\]\.reading | case\.(option|choice)
"""
"""Fields that no record tried has, each compared with the files of the case as all around it."""


def test_every_field_of_the_schema_is_in_a_record_that_is_changed():
    """One that is in none would be tried by no change: the page could not list it."""
    tried = {
        field_of(SCHEMA_TREE, steps) for tree in records().values() for steps, *_ in places(tree)
    }
    untried = [field for field in _fields_within(SCHEMA_TREE, "") if field not in tried]
    known = re.compile(OF_THE_CASE, re.VERBOSE)
    assert [field for field in untried if not known.fullmatch(field)] == []


def told(tree, tamper, *, sealed_again):
    """Whether a change is silent, and whether its field is named; None for the same record."""
    said = answer(tree, tamper, sealed_again=sealed_again)
    return said and (said.silent, is_named(tamper, said))


@pytest.mark.slow
def test_no_change_of_any_field_is_silent_but_of_those_listed():
    """One change of each of some fields, sealed again by whoever knows how; `soak` tries all."""
    wrong = []
    drawn = random.Random("sealed").sample(sorted(by_field()), FIELDS)  # noqa: S311 (a sample)
    for field in drawn:
        # Of each kind of change, one.
        each = {tamper.how: (tree, tamper) for tree, tamper in by_field()[field]}
        for change in list(each.values())[:OF_A_FIELD]:
            silent, named = told(*change, sealed_again=True) or (False, True)
            if not (is_listed(*change) if silent else named):
                wrong.append((change[1].path, change[1].how))
    assert len(by_field()) > 250
    assert wrong == []


def changes_in(field):
    """Changes of a field, or of what is in it."""
    inside = (f"{field}[", f"{field}.")
    names = [name for name in by_field() if name == field or name.startswith(inside)]
    return [change for name in names for change in by_field()[name][:OF_A_LISTED_FIELD]]


def is_silent(change):
    """Whether nothing is said of a change that makes another record."""
    return (told(*change, sealed_again=True) or (False,))[0]


@pytest.mark.slow
def test_each_field_that_is_listed_can_be_changed_in_silence():
    """The page says no more than is so."""
    checked = [field for field in sorted(listed()) if not any(map(is_silent, changes_in(field)))]
    assert checked == []


@pytest.mark.slow
def test_a_file_that_was_only_edited_is_never_taken_for_what_was_sealed():
    """And the part that was edited is named."""
    drawn = random.Random("edited").sample(sorted(by_field()), 40)  # noqa: S311 (a sample)
    some = [(f, told(*by_field()[f][0], sealed_again=False)) for f in drawn]
    assert [field for field, one in some if one and one != (False, True)] == []
    assert sum(one is not None for _, one in some) > 30
