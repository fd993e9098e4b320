import platform

import numpy as np

from prioritisation.record.making import LIBRARIES, _version, versions


def test_versions_are_those_that_compute():
    found = versions()
    assert found.python == platform.python_version()
    assert found.libraries["numpy"] == np.__version__
    assert set(found.libraries) == set(LIBRARIES)
    assert found.program


def test_a_library_that_is_not_there_has_no_version():
    assert _version("no-such-library-of-ours") == ""
