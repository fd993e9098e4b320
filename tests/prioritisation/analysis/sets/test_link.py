import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.evidence import ARGUED, Stance
from prioritisation.analysis.parts import packed, unpacked
from prioritisation.analysis.sets.discussion import (
    LONGEST_ARGUMENT,
    MOST_ARGUMENTS,
    MOST_LEVERS_IN_SET,
    Card,
    Discussion,
    added,
    edited_cards,
    starting_discussion,
    tidy,
    withdrawn,
)
from prioritisation.analysis.sets.link import from_text, to_text
from prioritisation.analysis.sets.question import (
    LONGEST_STATEMENT_REASON,
    WHOLE_EFFECT,
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.analysis.sets.text import InvalidText, OtherCase, TextFault
from prioritisation.settings import current_case
from tests.strategies import ENOUGH

CASE = current_case()
LEVERS = [lever.id for lever in CASE.levers]
START = starting_discussion(CASE)

words = st.text(max_size=40).map(tidy)
levers = st.sampled_from(LEVERS)
days = st.none() | st.dates()


def one_each(strategy, key):
    return st.lists(strategy, max_size=8, unique_by=key).map(tuple)


synergies = one_each(
    st.builds(PairSynergy, levers, levers, st.sampled_from(Synergy), words).filter(
        lambda s: s.first != s.second
    ),
    lambda s: frozenset((s.first, s.second)),
)
loads = one_each(st.builds(LeverLoad, levers, st.sampled_from(Load), words), lambda s: s.lever)
waits = one_each(st.builds(Wait, levers, words, days), lambda w: w.lever)
questions = st.builds(
    Question,
    st.integers(1, MOST_LEVERS_IN_SET),
    synergies,
    loads,
    st.none() | st.sampled_from(Capacity),
    st.booleans(),
    waits,
    days,
    dilution=st.none() | st.integers(0, WHOLE_EFFECT),
)
sides = st.sampled_from(ARGUED)
full_words = st.text(min_size=1, max_size=LONGEST_ARGUMENT).map(tidy).filter(bool)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("add"), full_words, sides),
        st.tuples(st.just("edit"), st.integers(0, 9), full_words, sides),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
    ),
    max_size=12,
)


@st.composite
def discussions(draw):
    """What a visitor who does anything that the page allows may have told."""
    cards = START.cards
    for kind, *given_ in draw(acts):
        if kind == "add":
            cards = added(cards, *given_, START.cards)
        elif cards and kind == "edit":
            place, text, side = given_
            cards = edited_cards(cards, cards[place % len(cards)].id, text, side)
        elif cards:
            cards = withdrawn(cards, cards[given_[0] % len(cards)].id)
    return Discussion(draw(questions), cards)


@given(discussions())
def test_what_is_told_goes_through_an_address_and_back(discussion):
    linked = from_text(CASE, unpacked(packed(to_text(CASE, discussion)), 1_000_000))
    assert linked.discussion == discussion
    assert linked.left_out == ()


def test_nothing_told_is_written_as_nothing():
    assert json.loads(to_text(CASE, START)) == {"case": CASE.id}
    assert from_text(CASE, to_text(CASE, START)).discussion == START


def test_what_a_group_says_in_an_afternoon_fits_in_an_address():
    reason = "les mêmes entreprises du bâtiment y travaillent déjà, n° {}"
    pairs = [(a, b) for a in LEVERS for b in LEVERS if a < b][:8]
    question = Question(
        synergies=tuple(
            PairSynergy(a, b, Synergy.HELP, reason.format(k)) for k, (a, b) in enumerate(pairs)
        ),
        loads=tuple(LeverLoad(x, Load.HEAVY, "deux postes") for x in LEVERS),
    )
    cards = added(START.cards, "Un poste de plus serait financé par la région", Stance.FOR)
    assert len(packed(to_text(CASE, Discussion(question, cards)))) < 1000


def problems(text):
    with pytest.raises(InvalidText) as error:
        from_text(CASE, text)
    return [(p.fault, p.place) for p in error.value.problems]


def changed(**values):
    return json.dumps({"case": CASE.id, **values})


A, B = LEVERS[:2]


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("", TextFault.NO_JSON, ""),
        ("{", TextFault.NO_JSON, ""),
        ("[" * 100_000, TextFault.NO_JSON, ""),
        ('{"case":"\\ud800"}', TextFault.NO_JSON, ""),
        ("x" * 300_000, TextFault.TOO_LONG, ""),
        ("[]", TextFault.KIND, ""),
        ("null", TextFault.KIND, ""),
        ("{}", TextFault.MISSING, "case"),
        ('{"case":{}}', TextFault.KIND, "case"),
        (changed(lune=1), TextFault.UNEXPECTED, "lune"),
        (changed(values={"help": 9}), TextFault.UNEXPECTED, "values"),
        (changed(most=0), TextFault.WORD, "most"),
        (changed(most=10**9), TextFault.WORD, "most"),
        (changed(most="2"), TextFault.KIND, "most"),
        (changed(synergies={}), TextFault.KIND, "synergies"),
        (changed(synergies=[[A, B, "+"]]), TextFault.KIND, "synergies.1"),
        (changed(synergies=[[A, B, "+++", ""]]), TextFault.WORD, "synergies.1"),
        (changed(synergies=[[A, A, "+", ""]]), TextFault.REPEATED, "synergies"),
        (changed(synergies=[[A, B, "+", ""], [B, A, "-", ""]]), TextFault.REPEATED, "synergies"),
        (
            changed(loads=[[A, "heavy", "x" * (LONGEST_STATEMENT_REASON + 1)]]),
            TextFault.TOO_LONG,
            "loads.1",
        ),
        (changed(loads=[[A, "heavy", "a\0b"]]), TextFault.CHARACTERS, "loads.1"),
        (changed(loads=[[A, "heavy", ""]] * 2), TextFault.REPEATED, "loads"),
        (changed(loads=[[A, "heavy", ""]] * 2000), TextFault.TOO_LONG, "loads"),
        (changed(waits=[[A, "", "demain"]]), TextFault.DATE, "waits.1"),
        (changed(waits=[[A, "", None]] * 2), TextFault.REPEATED, "waits"),
        (changed(capacity="vast"), TextFault.WORD, "capacity"),
        (changed(hard=1), TextFault.KIND, "hard"),
        (changed(day=5), TextFault.DATE, "day"),
        (changed(cards="E12"), TextFault.KIND, "cards"),
        (changed(cards=[5]), TextFault.KIND, "cards.1"),
        (changed(cards=["E12", "E12"]), TextFault.REPEATED, "cards"),
        (changed(cards=[["A1", " ", "pour"]]), TextFault.MISSING, "cards.1"),
        (changed(cards=[["A1", "a\nb", "pour"]]), TextFault.CHARACTERS, "cards.1"),
        (changed(cards=[["A1", "oui", "nulle part"]]), TextFault.WORD, "cards.1"),
        (changed(cards=[["A1", "x" * 601, "pour"]]), TextFault.TOO_LONG, "cards.1"),
        (
            changed(cards=[[f"A{k}", "oui", "pour"] for k in range(2 * MOST_ARGUMENTS)]),
            TextFault.TOO_LONG,
            "cards",
        ),
    ],
)
def test_what_the_page_never_wrote_is_refused_with_its_place(text, fault, place):
    assert (fault, place) in problems(text)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(["case", "most", "cards", "loads", "day", "hard", "waits", "x"])


def test_no_text_breaks_the_reading():
    reached = set()

    @ENOUGH
    @given(discussions(), st.dictionaries(KEYS, anything, max_size=1), st.text(max_size=3))
    def check(discussion, changes, after):
        text = json.dumps(json.loads(to_text(CASE, discussion)) | changes) + after
        try:
            linked = from_text(CASE, text)
        except (InvalidText, OtherCase) as error:
            reached.add(type(error))
        else:
            reached.add("read")
            assert (
                from_text(CASE, to_text(CASE, linked.discussion)).discussion == linked.discussion
            )

    check()
    assert reached >= {"read", InvalidText}


def test_what_was_said_of_another_case_is_not_applied():
    with pytest.raises(OtherCase) as error:
        from_text(CASE, json.dumps({"case": "lune", "most": "faux"}))
    assert error.value.case_id == "lune"


def test_levers_and_arguments_that_left_are_named_and_the_rest_is_read():
    discussion = Discussion(
        Question(
            synergies=(PairSynergy(A, "lune", Synergy.HELP), PairSynergy(A, B, Synergy.HARM)),
            waits=(Wait("mars", "", dt.date(2027, 1, 1)),),
        ),
        (*START.cards, Card("A1", "oui", Stance.FOR)),
    )
    text = to_text(CASE, discussion).replace('"E12"', '"E99"')
    linked = from_text(CASE, text)
    assert linked.left_out == ("lune", "mars", "E99")
    assert [(s.first, s.second) for s in linked.discussion.question.synergies] == [(A, B)]
    assert linked.discussion.question.waits == ()
    assert "E12" not in {c.id for c in linked.discussion.cards}
    assert linked.discussion.cards[-1].text == "oui"


def test_nobody_can_put_words_into_the_mouth_of_a_source():
    """An altered link may change a card: it is then said to be changed, and its source is ours."""
    card = START.cards[0]
    forged = changed(cards=[[card.id, "Un seul levier, point.", card.side.value]])
    (changed_card,) = from_text(CASE, forged).discussion.cards
    assert changed_card == replace(card, text="Un seul levier, point.", edited=True)
    (other,) = from_text(CASE, changed(cards=[["A1", "oui", "pour"]])).discussion.cards
    assert (other.source, other.edited) == ("", False)
