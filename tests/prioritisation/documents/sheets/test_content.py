import json

import typst

from prioritisation.documents.sheets.content import (
    FONTS,
    TYPST_FOLDER,
    ballot_sheet,
    help_sheet,
    invitation_sheet,
    sheet_pdf,
)
from prioritisation.meeting.rules import Act
from prioritisation.sentences.ballot import ballot_criteria


def test_the_paper_ballot_asks_the_same_questions(sitting):
    here = sitting()
    sheet = ballot_sheet(here.stage())
    assert [c["question"] for c in sheet["criteria"]] == [
        c.question for c in ballot_criteria(here.stage())
    ]
    assert sheet_pdf("ballot", sheet).startswith(b"%PDF")


def test_the_paper_ballot_says_how_what_may_be_counted_otherwise_is_counted(sitting):
    sheet = ballot_sheet(sitting().stage())
    told = [c["counted"] for c in sheet["criteria"]]
    assert any(told), "a reading of the case is to be confirmed"
    unsaid = {**sheet, "criteria": [{**c, "counted": ""} for c in sheet["criteria"]]}
    glyphs = [sum(page.count(b"<use") for page in drawn(one)) for one in (sheet, unsaid)]
    assert glyphs[0] >= glyphs[1] + sum(len(text.replace(" ", "")) for text in told) / 2
    assert len(drawn(sheet)) == len(drawn(unsaid)), "no page more"


COLLEGES = ["Employeurs", "Salariés *et* #strong[autres]", "État"]


def drawn(sheet):
    """What is printed, as drawings: one of each page."""
    pages = typst.compile(
        b"".join((TYPST_FOLDER / name).read_bytes() for name in ("frame.typ", "ballot.typ")),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"data": json.dumps(sheet)},
        format="svg",
    )
    return pages if isinstance(pages, list) else [pages]


def boxes(sheet):
    """How many boxes to tick, of five millimetres."""
    return sum(page.count(b"M 0 0v 14.173") for page in drawn(sheet))


def test_the_paper_ballot_has_a_box_for_each_college(sitting):
    here = sitting(colleges=COLLEGES)
    sheet = ballot_sheet(here.stage())
    assert sheet["colleges"] == COLLEGES
    assert sheet["college"] == "Votre collège (facultatif)"
    assert boxes(sheet) > 0
    assert boxes(sheet) == boxes(ballot_sheet(sitting().stage())) + len(COLLEGES)


def test_a_meeting_without_colleges_has_none_on_paper(sitting):
    assert ballot_sheet(sitting().stage())["colleges"] == []


def test_a_rehearsal_is_said_on_paper(sitting):
    here = sitting()
    assert ballot_sheet(here.stage())["rehearsal"] == ""
    assert ballot_sheet(here.act(Act.REHEARSE).stage())["rehearsal"].startswith("Répétition")


def test_each_invitation_has_its_link_and_its_code(sitting):
    here = sitting(invited=True)
    sheet = invitation_sheet(here.stage(), "http://192.0.2.1:8501", ["ABCDE", "FGHJK"])
    links = [i["link"] for i in sheet["invitations"]]
    assert links == [f"http://192.0.2.1:8501/i/{here.code}/{i}" for i in ("ABCDE", "FGHJK")]
    assert sheet_pdf("invitations", sheet).startswith(b"%PDF")


def test_the_help_fits_on_one_page():
    drawn = typst.compile(
        b"".join((TYPST_FOLDER / name).read_bytes() for name in ("frame.typ", "help.typ")),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"data": json.dumps(help_sheet())},
        format="svg",
    )
    assert isinstance(drawn, bytes)
