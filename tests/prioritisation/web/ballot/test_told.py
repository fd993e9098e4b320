"""What each phone is told: the ballot that counts, the end that comes, what is next."""

import re

import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.room.facilitation import CLOSING_S
from prioritisation.meeting.rules import Act, Form
from prioritisation.web.meetings import Meetings
from tests.each import each
from tests.prioritisation.web.visitor import Visitor

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}
TRIAL = {"premier": "essai_quiet", "n_essai_distance": "1", "n_essai_choice": "2"}


def filled(page, **answers):
    return {**page.fields, **ANSWERS, **answers}


def voted(visitor, here, **answers):
    return visitor.post(here.path, filled(visitor.get(here.path), **answers))


def counting(here):
    return [b["points"]["partner_ecosystem"] for b in here.ballots()]


# --- a form is sent once


@each("trial", [True, False])
def test_a_form_that_is_taken_leads_to_its_receipt(sitting, device, trial):
    here, visitor = sitting(), device()
    if not trial:
        here.open()
    form = visitor.get(here.path).fields | (TRIAL if trial else ANSWERS)
    sent = visitor.posted(here.path, form)
    assert (sent.status, sent.headers["location"]) == (303, here.path)
    assert sent.headers["cache-control"] == "no-store"
    page = visitor.get(here.path)
    assert ("essai reçu" in page.title, "enregistré" in page.title) == (trial, not trial)


def test_the_script_gets_its_receipt_at_once(here, device):
    visitor = device()
    sent = visitor.posted(here.path, filled(visitor.get(here.path)), x_part="1")
    assert (sent.status, "Vote enregistré" in sent.title) == (200, True)


def test_a_browser_without_cookies_gets_its_receipt_at_once(here, device):
    visitor = device()
    form = filled(visitor.get(here.path))
    visitor.cookies.clear()
    sent = visitor.posted(here.path, form)
    assert (sent.status, "Vote enregistré" in sent.title) == (200, True)


def test_a_form_to_be_corrected_is_answered_by_itself(here, device):
    visitor = device()
    sent = visitor.posted(here.path, filled(visitor.get(here.path), n_partner_ecosystem="101"))
    assert (sent.status, sent.fields["n_partner_ecosystem"]) == (422, "101")


def test_a_trial_that_comes_late_is_not_a_round_zero(sitting, device):
    here, visitor = sitting(), device()
    form = visitor.get(here.path).fields | TRIAL
    visitor.post(here.path, form)
    here.open()
    for sent in (form, form | {"n_essai_choice": "9"}):
        page = visitor.post(here.path, sent)
        assert (page.status, page.title) == (409, "L’essai est terminé")
        assert "vote 0" not in page.words
        assert "Le premier vote est ouvert" in page.words
    assert here.ballots() == []


def test_a_round_that_is_none_is_said_so(here, device):
    visitor = device()
    for number in ("", "7", "x", "-1", "٣"):
        page = visitor.post(here.path, filled(visitor.get(here.path), tour=number))
        assert (page.status, page.title) == (409, "Ce bulletin n’est d’aucun vote")
        assert "Il ne compte pas." in page.words


# --- an older form, sent again


def first_then_second(visitor, here):
    """A, then B; the form of A."""
    old = filled(visitor.get(here.path))
    visitor.post(here.path, old)
    change = visitor.get(f"{here.path}?changer")
    visitor.post(here.path, {**change.fields, "n_partner_ecosystem": "10"})
    return old


def test_an_older_form_sent_again_does_not_count_and_says_so(here, device):
    visitor = device()
    old = first_then_second(visitor, here)
    page = visitor.post(here.path, old)
    assert "Votre dernier vote compte" in page.title
    assert "un vote plus ancien, que vous aviez remplacé" in page.words
    assert "il ne compte pas." in page.words
    assert "Il compte" not in page.words
    assert counting(here) == [10]
    receipt = here.room.store.ballots(here.code, 1)[0].receipt
    assert receipt in page.words
    part = visitor.posted(here.path, old, x_part="1")
    assert "Votre dernier vote compte" in part.title


def test_an_older_form_sent_again_after_the_end_does_not_count_either(here, device):
    visitor = device()
    old = first_then_second(visitor, here)
    here.others_vote(4).reveal()
    page = visitor.post(here.path, old)
    assert "Il compte" not in page.words
    assert "un vote plus ancien" in page.words


def test_the_ballot_of_a_past_round_sent_again_counted_there(here, device):
    visitor = device()
    form = filled(visitor.get(here.path))
    visitor.post(here.path, form)
    here.others_vote(4).reveal()
    here.open()
    page = visitor.post(here.path, form)
    assert page.status == 409
    assert "Ce vote était arrivé à temps" in page.words
    assert "il ne compte pas" not in page.words
    page = visitor.post(here.path, form | {"n_partner_ecosystem": "1"})
    assert "Votre vote précédent compte" in page.words
    assert here.ballots() == []


def test_a_ballot_of_a_void_round_never_counts(here, device):
    visitor = device()
    form = filled(visitor.get(here.path))
    visitor.post(here.path, form)
    here.act(Act.VOID_ROUND, reason="erreur")
    for _ in range(2):
        page = visitor.post(here.path, form)
        assert page.title == "Le premier vote a été annulé"
        assert "ne compte" in page.words
        assert "Il compte" not in page.words
        if here.stage().meeting.phase == "checks":
            here.open()


def test_a_form_to_be_corrected_that_comes_too_late_is_not_asked_again(here, device):
    visitor = device()
    form = filled(visitor.get(here.path), n_partner_ecosystem="101")
    here.others_vote(3).reveal()
    page = visitor.post(here.path, form)
    assert (page.status, page.title) == (409, "Le premier vote est fermé")


# --- a round that closes


def close(here, missing=9):
    here.room.close_round(here.code, here.secret, missing=missing)


def joined(device, here):
    visitor = device()
    page = visitor.get(here.path)
    visitor.post(f"{here.path}/entrer", {"jeton": page.fields["jeton"]})
    return visitor, page


def test_a_ballot_begun_is_warned_and_may_still_be_sent(here, device):
    visitor, page = joined(device, here)
    close(here)
    warned = visitor.get(here.path)
    told = re.search(r"Le vote ferme dans (\d+) s : envoyez le vôtre", clean(warned))
    assert 1 <= int(told[1]) <= CLOSING_S
    assert 0 < int(re.search(r'data-left="(\d+)"', warned.text)[1]) <= 1000 * CLOSING_S
    assert "Vote enregistré" in visitor.post(here.path, filled(page)).title
    assert len(here.ballots()) == 1


def clean(page):
    return page.words.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_ballot_on_its_way_when_the_round_closes_is_refused_and_kept(here, device, clock):
    visitor, page = joined(device, here)
    close(here)
    clock()
    late = visitor.post(here.path, filled(page))
    assert (late.status, late.title) == (409, "Le premier vote est fermé")
    assert "il ne compte pas" in late.words
    assert "51" in late.words  # what it held
    assert here.ballots() == []
    assert "Un autre tour" not in late.words


def test_a_change_on_its_way_when_the_round_closes_leaves_the_ballot_that_counts(
    here, device, clock
):
    visitor, _page = joined(device, here)
    voted(visitor, here)
    joined(device, here)
    change = visitor.get(f"{here.path}?changer")
    close(here)
    clock()
    late = visitor.post(here.path, {**change.fields, "n_partner_ecosystem": "1"})
    assert "Votre vote précédent compte" in late.words
    assert counting(here) == [60]


def test_once_closed_phones_say_whether_their_ballot_counts(here, device, clock):
    visitor, _page = joined(device, here)
    voted(visitor, here)
    other, _page = joined(device, here)
    close(here)
    clock()
    mine, none, new = (v.get(here.path) for v in (visitor, other, device()))
    assert "Il compte. Le vote est fermé" in mine.words
    assert "Changer mon vote" not in mine.words
    assert "Il compte. Le vote est fermé" in visitor.get(f"{here.path}?changer").words
    for page in (none, new):
        assert page.title == "Le premier vote est fermé"
        assert "Aucun vote de cet appareil n’y compte." in page.words
        assert "Les résultats s’afficheront ici dès que l’animation les montrera." in page.words
    for page in (mine, none, new):
        assert "Mieux" not in page.words


def test_waiting_after_all_takes_the_warning_away(here, device):
    visitor, _page = joined(device, here)
    close(here)
    assert "Le vote ferme" in visitor.get(here.path).words
    here.room.keep_open(here.code, here.secret)
    assert "Le vote ferme" not in visitor.get(here.path).words


# --- round 2


@pytest.fixture
def second(here, device):
    """Somebody who voted in round 1, and round 2 open."""
    visitor = device()
    voted(visitor, here, raison="Parce que")
    here.others_vote(4).reveal()
    here.open()
    return visitor


def test_the_ballot_comes_back_and_says_that_it_must_be_sent_again(here, second):
    page = second.get(here.path)
    assert page.fields["n_partner_ecosystem"] == "60"
    assert page.fields["premier"] == "ghg_impact"
    assert "Votre premier vote est ci-dessous" in page.words
    assert "Il ne compte pas dans le second vote tant que vous ne le renvoyez pas." in page.words
    assert "Renvoyer le même vote" in page.words
    assert here.ballots() == []


def test_keeping_the_ballot_is_one_touch(here, second):
    page = second.get(here.path)
    kept = re.search(r'<form[^>]*class="keep">(.*?)</form>', page.main, re.DOTALL)[1]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', kept))
    sent = second.posted(here.path, fields)
    assert (sent.status, sent.headers["location"]) == (303, here.path)
    assert counting(here) == [60]
    assert here.room.store.ballots(here.code, 2)[0].reason == "Parce que"
    assert "Vote enregistré" in second.get(here.path).title
    second.posted(here.path, fields)
    assert counting(here) == [60]


@pytest.mark.parametrize("void", [False, True])
def test_a_criterion_that_is_gone_is_named_with_the_reason_typed(here, second, void):
    assert "On ne vote plus" not in second.get(here.path).words
    gone = here.stage().criteria[-1].plain_name()
    here.reveal().without_last_criterion("<b>mal</b> mesuré").open()
    if void:
        here.act(Act.VOID_ROUND, reason="erreur")
        here.open()
    page = second.get(here.path)
    assert f"on ne vote plus sur ce critère : {gone}." in page.words.replace("\xa0", " ")
    assert "&lt;b&gt;mal&lt;/b&gt; mesuré" in page.main.replace("\u2068", "").replace("\u2069", "")
    assert "Renvoyer le même vote" not in page.words


def test_a_changed_ballot_is_sent_as_it_was_changed(here, second):
    page = second.get(here.path)
    second.post(here.path, {**page.fields, "n_partner_ecosystem": "5"})
    assert counting(here) == [5]


def test_who_has_no_ballot_finds_an_empty_one(here, second, device):
    page = device().get(here.path)
    assert page.fields["n_partner_ecosystem"] == ""
    assert "Renvoyer le même vote" not in page.words
    assert second


def test_without_a_ballot_in_round_two_the_group_is_shown(here, second):
    here.others_vote(5).reveal()
    page = second.get(here.path)
    assert "Vous n’avez pas pris part à ce vote" in page.words
    assert "moyenne de 5 votes" in page.words
    assert "autre tour" not in page.words


# --- before the doors open


@each("asks", [True, False])
def test_too_early_is_said_and_the_page_follows(room, device, asks):
    options = {"colleges": ["État"], "asks_carrying": True} if asks else {}
    made = room.create("Bientôt", form=Form.SHORT, **options)
    path, visitor = f"/vote/{made.code}", device()
    page = visitor.get(visitor.get(f"/vote?code={made.code}").headers["location"])
    token = room.new_token(made.code)
    visitor.post(f"{path}/entrer", {"jeton": token, "college": "État" if asks else ""})
    for found in (page, visitor.get(path)):
        assert found.title == "La séance n’est pas encore ouverte"
        assert "Gardez cette page" in found.words
        assert "Entrer dans la séance" not in found.words
    key = re.search(r'data-key="([^"]+)"', page.text)[1]
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    assert room.stage(made.code, fresh=True).key != key
    assert "pas encore ouverte" not in visitor.get(path).words


# --- what was rehearsed stays there


def test_a_rehearsal_that_begins_and_one_that_is_erased_are_told_to_phones(sitting):
    here = sitting()
    before = here.stage().key
    rehearsed = here.act(Act.REHEARSE).stage().key
    opened = here.open().stage().key
    here.reveal().act(Act.END_REHEARSAL)
    assert here.stage().key == before != rehearsed
    assert here.open().stage().key != opened


@each("waits", [False, True])
def test_a_ballot_of_a_rehearsal_never_counts_in_the_real_round(sitting, device, waits):
    """A phone without a network sends it when it finds one again."""
    here, visitor = sitting(), device()
    here.act(Act.REHEARSE).open()
    late = filled(visitor.get(here.path))
    if not waits:
        assert "Vote enregistré" in visitor.post(here.path, late).title
    here.reveal().act(Act.END_REHEARSAL).open()
    page = visitor.posted(here.path, late)
    assert (page.status, page.title) == (409, "Ce bulletin n’est d’aucun vote")
    assert "Il ne compte pas" in page.words
    assert here.ballots() == []


def test_a_real_form_is_none_of_a_rehearsal(sitting, device):
    here, visitor = sitting(), device()
    here.act(Act.REHEARSE).open()
    page = visitor.post(here.path, filled(visitor.get(here.path), tour="1"))
    assert (page.status, here.ballots()) == (409, [])


def test_a_form_that_is_newer_than_what_the_server_knows_is_taken(
    here, device, runner, monkeypatch
):
    """Another server has opened the round, and showed the form."""
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 60.0)
    monkeypatch.setattr("prioritisation.web.ballot.async_room.ROUTE_STAGE_FRESH_S", 60.0)
    voter = device()
    here.others_vote(3).reveal()
    assert voter.get(here.path).title.startswith("Le vote")  # known here from now on
    there = Room(here.room.store)
    other = Meetings(None, rooms=lambda: there)
    there.open_round(here.code, here.secret)
    page = Visitor(other, runner, cookies=voter.cookies).get(here.path)
    assert "second vote" in page.words
    assert "Vote enregistré" in voter.post(here.path, filled(page)).title
    assert there.stage(here.code, fresh=True).ballots == 1
    other.events.close()
