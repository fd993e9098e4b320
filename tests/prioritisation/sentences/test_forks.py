import re
from dataclasses import replace

from criteria.model import Sense
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.weight_elicitation import Elicitation
from prioritisation.analysis.whatif import ScoreChange, starting_fork
from prioritisation.sentences.forks import (
    fork_changes,
    fork_effects,
    fork_first,
    forks_answer,
    sampled_note,
)
from prioritisation.settings import current_case
from tests.prioritisation.sentences.made import plain
from tests.strategies import fork_under
from tests.thresholds import trial

CASE = current_case()
START = starting_fork(CASE, "Point de départ")
HERE = trial(CASE, START)
SETTLED = START.named("Quatre fiches").scored(
    ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0)
)


def test_nothing_changed_is_nothing_said():
    assert fork_changes(CASE, HERE, HERE) == []
    assert fork_effects(HERE, HERE)[0].startswith("Même réponse")
    assert len(fork_effects(HERE, HERE)) == 1


def test_each_thing_changed_is_said_once():
    fork = (
        fork_under(SETTLED, "sgpe")
        .turned({"existing_coverage": Sense.MAX})
        .by(Method.VIKOR)
        .without("mieux_se_loger")
        .adding("Mieux former")
        .weighed({"ghg_impact": 80.0, "partner_ecosystem": 20.0, "existing_coverage": 0.0})
    )
    said = fork_changes(CASE, HERE, trial(CASE, fork))
    heads = ["Périmètre", "Les poids", "Sens", "Méthode", "Retiré", "Ajouté", "Notes"]
    assert len(said) == len(heads)
    assert all(s.startswith(head) or head[:8] in s for s, head in zip(said, heads, strict=True))
    assert "Mieux former" in said[5]
    assert "4\u00a0fiches" in said[6]


def test_a_change_taken_back_is_said_the_other_way():
    settled = trial(CASE, SETTLED.without("mieux_se_loger").adding("Mieux former"))
    said = fork_changes(CASE, settled, HERE)
    assert said[0].startswith("Remis parmi les leviers")
    assert "N’est plus ajouté" in said[1]
    assert "3 à 10\u00a0fiches" in said[2]


def test_what_it_changes_is_the_first_place_then_the_ranks():
    first, ranks = fork_effects(HERE, trial(CASE, SETTLED))
    assert plain(first).startswith(
        "La réponse change : Mieux produire est premier dans 5 des 6 façons de trancher ; dans la "
        "première variante, avec les choix actuels, n’importe lequel des 6 leviers peut encore "
        "être premier."
    )
    assert "Mieux produire 1 au lieu de 1 à 6" in ranks


def test_the_answer_of_the_page_counts_the_scenarios_that_differ():
    said = forks_answer((HERE, trial(CASE, SETTLED)))
    assert plain(said.answer) == "1 variante sur 2 donne une autre réponse."
    assert "Quatre fiches" in said.reservation
    assert plain(forks_answer((HERE,)).answer) == "Une seule variante pour l’instant."


def test_a_copy_that_is_not_touched_is_no_finding():
    copy = forks_answer((HERE, trial(CASE, START.named("Pareil"))))
    assert plain(copy.answer) == "La copie est encore identique : changez-la."
    doubled = {name: 2 * points for name, points in START.scenario.points.items()}
    other = replace(START, scenario=replace(START.scenario, points=doubled))
    same = forks_answer((HERE, trial(CASE, other.named("Pareil"))))
    assert plain(same.answer) == "Rien ne change : les 2 variantes disent la même chose."


def test_a_name_is_data():
    named = trial(CASE, SETTLED.named("{0.__class__} <b>"))
    assert "{0.__class__} <b>" in forks_answer((HERE, named)).reservation


def test_ranks_that_are_only_found_are_said_to_be():
    assert sampled_note((HERE,)) == ""
    assert "Compromis" in sampled_note((HERE, trial(CASE, START.by(Method.VIKOR))))


def test_ties_are_said():
    twin = START.weighed({"existing_coverage": 50.0}).adding("Jumeau")
    twin = twin.scored(ScoreChange("ajout1", "existing_coverage", 0.0, 0.0))
    twin = twin.scored(ScoreChange("mieux_se_nourrir", "existing_coverage", 0.0, 0.0))
    twin = twin.scored(ScoreChange("mieux_consommer", "existing_coverage", 0.0, 0.0))
    assert "à égalité" in fork_first(trial(CASE, twin))


def ordered(fork, *ranks):
    ids = ("ghg_impact", "partner_ecosystem", "existing_coverage")
    return trial(CASE, fork.named("Un ordre").elicited(Elicitation(ids, ranks)))


def test_what_an_order_leaves_is_told_of_the_weights_allowed():
    after = ordered(SETTLED, 1, 2, 3)
    share = after.analysis.region(after.analysis.verdict.leaders[0]).sure_share
    line = plain(fork_effects(HERE, after)[-1])
    assert line.startswith("Avec les choix actuels, Mieux produire est premier pour")
    assert "répartitions de poids admises sur 100" in line
    assert line.endswith("celles qui respectent cet ordre.")
    assert re.search(r"pour (\d+)", line)[1] == str(int(100 * share + 1e-9))


def test_an_order_without_a_first_or_of_one_weighting_or_by_another_method_tells_no_share():
    open_order = ordered(START, 3, 2, 1)
    assert open_order.analysis.verdict.leaders == ()
    for after in (
        open_order,
        ordered(SETTLED, 1, 1, 1),
        ordered(SETTLED.by(Method.VIKOR), 1, 2, 3),
    ):
        assert not any(
            "répartitions de poids admises" in line for line in fork_effects(HERE, after)
        )
    assert not any("admises" in line for line in fork_effects(HERE, trial(CASE, SETTLED)))
