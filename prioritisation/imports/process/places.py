"""What lies at a path of this machine: a file, or a folder packed as people would send it."""

import io
import zipfile
from pathlib import Path

from prioritisation.imports.grids import LARGEST_FILE


def content_at(place: Path) -> tuple[str, bytes]:
    """Name and bytes of a file, or of the archive that a folder makes.

    Raises
    ------
    OSError, ValueError
        When there is nothing there that can be read.
    """
    if place.is_dir():
        return place.resolve().name, _packed(place)
    with place.open("rb") as file:
        return place.name, file.read(LARGEST_FILE + 1)


def _packed(folder: Path) -> bytes:
    """An archive of the files of a case, or of the tables, that lie in a folder."""
    from prioritisation.settings import FILES  # noqa: PLC0415 (slow, for a folder alone)

    names = [name for name in FILES if (folder / name).is_file()]
    names = names or sorted(path.name for path in folder.glob("*.csv") if path.is_file())
    out, left = io.BytesIO(), LARGEST_FILE
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            with (folder / name).open("rb") as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                return bytes(LARGEST_FILE + 1)
            archive.writestr(name, content)
    return out.getvalue()
