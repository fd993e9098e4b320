"""Everything that can go wrong when a document is made.

* ExportError
  x NothingRanked
  x NotWritten
  x WriterFailed

Messages are English, for developers; ``sentence`` is what the user reads.
"""

import errno

from prioritisation.wording import t


class ExportError(Exception):
    """Base class: ``except ExportError`` catches every refusal to make a document."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("The document could not be made.")


class NothingRanked(ExportError):
    """A ranking cannot be drawn: no lever is ranked."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("Too few votes: nothing is ranked.")


class NotWritten(ExportError):
    """A file could not be written; the one that was there before is untouched."""

    def __init__(self, name: str, cause: OSError) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.number = cause.errno

    @property
    def sentence(self) -> str:
        """What the user reads."""
        if self.number in (errno.ENOSPC, errno.EDQUOT):
            return t("{name}: the disk is full, nothing was written.", name=self.name)
        return t("{name}: the file could not be written.", name=self.name)


class WriterFailed(ExportError):
    """A library refused the content of a document; tells which document."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document
