import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Score, Status
from prioritisation.analysis.conflicts import ClaimOutcome, Exchange, confrontations, exchanges
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.drawing.projected.amounts import amount_words, unit_words
from prioritisation.sentences.phrases import plain_score_text, score_in_both
from prioritisation.sentences.warnings import claim_outcome_text, exchange_text
from prioritisation.ui.shared.scores import matrix
from tests.each import each
from tests.prioritisation.sentences.made import case, normandie, plain, small
from tests.prioritisation.ui.reading import plain_words
from tests.thresholds import analyse


def found(ident, whole=None):
    whole = whole or case()
    return next(c for c in confrontations(whole) if c.claim.id == ident)


@each(
    ("outcome", "said"),
    [
        (ClaimOutcome.SUPPORTED, "les chiffres vont dans ce sens"),
        (ClaimOutcome.CONTRADICTED, "les chiffres disent le contraire"),
        (ClaimOutcome.OVERLAPPING, "les chiffres ne tranchent pas"),
        (ClaimOutcome.UNKNOWN, "un chiffre manque"),
    ],
)
def test_each_outcome_has_its_words(outcome, said):
    assert claim_outcome_text(outcome) == said


def exchanged(analysis, higher=0, lower=1):
    """What exchanging two rows does, said."""
    matrix = analysis.matrix
    low, high = matrix.low.copy(), matrix.high.copy()
    for bound in (low, high):
        bound[[higher, lower]] = bound[[lower, higher]]
    swapped = replace(matrix, low=low, high=high)
    ranking = additive(swapped, analysis.weights)
    return plain(exchange_text(analysis, Exchange(higher, lower, ranking)))


@each(
    ("rows", "effect"),
    [
        ([[50], [90], [10]], "A rang 1 au lieu de 2 et B rang 2 au lieu de 1 ; A est premier."),
        ([[50], [60], [90]], "A rang 2 au lieu de 3 et B rang 3 au lieu de 2 ; C est premier."),
        ([[50], [(40, 60)], [90]], "aucun des deux ne change de rang ; C est premier."),
        (
            [[50], [(50, 60)], [10]],
            (
                "A rang 1 au lieu de 1 à 2 et B rang 1 à 2 au lieu de 1 ; A est premier, "
                "peut-être à égalité avec B."
            ),
        ),
        (
            [[50], [90], [90]],
            (
                "A rang 1 ex aequo au lieu de 3 et B rang 3 au lieu de 1 ex aequo ; A et C "
                "sont premiers à égalité."
            ),
        ),
        (
            [[50], [(40, 95)], [90]],
            (
                "A rang 1 à 3 au lieu de 2 à 3 et B rang 2 à 3 au lieu de 1 à 3 ; 2 leviers "
                "peuvent encore être premiers (A et C)."
            ),
        ),
        (
            [[(40, 60)], [50], [45]],
            (
                "A rang 1 à 2 au lieu de 1 à 3 et B rang 1 à 3 au lieu de 1 à 2 ; 2 leviers "
                "peuvent encore être premiers (A et B)."
            ),
        ),
    ],
)
def test_what_exchanging_the_scores_would_do_is_said_for_every_state(rows, effect):
    assert exchanged(small(*rows)) == (
        f"Si la phrase disait juste (notes échangées entre A et B) : {effect}"
    )


def test_the_effect_on_the_case_of_normandie():
    analysis = normandie((50, 30, 20))
    (found_,) = exchanges(analysis, found("C01"))
    assert plain(exchange_text(analysis, found_)) == (
        "Si la phrase disait juste (notes échangées entre Mieux se déplacer et Mieux produire) : "
        "Mieux se déplacer rang 1 à 2 au lieu de 2 à 4 et Mieux produire rang 1 à 5 au lieu de 1 "
        "; 2 leviers peuvent encore être premiers (Mieux se déplacer et Mieux produire)."
    )


@given(
    st.fixed_dictionaries({c.id: st.integers(0, 100) for c in case().criteria if c.active}).filter(
        lambda points: any(points.values())
    ),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
)
def test_only_levers_that_could_be_first_are_said_to_be(points, combination):
    analysis = analyse(case(), Scenario(points, combination))
    for confronted in confrontations(case()):
        for exchange in exchanges(analysis, confronted):
            said = plain(exchange_text(analysis, exchange))
            assert said.endswith(".")
            assert "{" not in said
            end = said.rsplit(" ; ", 1)[1]
            named = {i for i, lever in enumerate(case().levers) if lever.label in end}
            assert named <= set(exchange.ranking.possible_firsts)
            sure = re.search("^(.*) (est premier|sont premiers)", end)
            if sure:
                first = {i for i, v in enumerate(case().levers) if v.label in sure[1]}
                assert first == set(exchange.ranking.necessary_firsts)


# A score in the unit of a room, then in that of the data: the same on every screen.


def score(low, high=None):
    return Score("", "", low, low if high is None else high, Status.OFFICIAL)


def written(normandie, criterion, one):
    words = score_in_both(normandie.criterion(criterion), one)
    return words.replace("\u00a0", " ")


@each(
    ("criterion", "one", "words"),
    [
        ("ghg_impact", score(3288), "3,3 millions de tonnes en moins (3 288 ktCO₂e)"),
        ("ghg_impact", score(571), "0,6 million de tonnes en moins (571 ktCO₂e)"),
        ("ghg_impact", score(1400, 3000), "1,4 à 3,0 millions de tonnes en moins (1 400 à 3 000"),
        ("ghg_impact", score(1960), "2,0 millions de tonnes en moins (1 960 ktCO₂e)"),
        ("ghg_impact", score(1400, 1960), "1,4 à 2,0 millions de tonnes en moins (1 400 à"),
        ("ghg_impact", score(20), "moins de 0,1 million de tonnes en moins (20 ktCO₂e)"),
        ("ghg_impact", score(0), "aucune baisse (0 ktCO₂e)"),
        ("existing_coverage", score(3), "3 fiches"),
        ("partner_ecosystem", score("a_construire"), "« à construire »"),
        ("ghg_impact", Score("", "", None, None, Status.UNKNOWN), "note manquante"),
    ],
)
def test_a_score_is_said_as_a_room_counts_then_as_the_source_does(
    normandie, criterion, one, words
):
    told = written(normandie, criterion, one)
    assert told.startswith(words)
    assert ("(" in told) is ("(" in words)


def test_what_is_not_nil_is_never_written_as_nil_and_agrees_with_what_is_written(normandie):
    ghg, reached = normandie.criterion("ghg_impact"), set()
    for amount in range(1, 4200, 7):
        told = plain_score_text(ghg, score(amount))
        written = float(re.search(r"[\d,]+", told)[0].replace(",", "."))
        assert written > 0, told
        assert ("millions" in told) is (written >= 2), told
        reached |= {told.startswith("moins de"), written >= 2}
    assert reached == {True, False}


def test_the_table_of_scores_has_the_figures_of_the_projector_first_and_the_official_name_once(
    normandie,
):
    scenario = starting_scenario(normandie)
    shown = normandie.keeping(tuple(scenario.points))
    room = shown.in_plain_words(scenario.senses)
    made = matrix(room, scenario)
    cells = [plain_words(cell) for cell in re.findall(r'class="val">(.*?)</span>', made)]
    places = [(v, c) for v in room.levers for c in room.criteria]
    given = room.tables[scenario.combination]
    for cell, (lever, criterion) in zip(cells, places, strict=True):
        one = given.score(lever.id, criterion.id)
        figure = amount_words(criterion, one)
        if unit_words(criterion) and not one.unknown and float(one.low):
            assert cell.startswith(figure.replace("\u00a0", " ")), (cell, figure)
    assert "3 288 ktCO₂e" in plain_words(made)
    names = re.findall(r"nom officiel\W*: ([^<]*)", made)
    assert names == [c.label for c in shown.criteria]
