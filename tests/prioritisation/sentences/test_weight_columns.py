"""Weights before and after a move have the same decimals."""

import re

from tests.each import each
from tests.prioritisation.sentences.everything import lines_of


def decimals(text):
    return len(text.split(" ")[0].split("\u00a0")[0].partition(",")[2])


ENDS = re.compile(r"(?:de |: |\()(\d+(?:,\d+)?)(?: %)? (?:à|→) (\d+(?:,\d+)?) %")


@each("seed", range(8))
def test_both_ends_of_a_move_have_the_same_decimals(seed):
    """Nothing and all aside, that have none."""
    for line in lines_of(seed):
        for ends in ENDS.findall(line):
            written = {decimals(end) for end in ends if end not in ("0", "100")}
            assert len(written) < 2, line
