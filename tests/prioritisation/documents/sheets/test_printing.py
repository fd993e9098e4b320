import re

from prioritisation.documents.sheets.content import (
    TYPST_FOLDER,
    ballot_sheet,
    help_sheet,
    invitation_sheet,
    qr_svg,
    sheet_pdf,
)
from tests.each import each


def test_a_sheet_is_a_pdf_with_the_bundled_font():
    made = sheet_pdf("help", help_sheet())
    assert made.startswith(b"%PDF")
    assert b"FiraSans" in made


@each("text", ["#panic()", "*a* _b_ $x$ `c` @d <e> // f", '#image("/etc/passwd")', "\\ #{1/0}"])
def test_what_users_write_is_never_markup(text):
    data = {**help_sheet(), "title": text, "intro": text, "sections": []}
    assert sheet_pdf("help", data).startswith(b"%PDF")


def test_sheets_read_no_other_file_and_ask_nobody():
    sheets = sorted(TYPST_FOLDER.glob("*.typ"))
    assert sheets
    for path in sheets:
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        assert not re.search(r"\b(read|import|include|plugin|eval)\b", code)


def test_a_qr_code_is_black_on_white_with_its_margin():
    drawn = qr_svg("http://192.0.2.1:8501/vote/ABCDE")
    assert 'fill="#fff"' in drawn
    assert 'stroke="#000"' in drawn
    assert drawn.startswith("<svg")


SIGNS = "GT 🚀 ✅ 👨‍👩‍👧 🇫🇷 中文 عربى \u202e retourné\x00 " + "x" * 90


def test_any_signs_are_printed_wherever_they_are_written(sitting):
    here = sitting(title="GT 🚀 ✅ 👨‍👩‍👧 中文", colleges=["中文 🇫🇷"])
    stage = here.stage()
    ballot = ballot_sheet(stage)
    criteria = [{key: f"{text} {SIGNS}" for key, text in c.items()} for c in ballot["criteria"]]
    for sheet, data in (
        ("ballot", {**ballot, "criteria": criteria, "place": SIGNS, "colleges": [SIGNS]}),
        ("ballot", ballot),
        ("invitations", invitation_sheet(stage, "http://ici", ["abc"])),
        ("help", {**help_sheet(), "title": SIGNS}),
    ):
        assert sheet_pdf(sheet, data).startswith(b"%PDF")
