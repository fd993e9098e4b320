"""Versions of what computes: this program, Python, and the libraries that figures come from."""

import platform
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prioritisation.record.model import VersionsPart

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
LIBRARIES = ("numpy", "scipy", "scikit-criteria", "pymcdm", "pydantic")


@cache
def versions() -> VersionsPart:
    """The versions that compute here; a library that is not there has an empty one."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    return VersionsPart(
        program=project["version"],
        python=platform.python_version(),
        libraries={name: _version(name) for name in LIBRARIES},
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
