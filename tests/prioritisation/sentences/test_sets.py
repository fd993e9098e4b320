import datetime as dt

import numpy as np
import pytest

from prioritisation.analysis.sets.best import Membership
from prioritisation.analysis.sets.question import (
    STARTING,
    Capacity,
    LeverLoad,
    Load,
    NothingLeft,
    PairSynergy,
    Question,
    QuestionFault,
    QuestionProblem,
    Synergy,
    Wait,
    WordValues,
)
from prioritisation.analysis.sets.text import TextFault, TextProblem
from prioritisation.sentences.sets import (
    capacity_text,
    capacity_word,
    excluded_texts,
    load_text,
    load_word,
    nothing_left_text,
    place_word,
    question_problem_text,
    synergy_text,
    synergy_word,
    text_problem_text,
    unsaid_texts,
    values_text,
    wait_text,
    why_texts,
)
from tests.prioritisation.sentences.made import plain
from tests.strategies import matrix_of
from tests.thresholds import compare_sets

LEVERS = ("Loger", "Produire", "Bouger")
NAMES = dict(zip(("aa", "ab", "ac"), LEVERS, strict=True))
HEAVY = tuple(LeverLoad(x, Load.HEAVY) for x in NAMES)


def of(**said):
    return compare_sets(matrix_of([[0.9], [0.5], [0.2]]), np.ones(1), Question(**said))


def test_every_word_can_be_chosen_in_french():
    assert [plain(synergy_word(w))[:2].strip() for w in Synergy] == ["−", "0", "+", "++"]
    assert [load_word(w) for w in Load] == ["légère", "moyenne", "lourde"]
    assert [capacity_word(w) for w in Capacity] == [
        "un levier de charge moyenne",
        "un levier de charge lourde, ou deux de charge moyenne",
        "deux leviers de charge lourde",
    ]


def test_a_set_is_explained_by_its_synergies_and_its_workload():
    synergies = (
        PairSynergy("aa", "ab", Synergy.HELP, "mêmes entreprises"),
        PairSynergy("ab", "ac", Synergy.HARM),
        PairSynergy("aa", "ac", Synergy.NONE, "rien en commun"),
    )
    found = of(synergies=synergies, loads=HEAVY, capacity=Capacity.FAIR)
    assert [plain(x) for x in why_texts(found, (0, 1), LEVERS)] == [
        "Loger et Produire, synergie (+5 points) : « mêmes entreprises ».",
        "Loger + Produire : charge de travail au-delà de la capacité (−20 points).",
    ]
    assert plain(why_texts(found, (1, 2), LEVERS)[0]) == (
        "Produire et Bouger, synergie négative (−5 points), sans raison écrite."
    )
    assert len(why_texts(found, (0, 2), LEVERS)) == 1
    assert why_texts(of(), (0, 1), LEVERS) == ()


def test_a_reason_is_text_and_never_a_format():
    said = PairSynergy("aa", "ab", Synergy.STRONG, "{0} <b>")
    assert "{0} <b>" in synergy_text(said, NAMES, STARTING)


def test_what_is_excluded_is_told_with_its_reason():
    waits = (Wait("ac", "attendre les premiers résultats"),)
    found = of(loads=HEAVY, capacity=Capacity.FAIR, hard=True, waits=waits)
    first, second = (plain(x) for x in excluded_texts(found, LEVERS))
    assert first == (
        "Bouger attend, jusqu’à une date que personne ne connaît encore : « attendre les premiers "
        "résultats »."
    )
    assert second == "Au-delà de la capacité du groupe : Loger + Produire."
    dated = Wait("ac", "", dt.date(2026, 9, 1))
    assert (
        plain(wait_text(dated, NAMES)) == "Bouger attend jusqu’au 01/09/2026, sans raison écrite."
    )
    assert excluded_texts(of(), LEVERS) == ()


def test_what_nobody_said_is_told_and_does_not_count():
    assert [plain(x) for x in unsaid_texts(of(), LEVERS)] == [
        "Rien n’est dit de la synergie de 3 couples : elle compte 0.",
        "La charge de travail ne compte pas : la capacité du groupe n’est pas dite.",
    ]
    said = (PairSynergy("aa", "ab", Synergy.NONE, "why"),)
    waits = (Wait("ac", "why"),)
    partly = of(synergies=said, loads=HEAVY[:1], capacity=Capacity.FAIR, waits=waits)
    assert [plain(x) for x in unsaid_texts(partly, LEVERS)] == [
        "La charge de travail ne compte pas : elle n’est pas dite pour Produire.",
    ]


@pytest.mark.parametrize(
    ("dates", "heavy", "text"),
    [
        (
            ("aa", "ab"),
            (),
            "Aucun levier ne peut être choisi. Doivent attendre : Loger et Produire.",
        ),
        (
            (),
            ("aa",),
            "Aucun levier ne peut être choisi. Dépassent à eux seuls la capacité : Loger.",
        ),
    ],
)
def test_nothing_left_is_told_with_what_excludes(dates, heavy, text):
    assert plain(nothing_left_text(NothingLeft(dates, heavy), NAMES)) == text


def test_both_reasons_for_nothing_left_are_told():
    text = plain(nothing_left_text(NothingLeft(("aa",), ("ab", "ac")), NAMES))
    assert "Doivent attendre : Loger ; dépassent à eux seuls" in text


@pytest.mark.parametrize("fault", QuestionFault)
def test_every_problem_has_its_sentence(fault):
    text = question_problem_text(QuestionProblem(fault, ("aa", "zz")), NAMES)
    assert text.endswith(".")
    assert ("Loger et zz" in text) == (fault in list(QuestionFault)[:3])


def test_a_workload_is_told_with_its_reason():
    said = LeverLoad("aa", Load.HEAVY, "enquête à mener")
    assert (
        plain(load_text(said, NAMES))
        == "Charge de travail de Loger, lourde : « enquête à mener »."
    )
    assert plain(load_text(LeverLoad("ab", Load.LIGHT), NAMES)) == (
        "Charge de travail de Produire, légère, sans raison écrite."
    )


def test_a_capacity_is_told_as_a_limit_or_a_cost():
    assert capacity_text(Question()) == ""
    soft = plain(capacity_text(Question(capacity=Capacity.LARGE)))
    assert soft == (
        "Le groupe peut porter deux leviers de charge lourde : au-delà, chaque point de charge en "
        "coûte un."
    )
    hard = plain(capacity_text(Question(capacity=Capacity.LARGE, hard=True)))
    assert hard.endswith("au-delà, un choix est exclu.")


def test_the_values_of_the_words_are_those_of_the_question():
    told = plain(values_text(WordValues(help=0.125)))
    assert "+ en ajoute 12,5" in told
    assert "− enlève 5 points" in told


def test_each_place_has_its_words():
    assert [place_word(p) for p in Membership] == ["dans tous", "dans certains", "dans aucun"]


@pytest.mark.parametrize("fault", TextFault)
def test_a_text_that_is_wrong_is_told_with_its_place(fault):
    assert plain(text_problem_text(TextProblem(fault, "loads.2.word"))).startswith(
        "loads.2.word : "
    )
    assert plain(text_problem_text(TextProblem(fault))).startswith("le texte entier : ")
