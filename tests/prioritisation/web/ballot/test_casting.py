import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from prioritisation.analysis.ballots.ballot import (
    Ballot,
    BallotFault,
    BallotProblem,
    Mode,
    ballot_shares_of,
    from_json,
)
from prioritisation.meeting.room import Room, VoterStanding
from prioritisation.meeting.room.facilitation import CLOSING_S, drawn_invitations
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.sentences.ballot import TRIAL as TRIAL_QUESTION
from prioritisation.sentences.ballot import Vote, trial_ballot_criteria
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.ballot.casting import answer_ballot
from prioritisation.web.ballot.form import (
    LONGEST_NUMBER,
    Attempt,
    ballot_form,
    empty,
    fault_texts,
    from_ballot,
    from_fields,
)
from prioritisation.web.ballot.form import Visitor as VisitorPages
from prioritisation.web.ballot.rendering import render
from prioritisation.web.meetings import Meetings
from prioritisation.web.requests import MOST_FORM_BYTES, NotAForm, TooLong, fields_of, parse_fields
from tests.each import each
from tests.prioritisation.web.visitor import Visitor
from tests.strategies import ENOUGH

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


@pytest.fixture
def send_in(room, monkeypatch):
    """Nothing read of the room is kept between two forms."""
    monkeypatch.setattr("prioritisation.web.ballot.async_room.ROUTE_STAGE_FRESH_S", 0.0)
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 0.0)
    desk = AsyncRoom(lambda: room)

    def sender(here):
        def sent(fields, cookie="", n=1):
            async def together():
                casts = (answer_ballot(desk, here.code, cookie, fields) for _ in range(n))
                return await asyncio.gather(*casts)

            return asyncio.run(together())

        return sent

    return sender


@pytest.fixture
def send(here, send_in):
    return send_in(here)


def test_who_votes_joins(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1"})
    assert (page.name, here.stage().present, here.stage().ballots) == ("receipt", 1, 1)


def test_the_same_form_sent_many_times_at_once_is_one_ballot(here, send):
    token = here.room.new_token(here.code)
    pages = send({**ANSWERS, "jeton": token, "tour": "1", "envoi": "x"}, n=10)
    assert {page.name for page in pages} == {"receipt"}
    assert len({page.late["receipt"] for page in pages}) == 1
    assert (here.stage().present, here.stage().ballots) == (1, 1)


def test_characters_that_no_database_takes_are_told(here, send):
    token = here.room.new_token(here.code)
    (page,) = send({**ANSWERS, "jeton": token, "tour": "1", "raison": "a\ud800"})
    assert (page.status, page.values["faults"][0].at) == (422, "reason")


@pytest.mark.parametrize("cause", ["gone", "locked", "slow"])
def test_a_ballot_on_disk_has_its_receipt_when_nothing_can_be_read_after_it(
    here, send, monkeypatch, cause
):
    read = AsyncRoom.stage

    async def cut(desk, code):
        if here.ballots():
            raise StoreUnavailable(cause)
        return await read(desk, code)

    monkeypatch.setattr(AsyncRoom, "stage", cut)
    (page,) = send({**ANSWERS, "jeton": here.room.new_token(here.code), "tour": "1"})
    assert (page.name, page.status) == ("receipt", 200)


@each("invited", [False, True])
def test_who_voted_in_a_rehearsal_votes_again_once_it_is_erased(sitting, send_in, invited):
    here = sitting(invited=invited)
    token, claim = here.room.new_token(here.code), {}
    if invited:
        (made,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
        claim = {"invitation": made}
    send = send_in(here)
    here.act(Act.REHEARSE).open()
    here.room.join_soon(here.code, token, **claim).result()
    assert send({**ANSWERS, "jeton": token, "tour": "r1"})[0].name == "receipt"
    here.reveal().act(Act.END_REHEARSAL).open()
    if invited:
        assert send({**ANSWERS, "jeton": token, "tour": "1"})[0].status == 403
        here.room.join_soon(here.code, token, **claim).result()
    assert send({**ANSWERS, "jeton": token, "tour": "1"})[0].name == "receipt"
    assert (here.stage().present, here.stage().ballots) == (1, 1)


def test_any_body_is_a_form_or_is_refused():
    reached = set()

    @ENOUGH
    @given(st.binary(max_size=300) | st.text("a=&%01é+\0", max_size=40).map(str.encode))
    def check(body):
        try:
            fields = parse_fields(body)
        except NotAForm:
            reached.add("refused")
            return
        reached.add("read" if fields else "empty")
        assert not any("\0" in value for value in fields.values())
        for text in (*fields, *fields.values()):
            text.encode()

    check()
    assert reached >= {"read", "refused"}


def test_the_last_of_two_values_is_kept_and_empty_ones_too():
    assert parse_fields(b"a=1&a=2&b=&c=%C3%A9&d=%FF") == {
        "a": "2",
        "b": "",
        "c": "é",
        "d": "\ufffd",
    }


def _request(chunks, **headers):
    left = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]

    async def receive():
        return left.pop(0) if left else {"type": "http.request", "body": b"", "more_body": False}

    raw = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw}, receive), left


def test_a_long_body_without_a_length_is_not_read_to_its_end():
    request, left = _request([b"a" * 1000] * 1000)
    with pytest.raises(TooLong):
        asyncio.run(fields_of(request))
    assert len(left) > 1000 - MOST_FORM_BYTES // 1000 - 2


# What each phone is told: the ballot that counts, the end that comes, what is next.

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


def test_a_device_that_has_joined_says_so_everywhere_without_any_secret(sitting, device):
    here, visitor = sitting(), device()
    visitor.get(here.path)
    assert f"present_{here.code}" not in visitor.cookies
    visitor.posted(f"{here.path}/entrer", {})
    assert visitor.cookies[f"present_{here.code}"] == here.room.presence_of(here.code)
    assert visitor.paths[f"present_{here.code}"] == "/"
    token = visitor.cookies[f"bulletin_{here.code}"]
    assert visitor.paths[f"bulletin_{here.code}"] == here.path
    voter = here.room.voter_of(here.code, token)
    assert here.room.standing(here.code, voter) is VoterStanding.JOINED


def test_a_token_is_given_once(sitting, device):
    here, visitor = sitting(), device()
    assert "set-cookie" in visitor.get(here.path).headers
    assert "set-cookie" not in visitor.get(here.path).headers


VOTE = Vote(TRIAL_QUESTION, trial_ballot_criteria())


@each("fault", BallotFault)
def test_every_fault_has_a_sentence_and_a_place_in_the_form(fault):
    (found,) = fault_texts([BallotProblem(fault, "essai_choice", "90")], VOTE)
    assert found.text
    assert "{" not in found.text
    assert found.at.partition("-")[0] in ("f", "n", "a", "p")


@each(("mode", "at"), [(Mode.SWING, "f-0"), (Mode.POINTS, "n-0"), (Mode.ROC, "p-0-1")])
def test_a_ballot_in_another_way_leads_to_the_start_of_the_right_form(mode, at):
    problems = [BallotProblem(BallotFault.OTHER_MODE)]
    assert fault_texts(problems, Vote(1, trial_ballot_criteria(), mode))[0].at == at


def test_what_came_in_is_shown_again_whatever_it_was():
    fields = {"premier": "a", "n_b": "x" * 99, "autant_b": "1", "abstention_c": "", "raison": "r"}
    found = from_fields(fields, ["a", "b", "c"])
    assert (found.first, found.numbers["b"]) == ("a", "x" * LONGEST_NUMBER)
    assert (found.as_much, found.abstained, found.reason) == ({"b"}, {"c"}, "r")


def test_a_ballot_is_shown_with_its_abstentions():
    found = from_ballot(Ballot({"a": 100, "b": None, "c": 0}, "a"), "r")
    assert (found.numbers, found.abstained) == ({"a": "100", "b": "", "c": "0"}, {"b"})


def test_places_are_shown_again_and_changed():
    found = from_fields({"rang_a": "2", "rang_b": "abstention"}, ["a", "b", "c"])
    assert found.places == {"a": "2", "b": "abstention", "c": ""}
    ballot = Ballot({"a": 1, "b": None, "c": 1}, "", Mode.ROC)
    assert from_ballot(ballot, "").places == {"a": "1", "b": "abstention", "c": "1"}


FIELDS = {"raison": 'a "b" <c>', "geste": "envoyer"}


@each("cause", ["locked", "readonly", "full", "gone", None])
def test_each_cause_has_its_sentence_and_the_answers_stay(cause):
    page = meanwhile.unavailable(cause, FIELDS, "/vote/ABCDE")
    text = render(page, part=True)
    assert page.status == (503 if cause else 500)
    assert 'name="raison" value="a &#34;b&#34; &lt;c&gt;"' in text
    assert 'name="geste"' not in text
    assert 'action="/vote/ABCDE"' in text


@each(
    ("cause", "sure"),
    [("locked", True), ("full", True), ("gone", False), ("slow", False), (None, False)],
)
def test_nothing_is_said_not_to_be_recorded_that_may_be(cause, sure):
    """The answer to a commit may be lost with the server."""
    text = render(meanwhile.unavailable(cause, FIELDS, "/vote/ABCDE"), part=True)
    assert ("Rien n’a été enregistré" in text) is sure
    assert ("ne comptent qu’une fois" in text) is not sure


def test_each_form_has_its_own_number_so_that_a_change_is_not_a_resend(sitting):
    here = sitting().open()
    attempt = Attempt(empty(here.ids))
    drawn = {
        ballot_form(here.stage(), VisitorPages("t"), attempt).values["nonce"] for _ in range(5)
    }
    assert len(drawn) == 5


# Each way of asking for weights through HTTP, without JavaScript.

POINTS = {"n_ghg_impact": "50", "n_partner_ecosystem": "30", "n_existing_coverage": "20"}
PLACES = {"rang_ghg_impact": "1", "rang_partner_ecosystem": "3", "rang_existing_coverage": "2"}
WAYS_ANSWERS = {Mode.POINTS: POINTS, Mode.ROC: PLACES}


@pytest.fixture
def asking(sitting):
    """A meeting that asks for weights in a way."""

    def made(mode, **options):
        here = sitting(**options)
        choose(here, mode)
        return here

    return made


def choose(here, mode):
    setup = here.stage().setup
    here.room.choose_frame(
        here.code,
        here.secret,
        combination=setup.combination,
        criteria=setup.criteria,
        weighting=mode,
    )


def send_ways(visitor, here, answers, **more):
    form = {**visitor.get(f"{here.path}?changer").fields, **answers, **more}
    return visitor.post(here.path, {k: v for k, v in form.items() if v is not None})


@each("mode", list(WAYS_ANSWERS))
def test_a_vote_in_each_way_is_recorded_as_it_was_answered(asking, device, mode):
    here, visitor = asking(mode).open(), device()
    page = send_ways(visitor, here, WAYS_ANSWERS[mode])
    assert page.status == 200, page.words
    (kept,) = here.ballots()
    assert (kept["mode"], kept["first"]) == (mode.value, "")
    assert list(kept["points"].values()) == [int(v) for v in WAYS_ANSWERS[mode].values()]
    told = {Mode.POINTS: ("50", "30", "20"), Mode.ROC: ("61", "11", "28")}
    assert re.findall(
        r"([\d,]+)\xa0%", re.search("<figure.*?</figure>", page.main, re.DOTALL)[0]
    ) == [*told[mode]]


@each(("third", "said"), [("10", "Il manque 10 points."), ("21", "1 point de trop.")])
def test_a_wrong_total_is_said_and_nothing_is_lost(asking, device, third, said):
    here, visitor = asking(Mode.POINTS).open(), device()
    page = send_ways(visitor, here, POINTS, n_existing_coverage=third, raison="Parce que")
    assert page.status == 422
    assert said.replace("\xa0", " ") in page.words
    assert page.fields["n_existing_coverage"] == third
    assert page.fields["raison"] == "Parce que"
    assert here.ballots() == []


def test_points_are_shared_between_the_criteria_without_abstention(asking, device):
    here, visitor = asking(Mode.POINTS).open(), device()
    form = {"n_ghg_impact": "70", "n_partner_ecosystem": "30", "abstention_existing_coverage": "1"}
    assert send_ways(visitor, here, form, n_existing_coverage="").status == 200
    assert here.ballots()[0]["points"]["existing_coverage"] is None


@each(
    ("change", "said"),
    [
        (
            {"rang_ghg_impact": None},
            "Impact GES : choisissez une place, ou ne vous prononcez pas.",
        ),
        ({"rang_ghg_impact": "4"}, "Impact GES : choisissez une place, ou ne vous prononcez pas."),
        ({"rang_lune": "1"}, "d’autres critères que ceux du vote"),
        (
            {"rang_ghg_impact": "abstention", "rang_partner_ecosystem": "abstention"},
            "il n’y a rien à comparer",
        ),
    ],
)
def test_a_wrong_order_is_said_and_nothing_is_lost(asking, device, change, said):
    here, visitor = asking(Mode.ROC).open(), device()
    page = send_ways(visitor, here, PLACES | change)
    assert (page.status, here.ballots()) == (422, [])
    assert said in page.words
    assert page.fields["rang_existing_coverage"] == "2"


def test_ties_and_abstentions_have_their_weights(asking, device):
    here, visitor = asking(Mode.ROC).open(), device()
    send_ways(
        visitor, here, PLACES, rang_partner_ecosystem="1", rang_existing_coverage="abstention"
    )
    (stored,) = here.room.store.ballots(here.code, 1)
    assert ballot_shares_of(from_json(stored.points_json)) == {
        "ghg_impact": 0.5,
        "partner_ecosystem": 0.5,
        "existing_coverage": None,
    }


def test_the_trial_follows_the_way_and_a_form_made_before_a_change_is_said_so(asking, device):
    here, visitor = asking(Mode.POINTS), device()
    before = visitor.get(here.path)
    assert "Répartissez 100 points" in before.words
    choose(here, Mode.ROC)
    points = dict(zip((f"n_{c}" for c in TRIAL_IDS), ("50", "30", "20"), strict=True))
    page = visitor.post(here.path, {**before.fields, **points})
    assert page.status == 422
    assert "La façon de demander les poids a changé" in page.words
    places = {f"rang_{c}": "1" for c in TRIAL_IDS}
    assert visitor.post(here.path, {**page.fields, **places}).status == 200
