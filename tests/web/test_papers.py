import json

import typst

from prioritisation.meeting import Act
from prioritisation.web.ballot.asked import asked_of
from prioritisation.web.papers import ballot_sheet, help_sheet, invitation_sheet
from prioritisation.web.printing import FOLDER, FONTS, pdf


def test_the_paper_ballot_asks_the_same_questions(sitting):
    here = sitting()
    sheet = ballot_sheet(here.stage)
    assert [c["question"] for c in sheet["criteria"]] == [c.question for c in asked_of(here.stage)]
    assert pdf("ballot", sheet).startswith(b"%PDF")


def test_a_rehearsal_is_said_on_paper(sitting):
    here = sitting()
    assert ballot_sheet(here.stage)["rehearsal"] == ""
    assert ballot_sheet(here.act(Act.REHEARSE).stage)["rehearsal"].startswith("Répétition")


def test_each_invitation_has_its_link_and_its_code(sitting):
    here = sitting(invited=True)
    sheet = invitation_sheet(here.stage, "http://192.0.2.1:8501", ["ABCDE", "FGHJK"])
    links = [i["link"] for i in sheet["invitations"]]
    assert links == [f"http://192.0.2.1:8501/i/{here.code}/{i}" for i in ("ABCDE", "FGHJK")]
    assert pdf("invitations", sheet).startswith(b"%PDF")


def test_the_help_fits_on_one_page():
    drawn = typst.compile(
        b"".join((FOLDER / name).read_bytes() for name in ("frame.typ", "help.typ")),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"data": json.dumps(help_sheet())},
        format="svg",
    )
    assert isinstance(drawn, bytes)
