from prioritisation.record.making import hash_of, sealed
from prioritisation.record.model import as_tree
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample


@each("name", NAMES)
def test_a_record_carries_its_own_hash(name):
    record = sample(name)
    assert record.sha256 == hash_of(as_tree(record))
    assert sealed(record) == record
