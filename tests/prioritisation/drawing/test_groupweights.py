"""The weights of the group: their sum is said whole, and small groups are not shown."""

import re
from decimal import Decimal

from prioritisation.drawing.group import (
    camps_block,
    carriers,
    colleges,
    group_weights_block,
    weights_legend,
)


def test_the_key_names_each_criterion_with_its_share(results):
    written = weights_legend(results)
    for criterion in results.case.criteria:
        assert criterion.label in written
    shares = re.findall(r"([\d,]+)\s%", written.replace("\u00a0", " "))
    assert sum(Decimal(share.replace(",", ".")) for share in shares) == 100


def test_the_table_has_a_row_for_each_criterion(results):
    assert group_weights_block(results).count("<tr>") >= len(results.case.criteria)


def test_nothing_is_said_of_groups_that_were_not_asked_for(results, few):
    for found in (results, few):
        assert colleges(found) == carriers(found) == ""
    assert camps_block(few) == ""
