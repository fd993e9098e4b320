"""The weights of a round as dots: one for each ballot and criterion, none below five ballots."""

from prioritisation.drawing.swarm import swarm, swarm_key


def test_each_ballot_is_a_dot_of_each_criterion(results):
    assert swarm(results).count('class="sw-dot"') == 12 * len(results.case.criteria)
    assert swarm_key(results)


def test_too_few_ballots_draw_no_dot(few):
    assert "sw-dot" not in swarm(few)
