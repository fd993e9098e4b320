"""Of a record of an earlier version less is asked: the page lists what, and a replay says so."""

import random
from collections import defaultdict
from functools import cache

import pytest

from prioritisation.record.model import read_record
from prioritisation.record.replaying import replay
from prioritisation.sentences.replay import replay_texts
from tests.prioritisation.record.made import NAMES, sample
from tests.prioritisation.record.tampering import (
    OLD,
    SEALS,
    answer,
    donors,
    is_named,
    old_tree,
    records,
    tampers,
)
from tests.prioritisation.record.unchecked import earlier, is_listed

FIELDS, OF_A_FIELD, OF_A_LISTED_FIELD = 25, 2, 60
VERSIONS = (1, 2, 3)


@cache
def by_field(name):
    """Field -> its changes in a record kept, in a drawn order; what is computed is left out."""
    known = donors([*records().values(), *map(old_tree, OLD)])
    changes = defaultdict(list)
    for tamper in tampers(old_tree(name), known):
        if tamper.steps[0] not in (*SEALS, "results"):
            changes[tamper.field].append(tamper)
    for field, some in changes.items():
        random.Random(field).shuffle(some)  # noqa: S311 (a sample)
    return changes


pytestmark = pytest.mark.usefixtures("once")


def told(name, tamper):
    return answer(old_tree(name), tamper, sealed_again=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", OLD)
def test_no_change_of_an_earlier_record_is_silent_but_of_the_fields_listed(name):
    wrong = []
    drawn = random.Random(name).sample(sorted(by_field(name)), FIELDS)  # noqa: S311 (a sample)
    for tamper in [t for field in drawn for t in by_field(name)[field][:OF_A_FIELD]]:
        said = told(name, tamper)
        fine = said is None or (
            is_listed(old_tree(name), tamper) if said.silent else is_named(tamper, said)
        )
        if not fine:
            wrong.append((tamper.path, tamper.how))
    assert wrong == []


def is_silent(name, tamper):
    said = told(name, tamper)
    return said is not None and said.silent


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_each_field_listed_of_a_version_can_be_changed_in_silence(version):
    names = [name for name in OLD if old_tree(name)["version"] == version]
    checked = []
    for field in sorted(earlier(version)):
        changes = (
            (name, tamper)
            for name in names
            for one, some in by_field(name).items()
            if one == field or one.startswith((f"{field}[", f"{field}."))
            for tamper in some[:OF_A_LISTED_FIELD]
        )
        if not any(is_silent(*change) for change in changes):
            checked.append(field)
    assert earlier(version)
    assert checked == []


@pytest.mark.parametrize("name", OLD)
def test_a_replay_says_that_fewer_things_were_checked(name):
    record = read_record(OLD[name])
    (text,) = [x for x in replay_texts(replay(record)) if "moins de choses" in x]
    assert f"de version {record.version}" in text
    assert ("périmètre" in text) == (record.version < 3)
    assert ("moyennes" in text) == (record.version == 1)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_kind_is_said_of_a_record_of_today(name):
    texts = replay_texts(replay(sample(name)))
    assert not any("moins de choses" in text for text in texts)
