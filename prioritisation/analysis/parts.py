"""Parts of what is kept as JSON: frozen models, figures of at most twelve decimals."""

import math
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

DECIMALS = 12
"""Decimals of every figure that is kept: what is beyond is the noise of the machine."""

SHORT_FINGERPRINT = 16
"""Hexadecimal digits of a fingerprint where there is no room for the 64, or no need of them."""

LONGEST_LINE, LONGEST_RECORD_TEXT, MOST_IN_LIST = 500, 5_000, 200
"""Characters of a line and of a text; things in a list that people write."""


class Part(BaseModel):
    """A part of a record: nothing unknown in it, and it never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_empty(value: object) -> bool:
    """Whether a field has nothing to say: one that a version added is then not written."""
    return value is None or value == ()


def rounded(value: float) -> float:
    """A finite figure with twelve decimals, never -0.

    Examples
    --------
    >>> rounded(0.1 + 0.2), str(rounded(-1e-15))
    (0.3, '0.0')

    Raises
    ------
    ValueError
        For what is not a finite number.
    """
    if not math.isfinite(value):
        fault = "not a finite number"
        raise ValueError(fault)
    # The sum makes 0.0 of -0.0.
    return round(value, DECIMALS) + 0.0


Figure = Annotated[float, AfterValidator(rounded)]
Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Text = Annotated[str, Field(max_length=LONGEST_RECORD_TEXT)]
