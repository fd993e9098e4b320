import asyncio
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from prioritisation.analysis.ballots.ballot import Ballot, from_json
from prioritisation.drawing.round_sentences import first_for
from prioritisation.meeting.room.rationale import MeetingTexts
from prioritisation.meeting.room.voters import Proof, ReceiptProof
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    to_json,
)
from prioritisation.settings import CASE_VARIABLE
from prioritisation.web.ballot import rendering
from prioritisation.web.ballot.after import (
    DecisionPublisher,
    published_decision,
    rank_words,
    receipt_page,
    results_page,
)
from prioritisation.web.ballot.async_room import AsyncRoom, Look
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render
from prioritisation.web.ballot.routes import proof_text
from prioritisation.wording import ordinal
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.meeting.room.queries import counted
from tests.prioritisation.sentences.made import plain
from tests.prioritisation.web.visitor import voted

RESTS = (50, 20), (50, None)


def ranking(best, worst):
    return SimpleNamespace(best=np.array(best), worst=np.array(worst))


def test_ranks_are_spans_when_scores_are_unknown():
    found = ranking([1, 2, 1], [1, 6, 3])
    assert [rank_words(found, row) for row in range(3)] == ["1er", "2e à 6e", "1er à 3e"]
    assert ordinal(2) == "2e"


@each(("others", "group"), [(1, False), (3, False), (4, True)])
def test_the_group_is_there_from_five_ballots(sitting, others, group):
    here = sitting().open()
    token = here.room.new_token(here.code)
    voter = here.room.voter_of(here.code, token)
    here.room.join_soon(here.code, token).result()
    here.others_vote(others)
    ballot = here.room.store.ballots(here.code, 1)[0]
    here.room.cast_soon(here.code, voter, from_json(ballot.points_json), "", "n").result()
    here.reveal()
    results = here.room.results(here.code, "voter")
    page = results_page(here.stage(), here.room.own_result(here.code, voter, results), results)
    values = page.values()
    assert [c.group is not None for c in values["compared"]] == [group] * 3
    assert [c.own is not None for c in values["compared"]] == [True] * 3
    assert len(values["ranks"]) == 6
    assert ("groupe" in page.late["sentence"]) == group
    for shown in (page, results_page(here.stage(), None, results)):
        whole = render(shown)
        assert ("Cette comparaison" in whole) == (group and shown is page)
        title = re.search("<h1[^>]*>(.*?)<small", whole)[1]
        assert ("groupe" in title) == group


@each("others", [1, 4])
def test_who_is_first_with_ones_own_vote_is_so_with_the_choices_in_force(
    sitting, monkeypatch, others
):
    """Below five votes nothing of the group is told, but one's own first place is."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    here = sitting().open().others_vote(others + 1).reveal()
    voter = here.room.store.ballots(here.code, 1)[0].token_hash
    results = here.room.results(here.code, "voter")
    own = here.room.own_result(here.code, voter, results)
    page = plain(render(results_page(here.stage(), own, results), part=True))
    assert "Avec votre vote" in page
    assert "avec les choix actuels" in page
    without = plain(render(results_page(here.stage(), None, results), part=True))
    assert ("avec les choix actuels" in without) is (results.analysis is not None)


def test_ranks_by_part_of_the_criteria_are_said_to_be_so(sitting):
    """The ballot says that an abstention takes the group's weight; own ranks do without it."""
    here = sitting().open().others_vote(6)
    ids = [c.id for c in here.stage().case.criteria]
    whole, silent = (Ballot(dict(zip(ids, (100, *rest), strict=True)), ids[0]) for rest in RESTS)
    voters = [stored.token_hash for stored in here.room.store.ballots(here.code, 1)]
    for voter, ballot in zip(voters, (whole, silent), strict=False):
        here.room.cast_soon(here.code, voter, ballot, "", "again").result()
    here.reveal()
    results = here.room.results(here.code, "voter")
    said = [
        results_page(here.stage(), here.room.own_result(here.code, voter, results), results).late[
            "left_out"
        ]
        for voter in voters[:2]
    ]
    assert ["vous ne vous êtes pas prononcé" in text for text in said] == [False, True]
    assert "par les seuls critères qu’il pèse" in first_for(results)
    assert "par les seuls critères" not in first_for(replace(results, ballots=(whole,) * 6))


def test_two_stores_with_a_meeting_of_the_same_code_never_share_a_frame(sitting):
    """Same code, same moment, same version: the results are others, and so is the page."""
    here = sitting().open().others_vote(5).reveal()
    results = here.room.results(here.code, "voter")
    first, *rest = results.case.levers
    case = replace(results.case, levers=(replace(first, label="Ailleurs"), *rest))
    pages = [
        render(results_page(here.stage(), None, found), part=True)
        for found in (results, replace(results, case=case))
    ]
    assert first.label in pages[0]
    assert "Ailleurs" not in pages[0]
    assert "Ailleurs" in pages[1]


# The reveal, when a whole room asks for it at the same instant.

ROOM = 12


@pytest.fixture
def room_of_phones(sitting, device):
    """A meeting whose round has just been revealed, and the phones that have voted."""
    here = sitting().open()
    phones = [device() for _ in range(ROOM)]
    for k, phone in enumerate(phones):
        first = here.ids[k % 2]
        answers = {f"n_{c}": str(7 * k) for c in here.ids if c != first}
        fields = {**phone.get(here.path).fields, "premier": first, **answers}
        assert phone.post(here.path, fields).status == 200
    return here.reveal(), phones


@pytest.fixture
def rendered(monkeypatch):
    """Names of the pages rendered whole."""
    made, whole = [], rendering._rendered  # noqa: SLF001 (what costs)

    def noted(page, **more):
        made.append(page.name)
        return whole(page, **more)

    monkeypatch.setattr(rendering, "_rendered", noted)
    return made


def shares(page):
    return re.findall(r'<text x="([\d.]+)%"[^>]*>vous', page.main)


def test_the_result_is_rendered_once_and_each_phone_has_its_own_part(room_of_phones, rendered):
    here, phones = room_of_phones
    found = [phone.get(here.path, x_part="1") for phone in phones]
    assert rendered == ["after"]
    assert {page.status for page in found} == {200}
    assert {len(shares(page)) for page in found} == {len(here.ids)}
    assert len({tuple(shares(page)) for page in found}) == ROOM
    for page in found:
        assert "\ue000" not in page.text
        assert "Poids du groupe, moyenne de 12 votes" in page.words


def test_no_phone_makes_the_database_be_asked_more(room_of_phones, runner):
    """Only where the meeting stands, which in the tests is never kept from one to the next."""
    here, phones = room_of_phones
    phones[0].get(here.path)

    async def all_at_once():
        return await asyncio.gather(*(p.asked("GET", here.path) for p in phones))

    with counted() as statements:
        runner.run(all_at_once())
    assert set(re.findall(r"\sFROM (\w+)", " ".join(statements))) == {"meeting"}
    assert len(statements) <= 2 * ROOM


def test_a_page_told_of_a_change_by_another_server_does_not_show_the_old_one(
    room_of_phones, monkeypatch
):
    here, phones = room_of_phones
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 60.0)
    room = here.room
    shown = phones[0].get(here.path)
    with room.store.change(here.code) as change:  # as another process would, untold
        state = change.meeting.state.replace('"phase": "revealed"', '"phase": "analysis"')
        change.set_state(state)
    assert phones[0].get(here.path).text == shown.text
    found = phones[0].get(here.path, x_key="analysis.1.revealed.00000000")
    assert 'data-key="analysis.' in found.main


@pytest.fixture
def deciding(sitting):
    here = sitting().open()
    here.others_vote(5).reveal()
    here.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    return here


def write(here, **texts):
    lever = here.stage().case.levers[0]
    decision = Decision(proposed=(lever.id,), **texts)
    version = here.room.text(here.code, "decision").version
    here.room.write_text(here.code, here.secret, "decision", to_json(decision), version)
    return lever.label


def test_nothing_is_published_before_the_decision(sitting, room):
    here = sitting().open()
    published = DecisionPublisher().published
    assert published(room, here.stage(), None) is None
    here.others_vote(5).reveal()
    assert published(room, here.stage(), None) is None


def test_phones_read_the_project_then_the_decision(deciding, device):
    page = device().get(deciding.path)
    assert "décision" not in page.words.lower()
    first = deciding.stage().key
    label = write(deciding)
    assert deciding.stage().key != first
    page = device().get(deciding.path)
    assert "La décision en cours d’écriture" in page.words
    assert f"Commencer par {label}" in page.words
    write(deciding, motives="Parce que.\nEt <b>aussi</b>.", no_objection=True)
    deciding.act(Act.CLOSE)
    page = device().get(deciding.path)
    assert "Ce que le groupe propose" in page.words
    assert "Et <b>aussi</b>." in page.words
    assert "Avec le vote du groupe, " in page.words


def test_a_kept_objection_and_the_minority_are_never_left_out(deciding):
    objections = (
        Objection(text="Trop tôt", answer="Noté", outcome=Outcome.KEPT),
        Objection(text="Trop cher", answer="Réglé", outcome=Outcome.LIFTED),
    )
    vote = ShowOfHands(favour=8, against=2, abstaining=1)
    lever = deciding.stage().case.levers[0].id
    decision = Decision(
        proposed=(lever,), objections=objections, minority="Attendre", vote=vote, motives="Oui"
    )
    found = published_decision(decision, deciding.stage().case)
    said = dict(found.parts)
    assert said["Objection maintenue"] == ("Trop tôt",)
    assert said["Avis minoritaire"] == ("Attendre",)
    assert ("8" in found.vote, "abstention" in found.vote) == (True, True)
    assert [found.hands.count(side) for side in ("for", "against", "abstaining")] == [8, 2, 1]
    crowd = decision.model_copy(update={"vote": ShowOfHands(favour=58, against=2, abstaining=1)})
    told = published_decision(crowd, deciding.stage().case)
    assert (told.hands, "58" in told.vote) == ((), True)


def test_while_another_round_is_open_the_decision_is_hidden(deciding, device):
    label = write(deciding, motives="Parce que")
    assert label in device().get(deciding.path).words
    deciding.open()
    page = device().get(deciding.path)
    assert label not in page.words
    assert "Parce que" not in page.words


def test_two_stores_with_a_meeting_of_the_same_code_never_share_a_decision(deciding, runner):
    """A server that is given another database tells nothing of the first one."""
    label = write(deciding)
    stage, read = deciding.stage(), deciding.room.text

    class Other:
        def __getattr__(self, name):
            return getattr(deciding.room, name)

        def text(self, *asked):
            return replace(read(*asked), content="", version=0)

        decision = MeetingTexts.decision

    first, other = AsyncRoom(lambda: deciding.room), AsyncRoom(Other)
    pages = [
        runner.run(desk.opened(Look(stage.code, ""))).page.values() for desk in (first, other)
    ]
    assert label in pages[0]["decided"].sentence
    assert pages[1]["decided"] is None


def cast(here, points):
    token = here.room.new_token(here.code)
    voter = here.room.voter_of(here.code, token)
    here.room.join_soon(here.code, token).result()
    ballot = Ballot(dict(zip(here.ids, points, strict=True)), here.ids[0])
    return here.room.cast_soon(here.code, voter, ballot, "", "n").result()


def test_two_receipts_share_their_words_and_nothing_else(sitting):
    here = sitting().open()
    one, two = cast(here, (100, 60, 40)), cast(here, (100, None, 100))
    texts = [render(receipt_page(here.stage(), s, Visitor("t")), part=True) for s in (one, two)]
    assert one.receipt in texts[0]
    assert one.receipt not in texts[1]
    assert "je ne me prononce pas" in texts[1]
    assert "je ne me prononce pas" not in texts[0]
    assert f'data-version="{two.version}"' in texts[1]


def test_no_count_is_told_that_would_be_wrong_a_moment_later(sitting):
    """The page of a ballot does not change with each ballot: the projector counts."""
    here = sitting().open()
    stored = cast(here, (100, 60, 40))
    before = render(receipt_page(here.stage(), stored, Visitor("t")))
    cast(here, (100, None, 100))
    assert render(receipt_page(here.stage(), stored, Visitor("t"))) == before
    assert "présent" not in before


def test_two_meetings_of_the_same_code_never_share_a_receipt(sitting):
    """Of two stores: same code and title, another criterion."""
    here = sitting().open()
    stored, stage = cast(here, (100, 60, 40)), here.stage()
    first, *rest = stage.case.criteria
    case = replace(stage.case, criteria=(replace(first, label="Ailleurs"), *rest))
    pages = [
        render(receipt_page(s, stored, Visitor("t"))) for s in (stage, replace(stage, case=case))
    ]
    assert "Ailleurs" not in pages[0]
    assert "Ailleurs" in pages[1]


def address(page):
    return re.search(r'href="([^"]*/recu)">([^<]*)<', page.main)


def test_a_receipt_tells_the_whole_address_where_it_is_checked_as_each_device_reaches_it(
    sitting, device
):
    here, phone = sitting().open(), device()
    voted(phone, here)
    for host in ("192.168.1.20:8501", "salle.test", "[::1]:8501"):
        link = address(phone.get(here.path, host=host))
        assert (link[1], link[2]) == (f"{here.path}/recu", f"http://{host}{here.path}/recu")
    phone.scheme = "https"
    phone.cookies = {f"__Host-{name}": value for name, value in phone.cookies.items()}
    assert address(phone.get(here.path))[2] == f"https://salle.test{here.path}/recu"


def test_a_receipt_shows_the_reason_that_was_sent_to_its_device_only(sitting, device):
    here, visitor, other = sitting().open(), device(), device()
    reason = "Le train <b>d’abord</b>"
    voted(visitor, here, raison=reason)
    voted(other, here)
    assert f"Votre raison : {reason}" in visitor.get(here.path).words.replace("\xa0", " ")
    assert "Votre raison" not in other.get(here.path).words
    assert "train" not in other.get(here.path).text


def cast_checking(here, points=(100, 60, 40), voter="", nonce="n"):
    if not voter:
        token = here.room.new_token(here.code)
        here.room.join_soon(here.code, token).result()
        voter = here.room.voter_of(here.code, token)
    ballot = Ballot(dict(zip(here.ids, points, strict=True)), here.ids[points.index(100)])
    return here.room.cast_soon(here.code, voter, ballot, "", nonce).result()


def checked(here, device, typed, **sent):
    return device().posted(f"{here.path}/recu", {"recu": typed, **sent})


def test_the_receipt_says_where_it_is_checked_and_there_it_is(here, device):
    mine = cast_checking(here)
    page = render(receipt_page(here.stage(), mine, Visitor("t")))
    (address,) = re.findall(r'href="([^"]*/recu)">', page)
    assert f">{address}<" in page
    found = device().get(address)
    assert (found.status, found.title) == (200, "Vérifier un reçu")
    assert found.fields == {"recu": ""}
    assert (
        "est dans l’urne du premier vote" in device().posted(address, {"recu": mine.receipt}).words
    )


def test_what_became_of_it_is_told_and_nothing_else(here, device):
    first = cast_checking(here)
    second = cast_checking(here, (20, 100, 40), first.token_hash, "2")
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
    cast_checking(here)
    page = checked(here, device, typed)
    assert page.status == 200
    assert "Aucun bulletin" in page.words
    assert "<b>" not in page.main.replace(f"<b>{here.code}</b>", "")


def test_a_rehearsal_is_said_to_be_one():
    assert "répétition" in proof_text(ReceiptProof(Proof.COUNTS, 1, rehearsal=True))
    assert "répétition" not in proof_text(ReceiptProof(Proof.UNKNOWN, rehearsal=True))


def test_no_cookie_is_given_and_nothing_is_kept_by_browsers(here, device):
    page = checked(here, device, cast_checking(here).receipt)
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "no-store"
