"""The ballot of cases that are nothing like Normandie, asked in each way there is."""

import pytest

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.documents.sheets.content import ballot_sheet, help_sheet
from prioritisation.wording.nouns import speaking_of
from tests.other_cases import OTHERS, foreign_words, other_sitting


@pytest.fixture(params=OTHERS)
def other(request, room, tmp_path):
    return other_sitting(room, OTHERS[request.param](tmp_path / "case")).lobby()


def answers_of(ids, mode):
    """A whole vote: the first counts most."""
    if mode.ordered:
        return {f"rang_{c}": str(k) for k, c in enumerate(ids, 1)}
    if mode is Mode.POINTS:
        return {
            f"n_{c}": str(100 - 5 * (len(ids) - 1) if k == 0 else 5) for k, c in enumerate(ids)
        }
    return {"premier": ids[0], **{f"n_{c}": "40" for c in ids[1:]}}


@pytest.mark.parametrize("mode", Mode)
def test_a_ballot_of_another_case_is_asked_cast_and_answered(other, device, mode):
    setup = other.stage().setup
    other.room.choose_frame(
        other.code,
        other.secret,
        combination=setup.combination,
        criteria=setup.criteria,
        weighting=mode,
    )
    other.open()
    visitor, path = device(), f"/vote/{other.code}"
    asked = visitor.get(path)
    form = {**asked.fields, **answers_of(other.ids, mode)}
    receipt = visitor.post(path, {k: v for k, v in form.items() if v is not None})
    other.reveal()
    pages = [asked, receipt, visitor.get(path)]
    assert [page.status for page in pages] == [200, 200, 200]
    stage = other.stage()
    with speaking_of(stage.case.option):  # as the addresses of sheets do
        printed = [str(ballot_sheet(stage)), str(help_sheet(mode))]
    for words in (*(page.words for page in pages), *printed):
        assert foreign_words(words) == []
    assert "Vote enregistré" in receipt.title
