import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
    WordValues,
)
from prioritisation.analysis.sets.text import (
    InvalidText,
    TextFault,
    TextProblem,
    from_json,
    to_json,
)

FULL = Question(
    3,
    (
        PairSynergy("a", "b", Synergy.STRONG, "mêmes entreprises"),
        PairSynergy("a", "c", Synergy.NONE),
    ),
    (LeverLoad("a", Load.HEAVY, "<b>lourd</b>"),),
    Capacity.FAIR,
    hard=True,
    waits=(Wait("c", "attendre les premiers résultats", dt.date(2027, 3, 1)), Wait("b", "")),
    day=dt.date(2026, 12, 5),
    values=WordValues(harm=-0.1),
    dilution=20,
)


@pytest.mark.parametrize("question", [Question(), FULL], ids=["nothing", "everything"])
def test_what_is_written_is_read_back(question):
    assert from_json(to_json(question)) == question


def test_a_question_kept_before_there_was_a_loss_to_judge_is_the_same():
    written = to_json(Question())
    assert "dilution" not in json.loads(written)
    assert from_json(written).dilution is None


words, days = st.text(max_size=40), st.none() | st.dates()


@given(
    st.builds(
        Question,
        st.integers(),
        st.lists(st.builds(PairSynergy, words, words, st.sampled_from(Synergy), words)).map(tuple),
        st.lists(st.builds(LeverLoad, words, st.sampled_from(Load), words)).map(tuple),
        st.none() | st.sampled_from(Capacity),
        st.booleans(),
        st.lists(st.builds(Wait, words, words, days)).map(tuple),
        days,
        st.builds(WordValues, *[st.floats(allow_nan=False, allow_infinity=False)] * 9),
        st.none() | st.integers(0, 100),
    )
)
def test_whatever_can_be_said_is_read_back(question):
    assert from_json(to_json(question)) == question


def problems(text):
    with pytest.raises(InvalidText) as error:
        from_json(text)
    return error.value.problems


def changed(**values):
    return json.dumps({**json.loads(to_json(FULL)), **values})


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "[" * 100_000, "x" * 300_000])
def test_what_is_no_question_is_refused(text):
    assert problems(text)


@pytest.mark.parametrize(
    ("values", "fault", "place"),
    [
        ({"most": "2"}, TextFault.KIND, "most"),
        ({"most": True}, TextFault.KIND, "most"),
        ({"synergies": {}}, TextFault.KIND, "synergies"),
        ({"synergies": [[]]}, TextFault.KIND, "synergies.1"),
        ({"capacity": "huge"}, TextFault.WORD, "capacity"),
        ({"hard": 1}, TextFault.KIND, "hard"),
        ({"day": "5/12/2026"}, TextFault.DATE, "day"),
        ({"day": 5}, TextFault.DATE, "day"),
        ({"values": None}, TextFault.KIND, "values"),
        ({"cost": 5}, TextFault.UNEXPECTED, "cost"),
        ({"dilution": 101}, TextFault.WORD, "dilution"),
        ({"dilution": 2.5}, TextFault.KIND, "dilution"),
        ({"waits": [{"lever": "a", "reason": ""}]}, TextFault.MISSING, "waits.1.until"),
        ({"loads": [{}] * 1001}, TextFault.TOO_LONG, "loads"),
    ],
)
def test_each_fault_is_told_with_its_place(values, fault, place):
    assert TextProblem(fault, place) in problems(changed(**values))


def test_all_faults_are_told_at_once():
    rows = json.loads(to_json(FULL))["synergies"]
    rows[1]["word"] = "+++"
    rows[0]["reason"] = "x" * 2000
    values = {**json.loads(to_json(FULL))["values"], "help": "0.05", "light": float("inf")}
    assert problems(changed(synergies=rows, values=values)) == (
        TextProblem(TextFault.TOO_LONG, "synergies.1.reason"),
        TextProblem(TextFault.WORD, "synergies.2.word"),
        TextProblem(TextFault.KIND, "values.help"),
        TextProblem(TextFault.KIND, "values.light"),
    )
