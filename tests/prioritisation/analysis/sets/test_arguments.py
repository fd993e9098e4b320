import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.evidence import ARGUED, Stance
from prioritisation.analysis.sets.discussion import (
    Card,
    added,
    edited_cards,
    from_json,
    on_side,
    starting_cards,
    to_json,
    withdrawn,
)
from prioritisation.analysis.sets.text import InvalidText, TextFault
from tests.prioritisation.sentences.made import case

CARDS = starting_cards(case())


def test_the_five_arguments_of_the_slides_are_there_from_the_start():
    assert [len(on_side(CARDS, side)) for side in (Stance.FOR, Stance.AGAINST)] == [3, 2]
    assert len(CARDS) == 5
    assert "Possibles synergies entre leviers ?" in [c.text for c in CARDS]
    assert all(c.source == "deck" and "diapo 24" in c.place and not c.edited for c in CARDS)


def test_a_new_card_has_no_source_and_an_id_of_its_own():
    twice = added(added(CARDS, " Un poste de plus ", Stance.FOR), "Trop tôt", Stance.AGAINST)
    assert [c.text for c in twice[5:]] == ["Un poste de plus", "Trop tôt"]
    assert len({c.id for c in twice}) == 7
    assert not twice[5].source
    assert added(withdrawn(twice, twice[5].id), "x", Stance.FOR)[-1].id != twice[6].id


def test_a_quotation_that_is_changed_says_so_and_one_that_is_not_does_not():
    first = CARDS[0]
    changed = edited_cards(CARDS, first.id, "Autre chose", first.side)[0]
    assert (changed.text, changed.edited, changed.source) == ("Autre chose", True, "deck")
    assert edited_cards(CARDS, first.id, first.text, first.side) == CARDS
    assert edited_cards(CARDS, first.id, first.text, Stance.AGAINST)[0].edited
    own = added((), "Trop tôt", Stance.AGAINST)
    assert not edited_cards(own, own[0].id, "Trop tard", Stance.AGAINST)[0].edited


def test_a_card_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="Z9"):
        edited_cards(CARDS, "Z9", "x", Stance.FOR)


def test_cards_come_back_as_they_were_written():
    cards = added(CARDS, "« Trop tôt » & <b>", Stance.UNDECIDED)
    assert from_json(to_json(cards)) == cards


words = st.text(max_size=40)


@given(
    st.lists(st.builds(Card, words, words, st.sampled_from(ARGUED), words, words, st.booleans()))
)
def test_any_cards_come_back_as_they_were_written(cards):
    assert from_json(to_json(cards)) == tuple(cards)


def test_cards_that_are_none_are_told_with_their_place():
    text = (
        to_json(CARDS[:2])
        .replace('"against"', '"maybe"')
        .replace('"edited": false', '"edited": 0')
    )
    with pytest.raises(InvalidText) as error:
        from_json(text)
    places = {p.place for p in error.value.problems}
    assert {"1.edited", "2.edited"} <= places
    with pytest.raises(InvalidText):
        from_json("{}")
    with pytest.raises(InvalidText):
        from_json('[{"id": "A1"}]')


def test_no_argument_on_sets_of_levers_is_on_the_side_of_a_direction():
    text = to_json(CARDS[:1])
    assert from_json(text) == CARDS[:1]
    for word in set(Stance) - set(ARGUED):
        with pytest.raises(InvalidText) as error:
            from_json(text.replace('"side": "pour"', f'"side": "{word}"'))
        assert [p.fault for p in error.value.problems] == [TextFault.WORD]
