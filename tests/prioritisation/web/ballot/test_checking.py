import re

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room.voters import Proof, ReceiptProof
from prioritisation.meeting.rules import Act
from prioritisation.web.ballot.after import receipt_page
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render
from prioritisation.web.ballot.routes import proof_text
from tests.each import each


def cast(here, points=(100, 60, 40), voter="", nonce="n"):
    if not voter:
        token = here.room.new_token(here.code)
        here.room.join_soon(here.code, token).result()
        voter = here.room.voter_of(here.code, token)
    ballot = Ballot(dict(zip(here.ids, points, strict=True)), here.ids[points.index(100)])
    return here.room.cast_soon(here.code, voter, ballot, "", nonce).result()


def checked(here, device, typed, **sent):
    return device().posted(f"{here.path}/recu", {"recu": typed, **sent})


def test_the_receipt_says_where_it_is_checked_and_there_it_is(here, device):
    mine = cast(here)
    page = render(receipt_page(here.stage(), mine, Visitor("t")))
    (address,) = re.findall(r'href="([^"]*/recu)">', page)
    assert f">{address}<" in page
    found = device().get(address)
    assert (found.status, found.title) == (200, "Vérifier un reçu")
    assert found.fields == {"recu": ""}
    assert (
        "est dans l’urne du premier vote" in device().posted(address, {"recu": mine.receipt}).words
    )


def test_it_may_be_typed_as_one_likes(here, device):
    mine = cast(here).receipt
    for typed in (mine.lower(), mine.replace("-", ""), f" {mine[:4]} {mine[5:]} "):
        assert "Il compte." in checked(here, device, typed).words


def test_what_became_of_it_is_told_and_nothing_else(here, device):
    first = cast(here)
    second = cast(here, (20, 100, 40), first.token_hash, "2")
    replaced = checked(here, device, first.receipt)
    assert "a été remplacé" in replaced.words
    for secret in (second.receipt, "20", "100", first.at[:10], first.token_hash):
        assert secret not in replaced.words
    assert "a été remplacé" not in checked(here, device, second.receipt).words
    here.act(Act.VOID_ROUND, reason="erreur")
    here.stage()
    assert "annulé" in checked(here, device, second.receipt).words


@each("typed", ["ABCD-EFGH", "x", "<b>", "é" * 300, "\u00a0x", "'; --"])
def test_an_unknown_one_is_told_so_and_comes_back_as_text(here, device, typed):
    cast(here)
    page = checked(here, device, typed)
    assert page.status == 200
    assert "Aucun bulletin" in page.words
    assert "<b>" not in page.main.replace(f"<b>{here.code}</b>", "")


def test_nothing_typed_is_the_form(here, device):
    page = checked(here, device, "  ")
    assert page.status == 200
    assert "recu" in page.fields
    assert "Aucun bulletin" not in page.words


def test_no_meeting_and_no_form_have_their_pages(here, device):
    assert device().get("/vote/ABSEN/recu").status == 404
    assert device().posted(f"{here.path}/recu", b"x" * 70_000).status == 413


def test_a_rehearsal_is_said_to_be_one():
    assert "répétition" in proof_text(ReceiptProof(Proof.COUNTS, 1, rehearsal=True))
    assert "répétition" not in proof_text(ReceiptProof(Proof.UNKNOWN, rehearsal=True))


def test_no_cookie_is_given_and_nothing_is_kept_by_browsers(here, device):
    page = checked(here, device, cast(here).receipt)
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "no-store"
