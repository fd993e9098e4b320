import platform

import numpy as np
import pytest

from prioritisation.record.earlier import in_order_of
from prioritisation.record.making import RECORDED_LIBRARIES, _version, library_versions


def test_versions_are_those_that_compute():
    versions = library_versions()
    assert versions.python == platform.python_version()
    assert versions.libraries["numpy"] == np.__version__
    assert set(versions.libraries) == set(RECORDED_LIBRARIES)
    assert versions.program


def test_a_library_that_is_not_there_has_no_version():
    assert _version("no-such-library-of-ours") == ""


def cells(*rows):
    names = ("first", "first_chance", "second", "second_chance", "weak")
    return [dict(zip(names, row, strict=True)) for row in rows]


UNKNOWN = (True, 0.2, True, 0.3, False), (False, 0.0, True, 0.1, False)
DOUBTED = (True, 0.4, True, 0.4, True), (True, 0.2, True, 0.3, True)


@pytest.mark.parametrize(
    ("version", "order"),
    [(4, [*UNKNOWN, *DOUBTED]), (3, [DOUBTED[0], UNKNOWN[0], DOUBTED[1], UNKNOWN[1]])],
)
@pytest.mark.parametrize("path", ["results", "results.robustness"])
def test_doubted_scores_stood_among_the_unknown_ones_before_version_4(version, order, path):
    part = {"word": "solid", "information": cells(*UNKNOWN, *DOUBTED)}
    tree = part if path == "results.robustness" else {"robustness": part, "ranking": {}}
    ordered = in_order_of(version, tree, path)
    inside = ordered if path == "results.robustness" else ordered["robustness"]
    assert inside == {"word": "solid", "information": cells(*order)}
    assert in_order_of(version, tree, "case") is tree
