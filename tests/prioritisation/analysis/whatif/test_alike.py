from prioritisation.analysis.whatif import ScoreChange, starting_fork, with_shared_ids
from prioritisation.settings import current_case
from tests.thresholds import trial

CASE = current_case()
START = starting_fork(CASE, "Départ")
TRAIN = START.adding("Mieux former")
INSULATE = START.adding("Mieux isoler").scored(
    ScoreChange("ajout1", "existing_coverage", 0.0, 0.0)
)


def test_a_fork_alone_is_left_as_it_is():
    assert with_shared_ids(TRAIN, []) is TRAIN
    assert with_shared_ids(TRAIN, [START, TRAIN]) is TRAIN


def test_another_lever_never_has_the_id_of_one_added_elsewhere():
    fork = with_shared_ids(INSULATE, [TRAIN])
    assert fork.added[0].id != TRAIN.added[0].id
    assert fork.scores[0].lever == fork.added[0].id
    assert trial(CASE, fork).values[0].tolist() == trial(CASE, INSULATE).values[0].tolist()


def test_the_same_lever_has_the_same_id_everywhere():
    both = START.adding("Mieux isoler").adding("Mieux former")
    fork = with_shared_ids(both, [TRAIN])
    assert {a.label: a.id for a in fork.added}["Mieux former"] == TRAIN.added[0].id
    assert len({a.id for a in fork.added}) == 2


def test_an_added_lever_does_not_take_the_id_of_one_of_the_case():
    assert with_shared_ids(TRAIN, [], ["ajout1"]).added[0].id == "ajout2"
