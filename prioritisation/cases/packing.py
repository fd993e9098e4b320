"""The files of a dossier as one archive: the same bytes for the same files, at any time."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive knows: files are the same whenever they are taken along."""
_READABLE = 0o644 << 16
_LONGEST_STEM = 60


def packed_files(files: Mapping[str, str]) -> bytes:
    """An archive of files, by name; a folder that it is unpacked to is the case again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.external_attr, info.create_system = _READABLE, 3
            archive.writestr(info, files[name].encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def archive_name(title: str, seq: int) -> str:
    """The name of the archive of a version: letters and figures that every system takes.

    Examples
    --------
    >>> archive_name("Priorisation : « été » ../x", 3)
    'dossier-priorisation-ete-x-version-3.zip'
    >>> archive_name("🚲", 1)
    'dossier-version-1.zip'
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    stem = re.sub("[^a-z0-9]+", "-", plain)[:_LONGEST_STEM].strip("-")
    return "-".join(filter(None, ("dossier", stem, "version", str(seq)))) + ".zip"
