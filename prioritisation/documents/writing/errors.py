"""Everything that can go wrong when a document is made.

* ExportError
  x MissingFont
  x NothingRanked
  x NotWritten
  x WriterFailed
  x Differs
  x Incoherent

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


class MissingFont(ExportError):
    """The bundled font is not on this computer: a document would be drawn without its text."""

    def __init__(self, font: str, folder: str) -> None:
        super().__init__(f"{font} is not in {folder}")
        self.font = font
        self.folder = folder

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t(
            "The font {font} is missing on the server: no document is made, its text would not "
            "be drawn. Install the product again.",
            font=self.font,
        )


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
        if self.number in (errno.EACCES, errno.EPERM, errno.EROFS):
            return t("{name}: this folder may not be written in.", name=self.name)
        if self.number in (errno.ENOENT, errno.ENOTDIR):
            return t("{name}: this folder does not exist.", name=self.name)
        return t("{name}: the file could not be written.", name=self.name)


class WriterFailed(ExportError):
    """A library refused the content of a document; tells which document."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document


class Differs(ExportError):
    """A record does not compute here as it says: its sentences would not be about its figures."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t(
            "This proof file does not compute again here as it says ({path}): no document is "
            "made of it. Replay it to see what differs.",
            path=self.path,
        )


class Incoherent(ExportError):
    """A part of a record, ``path`` or nobody knows which, does not go with the others."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    @property
    def sentence(self) -> str:
        """What the user reads."""
        if not self.path:
            return t("The parts of this proof file do not go together: no document is made.")
        return t(
            "« {path} » does not go with the rest of this proof file: no document is made.",
            path=self.path,
        )
