"""The sentences about a revealed round."""

from prioritisation.drawing import round_sentences


def test_a_round_is_said_in_sentences(results):
    assert round_sentences.round_agreement(results)
    assert round_sentences.first_for(results)
    assert round_sentences.other_ways(results)[0]
    assert set(round_sentences.flagged_criteria(results)) <= set(round_sentences.criteria(results))


def test_too_few_ballots_say_so_and_nothing_else(few):
    assert round_sentences.round_agreement(few).replace("\u00a0", " ") == (
        "2 votes : à moins de 5, rien d’autre que le nombre de votes n’est "
        "montré, pour que personne ne soit reconnu."
    )
    assert round_sentences.flagged_criteria(few) == ()
    assert round_sentences.duels_sentence(few) == ""


def test_nothing_moves_without_an_earlier_round(results):
    assert round_sentences.movement_sentence(results) == ""
