"""From the bytes of a file to what it says: all that is done in the process that has limits."""

from prioritisation.imports.files.opening import HeldCase, opened_file
from prioritisation.imports.files.text import pasted_book
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.wire import PASTED, reading_json
from prioritisation.imports.tables.reading import file_reading


def whole_reading(name: str, content: bytes, answers: FileAnswers) -> bytes:
    """The reading of a file, as it is sent."""
    if name == PASTED:
        return reading_json(file_reading(pasted_book(content.decode(errors="replace")), answers))
    opened = opened_file(name, content)
    if isinstance(opened, HeldCase):
        from prioritisation.imports.making.held_case import reading_of_case  # noqa: PLC0415 (slow)

        return reading_json(reading_of_case(opened))
    return reading_json(file_reading(opened, answers))
