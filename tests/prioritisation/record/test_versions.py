import platform

import numpy as np

from prioritisation.record.making import RECORDED_LIBRARIES, _version, library_versions


def test_versions_are_those_that_compute():
    versions = library_versions()
    assert versions.python == platform.python_version()
    assert versions.libraries["numpy"] == np.__version__
    assert set(versions.libraries) == set(RECORDED_LIBRARIES)
    assert versions.program


def test_a_library_that_is_not_there_has_no_version():
    assert _version("no-such-library-of-ours") == ""
