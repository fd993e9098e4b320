from dataclasses import replace

from prioritisation.sentences.ballot import BallotCriterion
from prioritisation.web.ballot import form as pages
from prioritisation.web.ballot.form import Attempt, Visitor, ballot_form, empty
from prioritisation.web.ballot.rendering import render
from tests.each import each


def criteria(n):
    return tuple(
        BallotCriterion(f"c{i}", f"Critère {i}", "Q", "bas", "haut", "de bas") for i in range(n)
    )


@each(("n", "folded"), [(6, False), (7, True), (12, True)])
def test_many_criteria_fold_their_anchors(sitting, monkeypatch, n, folded):
    here = sitting().open()
    vote = replace(pages.vote_of(here.stage()), criteria=criteria(n))
    monkeypatch.setattr(pages, "vote_of", lambda _stage: vote)
    html = render(ballot_form(here.stage(), Visitor("t"), Attempt(empty(vote.ids))), part=True)
    assert ("<details><summary>De quoi" in html) == folded
    assert html.count('type="radio"') == n
    assert html.count('type="range"') == n


def test_each_form_has_its_own_number_so_that_a_change_is_not_a_resend(sitting):
    here = sitting().open()
    attempt = Attempt(empty(here.ids))
    drawn = {ballot_form(here.stage(), Visitor("t"), attempt).values["nonce"] for _ in range(5)}
    assert len(drawn) == 5


def test_who_has_not_joined_is_told_to_the_script_only(sitting):
    here = sitting().open()
    attempt = Attempt(empty(here.ids))
    assert 'data-join="t"' in render(ballot_form(here.stage(), Visitor("t"), attempt))
    assert "data-join" not in render(ballot_form(here.stage(), Visitor("t", joined=True), attempt))
