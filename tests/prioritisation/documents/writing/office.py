"""LibreOffice, as a reader: one start for many files."""

import csv
import re
import subprocess
import zipfile
from html import escape
from io import BytesIO

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""Formulas are computed again when a file is opened, whatever it says that they are worth."""


SHEETS = ":Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""As CSV in UTF-8, a file for each sheet, figures with all their decimals."""


def converted(folder, files, kind, options=""):
    """Name -> path of each file, once converted; ``files`` is name -> bytes."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    out = folder / kind
    command = [
        "soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
        kind + options, "--outdir", str(out), *(str(folder / name) for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    return {name: out / f"{name.rsplit('.', 1)[0]}.{kind}" for name in files}


def computed(folder, books):
    """Name -> sheet -> rows of texts, all formulas computed again, figures as they are."""
    converted(folder, books, "csv", SHEETS)
    rows = {}
    for path in sorted((folder / "csv").iterdir()):
        book, sheet = path.stem.split("-", 1)
        with path.open(encoding="utf-8", newline="") as file:
            rows.setdefault(book, {})[sheet] = list(csv.reader(file))
    return rows


def parts(content):
    """Name -> text of the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith("xml")}


def changed(content, sheet, cells):
    """A workbook with something else in some cells, its formulas worth nothing any more.

    ``cells`` is name -> a number, a text, or None for a cell that is cleared.
    """
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if re.fullmatch(r"xl/worksheets/sheet\d\.xml", name):
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>", part.decode())
                for cell, value in cells.items() if name.endswith(f"sheet{sheet}.xml") else ():
                    text = _with_cell(text, cell, value)
                part = text.encode()
            after.writestr(name, part)
    return out.getvalue()


def _with_cell(sheet, cell, value):
    """The text of a sheet with something else in a cell that may be changed."""
    kind, inside = "n", "" if value is None else f"<v>{value!r}</v>"
    if isinstance(value, str):
        kind, inside = "inlineStr", f'<is><t xml:space="preserve">{escape(value)}</t></is>'
    found = rf'<c r="{cell}" s="(\d+)"(?:/>|><v>[^<]*</v></c>)'
    sheet, n = re.subn(found, rf'<c r="{cell}" s="\g<1>" t="{kind}">{inside}</c>', sheet)
    assert n == 1, cell
    return sheet


def text(content, order="-layout"):
    """The text of each page; ``-raw``: each cell of a table after the other."""
    done = subprocess.run(  # noqa: S603
        ["pdftotext", order, "-", "-"],  # noqa: S607
        input=content,
        capture_output=True,
        check=True,
    )
    return [page.strip() for page in done.stdout.decode().split("\f")]
