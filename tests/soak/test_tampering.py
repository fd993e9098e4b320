"""Every change of every field of a record, sealed again and not, where `make test` draws some."""

import pytest

from tests.prioritisation.record.tampering import (
    SEALS,
    answer,
    computed_once,
    donors,
    is_named,
    records,
    tampers,
)
from tests.prioritisation.record.unchecked import is_listed

NAMES = ("clear", "contested", "undecidable", "full", "lone", "few", "unlike")


@pytest.mark.parametrize("sealed_again", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_each_change_is_told_or_its_field_is_listed(name, sealed_again):
    trees = records()
    wrong, changes = [], 0
    with pytest.MonkeyPatch.context() as patch:
        computed_once(patch)
        for tamper in tampers(trees[name], donors(trees.values())):
            said = answer(trees[name], tamper, sealed_again=sealed_again)
            if said is None or (sealed_again and tamper.steps[0] in SEALS):
                continue
            changes += 1
            if said.silent:
                fine = sealed_again and is_listed(trees[name], tamper)
            else:
                fine = is_named(tamper, said)
            if not fine:
                wrong.append((tamper.path, tamper.how))
    assert changes > 1_000
    assert wrong == []
