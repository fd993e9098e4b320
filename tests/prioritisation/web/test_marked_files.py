"""A file that was received is given back with what is to be mended, to who sent it alone."""

import io
from dataclasses import replace

import openpyxl
import pytest
from starlette.routing import Router

from prioritisation.imports.grids import FileKind, FileRefused
from prioritisation.imports.model import CellProblem, FileReading
from prioritisation.imports.process.uploads import Uploads
from prioritisation.web.uploads import MarkedFiles
from tests.each import each
from tests.prioritisation.web.visitor import Visitor

READING = FileReading(
    FileKind.XLSX,
    None,
    (),
    (),
    (),
    problems=(CellProblem("not_a_number", "Notes!B2", "=quatre"),),
)


MARK = "m" * 32


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in (("Levier", "Coût"), ("Un", "=quatre"), ("Deux", 3)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def receive(runner):
    """Who sent a file that is read so, and the address of what is made of it."""

    def received(name, content=b"x", reading=READING, error=None):
        def read(*_as_file):
            if error:
                raise error
            return reading

        uploads = Uploads(read)
        visitor = Visitor(Router(MarkedFiles(lambda: uploads).routes()), runner)
        visitor.cookies["navigateur"] = MARK
        return visitor, f"/dossiers/envoi/{uploads.receive(name, content, MARK)}"

    return received


def test_a_workbook_comes_back_annotated_under_its_name(receive):
    visitor, address = receive("Été « 2026 ».xlsm", workbook())
    page = visitor.get(f"{address}/annote")
    assert page.status == 200
    assert page.headers["content-type"].endswith("spreadsheetml.sheet")
    assert page.headers["cache-control"] == "no-store"
    named = page.headers["content-disposition"]
    assert named.endswith("%C3%89t%C3%A9%20%C2%AB%202026%20%C2%BB-annot%C3%A9.xlsx")
    assert named.isascii()
    book = openpyxl.load_workbook(io.BytesIO(page.body))
    assert book.sheetnames == ["À corriger", "Notes"]
    assert book["Notes"]["B2"].comment.text.startswith("un nombre")


def test_nobody_has_it_without_its_token(receive):
    visitor, _ = receive("a.xlsx", workbook())
    assert visitor.get(f"/dossiers/envoi/{'x' * 32}/annote").status == 404


@each("cookies", [{}, {"navigateur": "n" * 32}, {"navigateur": ""}])
def test_another_browser_has_nothing_by_its_address(receive, cookies):
    visitor, address = receive("a.xlsx", workbook())
    page = replace(visitor, cookies=cookies).get(f"{address}/annote")
    nowhere = visitor.get(f"/dossiers/envoi/{'x' * 32}/annote")
    assert (page.status, page.words) == (404, nowhere.words)
    assert "Un autre navigateur l’a envoyé" in page.words
    assert "content-disposition" not in page.headers
    assert visitor.get(f"{address}/annote").status == 200


def test_why_a_file_is_not_read_is_said(receive):
    visitor, address = receive("a.xlsx", error=FileRefused("too_slow"))
    page = visitor.get(f"{address}/annote")
    assert page.status == 422
    assert "trop" in page.words


def test_a_name_sets_no_header(receive):
    visitor, address = receive('a"\r\nSet-Cookie: b=c; x="../.xlsx', workbook())
    page = visitor.get(f"{address}/annote")
    assert page.status == 200
    assert "set-cookie" not in page.headers
    assert "\n" not in page.headers["content-disposition"]
