"""What nobody should send, and settings that nobody should write: each gets its page in French."""

import re

import pytest

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.meeting.rules import Act
from prioritisation.settings import THRESHOLDS
from tests.each import each

ENGLISH = re.compile(r"Traceback|Error\b|Exception|\b(must be|such as|not found|invalid)\b")
CRITERIA = ("ghg_impact", "partner_ecosystem", "existing_coverage")
HOSTILE = (
    *("-1", "101", "0.5", "1e2", "１００", "٣", "nan", "inf", "9" * 5_000, "<b>", "\x00", " "),
    *("\ud800".encode("utf-8", "surrogatepass"), b"\xff"),
)
PLACES = ("/vote/{}", "/vote/{}?changer", "/vote/{}/papier.pdf", "/vote/{}/aide.pdf")


@pytest.fixture(params=[None, *(asked.variable for asked in THRESHOLDS)])
def malformed(request):
    return request.param


def test_a_malformed_threshold_keeps_nobody_from_voting(sitting, device, monkeypatch, malformed):
    here, visitor = sitting(), device()
    here.open()
    if malformed:
        monkeypatch.setenv(malformed, "beaucoup")
    assert visitor.get(here.path).status == 200
    form = {**visitor.get(here.path).fields, "premier": CRITERIA[0]}
    sent = visitor.post(here.path, form | {f"n_{c}": "40" for c in CRITERIA[1:]})
    assert sent.status == 200
    assert len(here.ballots()) == 1
    here.others_vote(6).reveal()
    for place in PLACES:
        page = visitor.get(place.format(here.code))
        assert page.status in (200, 403, 404, 503), place
        if "text/html" in page.headers.get("content-type", ""):
            assert not ENGLISH.search(page.words), page.words


@each("mode", list(Mode))
def test_forged_answers_are_told_and_never_recorded(sitting, device, mode):
    here, visitor = sitting(), device()
    setup = here.stage().setup
    frame = {"combination": setup.combination, "criteria": setup.criteria, "weighting": mode}
    here.room.choose_frame(here.code, here.secret, **frame)
    here.open()
    fields = visitor.get(here.path).fields
    name = "rang_" if mode.ordered else "n_"
    good = {f"{name}{c}": "1" for c in CRITERIA} | {"premier": CRITERIA[0]}
    for found in HOSTILE:
        page = visitor.post(here.path, fields | good | {f"{name}{CRITERIA[1]}": found})
        assert not ENGLISH.search(page.words), (found, page.words)
        assert here.ballots() == [], found
    for told in ("", "SWING", "roc ", "x" * 5_000, "\x00", *(m for m in Mode if m is not mode)):
        page = visitor.post(here.path, fields | good | {"facon": told})
        assert not ENGLISH.search(page.words), told
        assert here.ballots() == [], told
    here.act(Act.REVEAL)
    assert visitor.get(here.path).status == 200


@each(
    "body",
    [
        b"premier=ghg_impact&premier=existing_coverage",
        b"&" * 100_000,
        b"n_ghg_impact" * 20_000,
        b"%",
        b"%ff%fe=%ff",
        b"facon[]=roc&facon[__proto__]=1",
        b'{"premier": "ghg_impact"}',
    ],
)
def test_forms_that_are_none_are_told(sitting, device, body):
    here, visitor = sitting(), device()
    here.open()
    visitor.get(here.path)
    page = visitor.post(here.path, body)
    assert page.status in (400, 403, 409, 413, 422)
    assert not ENGLISH.search(page.words)
    assert here.ballots() == []
