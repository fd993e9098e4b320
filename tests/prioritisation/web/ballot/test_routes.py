"""What a voter's browser gets, without JavaScript, in each state and for each bad input."""

import base64
import gzip
import hashlib
import logging
import re

import pytest
from starlette.datastructures import Headers

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.documents.sheets.content import ballot_sheet, help_sheet
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.web.ballot.rendering import Page, ballot_policy, page_response, render
from prioritisation.wording.nouns import speaking_of
from tests.each import each
from tests.other_cases import OTHERS, foreign_words, other_sitting
from tests.prioritisation.web.visitor import ANSWERS, filled, voted

MEGABYTE = 2**20


def test_a_vote_is_acknowledged_by_the_page_itself(here, device):
    page = voted(device(), here, raison="Parce que")
    assert (page.status, "Vote enregistré" in page.title) == (200, True)
    assert here.stage().ballots == 1
    assert re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", page.words)
    assert here.ballots()[0]["points"] == {
        "ghg_impact": 100,
        "partner_ecosystem": 60,
        "existing_coverage": 35,
    }


def test_a_page_is_never_kept_and_runs_our_script_only(here, device):
    headers = device().get(here.path).headers
    assert headers["cache-control"] == "no-store"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_token_is_a_cookie_that_no_script_reads_for_this_meeting_only(here, device):
    cookie = device().get(here.path).headers["set-cookie"]
    assert f"Path={here.path}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_resend_is_one_ballot_and_a_change_replaces_it(here, device):
    visitor = device()
    form = filled(visitor.get(here.path))
    for _ in range(2):
        assert visitor.post(here.path, form).status == 200
    assert here.stage().version == visitor_version(visitor.get(here.path))
    change = visitor.get(f"{here.path}?changer")
    assert "Votre vote est déjà enregistré." in change.words
    assert change.fields["n_partner_ecosystem"] == "60"
    visitor.post(here.path, {**change.fields, "n_partner_ecosystem": "10"})
    assert [b["points"]["partner_ecosystem"] for b in here.ballots()] == [10]


def visitor_version(page):
    return int(re.search(r'data-version="(\d+)"', page.text)[1])


# --- bad input


@each(
    ("answers", "told"),
    [
        ({"n_partner_ecosystem": "101"}, "101 n’est pas entre 0 et 100"),
        ({"n_partner_ecosystem": "-1"}, "-1 n’est pas entre 0 et 100"),
        ({"n_partner_ecosystem": "9" * 5000}, "n’est pas entre 0 et 100"),
        ({"n_partner_ecosystem": "1e1"}, "n’est pas un nombre entier"),
        ({"n_partner_ecosystem": "٣"}, "n’est pas un nombre entier"),
        ({"n_partner_ecosystem": ""}, "donnez un nombre entier de 0 à 100"),
        ({"premier": ""}, "Choisissez la différence qui doit peser le plus."),
        ({"premier": "autre"}, "d’autres critères que ceux du vote"),
        ({"n_autre": "3"}, "d’autres critères que ceux du vote"),
        (
            {"abstention_partner_ecosystem": "1", "abstention_existing_coverage": "1"},
            "il n’y a rien à comparer",
        ),
        ({"raison": "x" * 141}, "Votre raison a 141 caractères"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_told_and_the_form_comes_back_filled(here, device, answers, told):
    page = voted(device(), here, **answers)
    assert page.status == 422
    assert "Rien n’est encore envoyé." in page.words
    assert told in page.words.replace("\u202f", " ")
    assert page.fields["n_existing_coverage"] == "35"
    assert here.ballots() == []


@pytest.mark.parametrize("reason", ["<b>gras</b> & <script>alert(1)</script>", "*a* [b](c) _d_"])
def test_what_a_voter_writes_is_never_markup(here, device, reason):
    visitor = device()
    assert voted(visitor, here, raison=reason).status == 200
    page = visitor.get(f"{here.path}?changer")
    assert page.fields["raison"] == reason
    assert "<script>alert" not in page.text
    assert here.room.store.ballots(here.code, 1)[0].reason == reason


@pytest.mark.parametrize("token", ["", "x", "x.y", "é" * 40, "a" * 5000])
def test_a_forged_token_is_refused_and_the_answers_come_back(here, device, token):
    page = device().post(here.path, {**ANSWERS, "jeton": token, "tour": "1"})
    assert page.status == 403
    assert page.fields["n_partner_ecosystem"] == "60"
    assert page.fields["jeton"] != token
    assert here.ballots() == []
    again = device().post(here.path, page.fields)
    assert (again.status, len(here.ballots())) == (200, 1)


def test_a_token_cut_short_or_of_another_meeting_is_refused(here, sitting, device):
    form = filled(device().get(here.path))
    other = sitting().open()
    foreign = device().get(other.path).fields["jeton"]
    for token in (form["jeton"][:-1], foreign):
        assert device().post(here.path, {**form, "jeton": token}).status == 403
    assert here.ballots() == []


@each("length", ["", str(10 * MEGABYTE), "-1", "many"])
def test_a_body_of_ten_megabytes_is_not_read(here, device, length):
    page = device().post(here.path, b"a" * 10 * MEGABYTE, content_length=length)
    assert (page.status, page.title) == (413, "L’envoi est trop gros")


@each("cause", ["locked", "readonly", "full", "gone"])
def test_a_box_that_takes_nothing_keeps_the_answers(here, device, monkeypatch, caplog, cause):
    visitor = device()
    form = filled(visitor.get(here.path), raison="Ma raison")

    def refuse(*_args, **_seen):
        raise StoreUnavailable(cause)

    monkeypatch.setattr(here.room, "cast_soon", refuse)
    with caplog.at_level(logging.INFO):
        page = visitor.post(here.path, form)
    assert page.status == 503
    assert "Les bulletins déjà enregistrés sont en sûreté." in page.words
    monkeypatch.undo()
    assert form["jeton"] not in caplog.text
    assert "Ma raison" not in caplog.text
    assert visitor.post(here.path, page.fields).status == 200


def test_an_error_of_ours_is_a_french_page_and_a_log_without_answers(
    here, device, monkeypatch, caplog
):
    visitor = device()
    form = filled(visitor.get(here.path), raison="Ma raison")
    monkeypatch.setattr(here.room, "cast_soon", lambda *_args, **_seen: 1 / 0)
    page = visitor.post(here.path, form)
    assert (page.status, page.title) == (500, "Pas encore enregistré")
    assert "ZeroDivisionError" in caplog.text
    assert "Ma raison" not in caplog.text
    assert form["jeton"] not in caplog.text


# --- the meeting moves on


def test_a_change_that_comes_late_says_that_the_earlier_ballot_counts(here, device):
    visitor = device()
    voted(visitor, here)
    form = filled(visitor.get(f"{here.path}?changer"), n_partner_ecosystem="1")
    here.reveal()
    page = visitor.post(here.path, form)
    assert page.status == 409
    assert "Votre vote précédent compte" in page.words
    assert here.ballots()[0]["points"]["partner_ecosystem"] == 60


def test_the_same_ballot_sent_again_after_the_end_is_acknowledged(here, device):
    visitor = device()
    form = filled(visitor.get(here.path))
    visitor.post(here.path, form)
    here.reveal()
    assert visitor.post(here.path, form).status == 200


def test_a_ballot_of_the_first_round_never_enters_the_second(here, device):
    visitor, other = device(), device()
    form = filled(visitor.get(here.path))
    voted(other, here)
    here.reveal()
    here.room.open_round(here.code, here.secret)
    page = visitor.post(here.path, form)
    assert (page.status, page.title) == (409, "Le premier vote est fermé")
    assert here.ballots() == []


def test_the_trial_counts_for_nothing_and_its_form_is_not_a_ballot(sitting, device):
    here, visitor = sitting(), device()
    page = visitor.get(here.path)
    assert "Ceci est un essai" in page.words
    trial = {
        **page.fields,
        "premier": "essai_quiet",
        "n_essai_distance": "1",
        "n_essai_choice": "2",
    }
    assert "Vote d’essai reçu" in visitor.post(here.path, trial).words
    here.open()
    assert visitor.post(here.path, {**trial, "n_essai_choice": "3"}).status == 409
    assert "Votre premier vote" in visitor.get(here.path).words
    assert here.ballots() == []


def test_after_the_reveal_own_ranking_stands_beside_the_groups(here, device):
    visitor = device()
    voted(visitor, here)
    here.others_vote(4).reveal()
    page = visitor.get(here.path)
    assert page.words.count("Mieux se loger") == 1
    assert "Poids du groupe, moyenne de 5 votes" in page.words
    assert "3e à 6e" in page.words


def test_below_five_ballots_the_group_is_not_shown(here, device):
    visitor = device()
    voted(visitor, here)
    here.others_vote(1).reveal()
    page = visitor.get(here.path)
    assert "rien d’autre que le nombre de votes n’est montré" in page.words
    assert "Poids du groupe" not in page.words


def test_who_did_not_vote_sees_the_result_of_the_group(here, device):
    here.others_vote(5).reveal()
    page = device().get(here.path)
    assert (page.status, "voici ce que dit le groupe" in page.words) == (200, True)
    assert "Avec le vote du groupe, " in page.words
    assert "Tout cela avec les choix actuels, encore à confirmer." in page.words, (
        "a reading is still to be confirmed"
    )
    assert "Poids du groupe, moyenne de 5 votes" in page.words
    assert "Avec vos poids" not in page.words
    assert page.words.count("Mieux se loger") == 1
    assert "Un autre tour" not in page.words


def test_below_five_ballots_who_did_not_vote_sees_no_figure(here, device):
    here.others_vote(4).reveal()
    page = device().get(here.path)
    assert "Vous n’avez pas pris part à ce vote." in page.words
    assert "voici ce que dit le groupe" not in page.words
    assert "rien d’autre que le nombre de votes n’est montré" in page.words
    assert "%" not in page.words
    assert "Mieux" not in page.words


def test_a_void_round_leaves_a_page_that_waits(here, device):
    here.others_vote(3)
    here.act(Act.VOID_ROUND, reason="erreur")
    assert "Le vote n’est pas encore ouvert" in device().get(here.path).words


SECTIONS = {"sections": [("<b>", ["a & b"])]}


def sent(kind):
    """The style or the script of a page, as a browser gets it."""
    html = render(Page("text", "Titre", SECTIONS))
    (found,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
    return found


def test_texts_are_escaped():
    html = render(Page("text", "<i>", SECTIONS))
    assert "&lt;b&gt;" in html
    assert "<i>" not in html


def test_the_policy_allows_what_is_in_the_page_and_nothing_else():
    html = render(Page("text", "Titre", SECTIONS))
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in ballot_policy()
    assert "unsafe" not in ballot_policy()


def test_a_part_is_small_and_a_whole_page_is_compressed_when_wanted():
    page = Page("text", "Titre", SECTIONS)
    part = page_response(page, Headers({"x-part": "1", "accept-encoding": "gzip"}))
    assert b"<style>" not in part.body
    whole = page_response(page, Headers({"accept-encoding": "gzip"}))
    assert b"<style>" in gzip.decompress(whole.body)
    assert b"<style>" in page_response(page, Headers({})).body


def test_style_and_script_stay_light():
    """What is sent: the script of the words beside it is not counted."""
    size = sum(len(sent(kind).encode()) for kind in ("style", "script"))
    assert 10_000 < size < 26_000


# The ballot of cases that are nothing like Normandie, asked in each way there is.


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
