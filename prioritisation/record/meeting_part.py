"""Which meeting a record is of, and from which version of a dossier it took its case."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from prioritisation.analysis.parts import Part, Text, is_empty


class DossierPart(Part):
    """Which version of its dossier a case is: its number there, and the hash of its content."""

    version: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class MeetingPart(Part):
    """Which meeting, about what, on which day.

    Attributes
    ----------
    dossier
        Not written for a case of a folder.
    """

    title: Text
    question: Text
    date: dt.date
    dossier: Annotated[DossierPart | None, Field(exclude_if=is_empty)] = None
