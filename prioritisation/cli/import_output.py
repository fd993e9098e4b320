"""The folder that ``import --output`` writes: a case, from what a file was read as."""

from pathlib import Path, PurePath

from criteria.errors import FolderNotEmpty, InvalidCase
from criteria.load import case_from_files
from criteria.writing import write_folder
from prioritisation.cases.typed import NAME_SIGNS
from prioritisation.cli import DONE, WRONG, CommandOutput
from prioritisation.errors import InvalidRequest
from prioritisation.imports.making.case import imported_case_files
from prioritisation.imports.making.heads import ImportHead
from prioritisation.imports.model import FileReading
from prioritisation.settings import current_day
from prioritisation.wording import problem_sentence, t


def case_output(reading: FileReading, name: str, output: str) -> CommandOutput:
    """Write the case of a reading of which nothing is asked any more."""
    today = current_day(None)
    try:
        files = imported_case_files(reading, _head(reading, name), today)
        case_from_files(files)
        write_folder(files, Path(output))
    except (InvalidRequest, InvalidCase) as error:
        return CommandOutput((), tuple(map(problem_sentence, error.problems)), WRONG)
    except FolderNotEmpty:
        text = t("« {folder} » is there and is not empty: nothing was written", folder=output)
        return CommandOutput((), (text,), WRONG)
    except (OSError, ValueError):
        return CommandOutput((), (t("« {folder} » cannot be written", folder=output),), WRONG)
    line = t("The case is in « {folder} »: {n} files.", folder=output, n=len(files))
    return CommandOutput(("", line), code=DONE)


def _head(reading: FileReading, name: str) -> ImportHead:
    """What the file does not say: its group is named later."""
    title = reading.title or PurePath(name).stem
    return ImportHead(title[:NAME_SIGNS], t("group to be named"), file=name)
