"""The sentences about a revealed round."""

from prioritisation.drawing import saying


def test_a_round_is_said_in_sentences(results):
    assert saying.round_agreement(results)
    assert saying.first_for(results)
    assert saying.means(results)[0]
    assert set(saying.flagged_criteria(results)) <= set(saying.criteria(results))


def test_too_few_ballots_say_so_and_nothing_else(few):
    assert saying.round_agreement(few).replace("\u00a0", " ") == (
        "2 bulletins : à moins de 5, rien d’autre que le nombre de bulletins n’est "
        "montré, pour que personne ne soit reconnu."
    )
    assert saying.flagged_criteria(few) == ()
    assert saying.consensus_sentence(few) == ""


def test_nothing_moves_without_an_earlier_round(results):
    assert saying.movement_sentence(results) == ""
