from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.whatif import Fork, ScoreChange, starting_fork
from prioritisation.analysis.whatif.fork import History
from prioritisation.settings import current_case
from tests.strategies import fork_under

CASE = current_case()
START = starting_fork(CASE, "Point de départ")
CHANGES = (
    lambda f: f.named("Autre"),
    lambda f: f.weighed({"ghg_impact": 80.0, "partner_ecosystem": 20.0}),
    lambda f: fork_under(f, "sgpe"),
    lambda f: f.turned({"existing_coverage": Sense.MAX}),
    lambda f: f.by(Method.TOPSIS),
    lambda f: f.scored(ScoreChange("produire", "existing_coverage", 2.0, 2.0)),
    lambda f: f.without("loger"),
    lambda f: f.adding("Mieux former"),
)


@given(st.lists(st.sampled_from(CHANGES), max_size=12))
def test_whatever_was_done_is_undone_step_by_step(changes):
    history = History(START)
    seen = [START]
    for change in changes:
        history.become(change(history.present))
        if history.present != seen[-1]:
            seen.append(history.present)
    for before in reversed(seen[:-1]):
        assert history.undo()
        assert history.present == before
    assert not history.undo()


def test_the_last_score_given_to_a_cell_counts_and_can_be_taken_back():
    fork = START.scored(ScoreChange("a", "c", 1.0, 2.0)).scored(ScoreChange("a", "c", 3.0, 3.0))
    assert fork.scores == (ScoreChange("a", "c", 3.0, 3.0),)
    assert fork.unscored("a", "c") == START


def test_an_added_lever_removed_takes_its_scores_along():
    fork = START.adding("Mieux former")
    (added,) = fork.added
    scored = fork.scored(ScoreChange(added.id, "ghg_impact", 10.0, 10.0))
    assert scored.without(added.id) == START


def test_a_withdrawn_lever_comes_back():
    assert START.without("loger").restored("loger") == START
    assert START.without("loger").without("loger").withdrawn == ("loger",)


def test_added_levers_have_ids_of_their_own():
    fork = START.adding("Un").adding("Deux")
    first = fork.added[0].id
    again = fork.without(first).adding("Trois")
    assert len({a.id for a in again.added}) == 2


def test_a_fork_is_a_value():
    assert isinstance(START, Fork)
    assert starting_fork(CASE, "Point de départ") == START
