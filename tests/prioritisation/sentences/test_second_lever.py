import re

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from prioritisation.analysis.sets.question import PairSynergy, Question, Synergy
from prioritisation.sentences.second_lever import (
    judged_loss_text,
    judged_text,
    loss_of_answer,
    loss_voters_text,
    loss_weights_text,
    median_loss_text,
    second_lever_texts,
)
from prioritisation.sentences.set_comparison import zero_text
from tests.prioritisation.analysis.ballots.made import ballot
from tests.prioritisation.sentences.made import plain
from tests.strategies import matrix_of
from tests.thresholds import compare_sets

HARM = Question(synergies=(PairSynergy("aa", "ab", Synergy.HARM, "why"),))
STRONG = Question(synergies=(PairSynergy("aa", "ab", Synergy.STRONG, "why"),))
LESS = "À deux, tant que s’éparpiller fait perdre moins de {n} % de l’effet de chacun ; "
LOSING = "s’éparpiller ne fait pas perdre plus de {n} % de l’effet de chacun ;"
ALONE = "Un seul levier, dès que s’éparpiller fait perdre "


def of(low, high=None, question=None, ballots=()):
    """With one criterion when values are numbers, else at equal weights."""
    rows = [[v] if isinstance(v, float) else v for v in low]
    tops = None if high is None else [[v] if isinstance(v, float) else v for v in high]
    matrix = matrix_of(rows, tops)
    n = len(matrix.criteria)
    return compare_sets(matrix, np.full(n, 1 / n), question, ballots)


def said(*asked, **more):
    return plain(" ".join(second_lever_texts(of(*asked, **more))))


def up_to(n, rest, who="À deux"):
    return f"{who}, tant que {LOSING.format(n=n)} {rest}"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (([0.5, 0.5],), LESS.format(n=50) + "au-delà, un seul levier vaut mieux."),
        (([0.9, 0.12],), up_to(11, "un seul à partir de 12 %.")),
        (
            ([0.9, 0.2], [0.9, 0.4]),
            up_to(
                18, "un seul au-delà de 31 % ; entre les deux, cela dépend de notes incertaines."
            ),
        ),
        (
            ([0.05, 0.05], [0.5, 0.9], STRONG),
            up_to(15, "au-delà, cela dépend de notes incertaines."),
        ),
        (([0.9, 0.0],), ALONE + "quelque chose ; si rien n’est perdu, un ou plusieurs se valent."),
        (
            ([0.6, 0.0], [0.6, 0.05], HARM),
            ALONE
            + "quelque chose ; si rien n’est perdu, un ou plusieurs se valent au mieux ; cela "
            "dépend de notes incertaines.",
        ),
        (
            ([0.9, 0.003],),
            ALONE
            + "plus de 1 % de l’effet de chacun ; en dessous, plusieurs valent à peine mieux.",
        ),
        (
            ([0.0, 0.0], [1.0, 1.0]),
            ALONE + "plus de 50 % de l’effet de chacun ; en dessous, cela dépend de notes "
            "incertaines.",
        ),
        (
            ([0.9, 0.03], None, HARM),
            (
                "Un seul levier, même si s’éparpiller ne faisait rien perdre : synergies "
                "et charge de travail enlèvent plus que ce qu’apporte un levier de plus."
            ),
        ),
        (
            ([0.05, 0.05], None, STRONG),
            (
                "À deux, même si s’éparpiller faisait perdre tout l’effet de chacun : les "
                "synergies dites suffisent."
            ),
        ),
        (
            ([0.0, 0.0],),
            "Un ou plusieurs leviers se valent : avec ces poids, aucun levier n’a d’effet.",
        ),
        (([0.4],), "Un seul levier peut être choisi : il ne reste aucun ensemble plus grand."),
        (
            ([0.9, 0.4, 0.2], None, Question(3)),
            (
                "À plusieurs, tant que s’éparpiller fait perdre moins de 40 % de "
                "l’effet de chacun ; au-delà, un seul levier vaut mieux."
            ),
        ),
    ],
)
def test_one_or_two_is_said_by_the_loss_that_two_bear(asked, words):
    assert said(*asked) == words


def test_a_synergy_that_may_be_more_than_any_lever_or_not_leaves_it_open():
    # The third one may be worth all, or nothing, and the synergy of the others is all there is.
    assert said([0.0, 0.0, 0.0], [0.0, 0.0, 1.0], STRONG) == (
        "Un ou plusieurs leviers, on ne peut pas encore le dire : cela dépend de notes "
        "incertaines, quoi que l’on perde."
    )


@settings(max_examples=80)
@given(
    st.lists(st.integers(0, 1000).map(lambda k: k / 1000), min_size=2, max_size=4),
    st.sampled_from([None, HARM, STRONG]),
)
def test_the_sentence_is_true_to_its_last_percent(values, question):
    found = of(values, question=question)
    bonus = {None: 0.0, HARM: -0.05, STRONG: 0.1}[question]
    alone = max(values)

    def lead(loss):
        """What the best pair has more than the best lever, the loss being suffered."""
        return max(
            (1 - loss) * (a + b) + (bonus if (i, j) == (0, 1) else 0) - alone
            for i, a in enumerate(values)
            for j, b in enumerate(values)
            if i < j
        )

    loud, rest = map(plain, second_lever_texts(found))
    event(re.sub(r"\d+", "n", loud))
    if match := re.search(r"pas perdre plus de (\d+) %", loud):
        assert lead(int(match[1]) / 100) > 0, "several are better at that loss too, not as good"
        alone_from = re.search(r"à partir de (\d+) %", rest)
        assert lead(int(alone_from[1]) / 100) <= 1e-8
    elif match := re.search(r"perdre moins de (\d+) %", loud):
        assert lead(int(match[1]) / 100) == pytest.approx(0)
    elif match := re.search(r"perdre plus de (\d+) %", loud):
        assert lead(int(match[1]) / 100) <= 1e-8
    elif "ne faisait rien perdre" in loud:
        assert lead(0) < 0
    elif "tout l’effet" in loud:
        assert lead(1) > 0
    else:
        assert lead(0) == pytest.approx(0)


def test_what_the_zero_is_is_said():
    assert plain(zero_text()).startswith("Zéro = tout au plus bas :")


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (10, "deux leviers valent mieux"),
        (25, "cela dépend de notes incertaines"),
        (40, "un seul levier vaut mieux"),
    ],
)
def test_what_a_loss_that_is_judged_makes_better(loss, words):
    found = of([0.9, 0.2], [0.9, 0.4])
    lost = f"Si s’éparpiller fait perdre {loss} % de l’effet de chacun"
    assert plain(judged_text(found, loss)) == f"{lost}, avec ces poids : {words}."


def test_at_the_very_loss_that_is_borne_both_are_as_good():
    assert "l’un vaut l’autre" in judged_text(of([0.5, 0.5]), 50)
    assert judged_text(of([0.4]), 50) == ""
    assert "plusieurs leviers valent mieux" in judged_text(of([0.5, 0.5], question=Question(3)), 9)
    # Nothing has an effect: whatever is lost, neither is better.
    assert "un seul levier vaut mieux" not in judged_text(of([0.0, 0.0]), 50)


def test_the_loss_first_looked_at_is_the_one_of_the_answer():
    assert loss_of_answer(of([0.9, 0.12])) == 11
    assert loss_of_answer(of([0.9, 0.03], question=HARM)) == 0
    assert loss_of_answer(of([0.05, 0.05], question=STRONG)) == 100
    assert loss_of_answer(of([0.4])) == 0


def test_the_weights_on_each_side_make_a_hundred():
    found = of([[1, 0], [0, 1], [0.6, 0.6]])
    assert re.fullmatch(
        r"Si s’éparpiller fait perdre 45 % de l’effet de chacun : un seul levier vaut "
        r"mieux pour environ \d\d répartitions sur 100 ; pour \d\d, deux "
        r"leviers valent mieux\.",
        plain(loss_weights_text(found, 45)),
    )
    vague = of([[1, 0], [0, 1], [0.2, 0.2]], [[1, 0], [0, 1], [0.7, 0.7]])
    told = plain(loss_weights_text(vague, 40))
    numbers = re.findall(r"pour (?:environ )?(\d+)", told)
    assert sum(map(int, numbers)) == 100
    assert (loss_weights_text(of([0.9, 0.5]), 40), median_loss_text(of([0.9, 0.5]))) == ("", "")


def test_half_of_the_weights_bear_the_median():
    found = of([[1, 0], [0, 1], [0.6, 0.6]])
    loss = int(re.search(r"plus de (\d+)", median_loss_text(found))[1])
    assert found.over_weights.sides_of_loss(loss / 100 - 1e-6).several >= 0.5
    assert median_loss_text(of([[1, 1], [0, 0]])) == ""


def test_voters_are_counted_and_too_few_are_not_shown():
    criteria = ("ca", "cb")
    ballots = [ballot(100, 0, criteria=criteria)] * 4 + [ballot(100, 100, criteria=criteria)]
    found = of([[1, 0], [0, 1], [0.6, 0.6]], ballots=ballots)
    # At (1, 0): 1 and 0.6, a loss of 37.5 % is borne; at equal weights 0.6 and 0.5, 45 %.
    assert plain(loss_voters_text(found, 40)) == (
        "Si s’éparpiller fait perdre 40 % de l’effet de chacun : un seul levier pour 4 "
        "votes et deux leviers pour 1 vote, sur 5."
    )
    level = of([[1, 0], [1, 0]], ballots=[ballot(0, 100, criteria=criteria)] * 5)
    assert "à égalité pour 5 votes" in loss_voters_text(level, 20)
    assert loss_voters_text(of([[1, 0], [0, 1]], ballots=ballots[:4]), 20) == ""
    assert loss_voters_text(of([[1, 0], [0, 1]]), 20) == ""


def test_what_is_judged_is_told_as_a_sentence():
    assert plain(judged_loss_text(20)) == ("S’éparpiller fait perdre 20 % de l’effet de chacun.")
    assert judged_loss_text(None).startswith("Rien n’est dit")
