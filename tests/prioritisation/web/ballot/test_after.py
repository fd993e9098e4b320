import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from prioritisation.analysis.ballots.ballot import Ballot, from_json
from prioritisation.drawing.round_sentences import first_for
from prioritisation.settings import CASE_VARIABLE
from prioritisation.web.ballot.after import rank_words, results_page
from prioritisation.web.ballot.rendering import render
from prioritisation.wording import ordinal
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain

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


def test_a_criterion_that_few_weigh_is_named_to_the_phones(sitting):
    here = sitting().open().others_vote(6)
    ids = [c.id for c in here.stage().case.criteria]
    silent = Ballot(dict(zip(ids, (100, 50, None), strict=True)), ids[0])
    for stored in here.room.store.ballots(here.code, 1)[:2]:
        here.room.cast_soon(here.code, stored.token_hash, silent, "", "again").result()
    here.reveal()
    results = here.room.results(here.code, "observer")
    assert results.thin == (ids[2],)
    said = results_page(here.stage(), None, results).values()["few"]
    assert here.stage().case.criterion(ids[2]).label in said


@each(("points", "noted"), [((100, 100, 100), True), ((50, 30, 20), False)])
def test_shares_that_do_not_add_up_are_noted_with_and_without_a_vote_of_ones_own(
    sitting, points, noted
):
    here = sitting().open().others_vote(6)
    ids = [c.id for c in here.stage().case.criteria]
    ballot = Ballot(dict(zip(ids, points, strict=True)), ids[0])
    voters = [stored.token_hash for stored in here.room.store.ballots(here.code, 1)]
    for voter in voters:
        here.room.cast_soon(here.code, voter, ballot, "", "again").result()
    here.reveal()
    results = here.room.results(here.code, "voter")
    for own in (None, here.room.own_result(here.code, voters[0], results)):
        shown = render(results_page(here.stage(), own, results), part=True)
        assert ("Poids arrondis" in shown) is noted
