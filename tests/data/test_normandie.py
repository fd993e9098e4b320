"""What the Normandie case holds besides its three first criteria, against literals."""

import re
from collections import Counter

from criteria.evidence import CensusSection, Target
from criteria.model import Sense, Standing, Status
from prioritisation.analysis.conflicts import ClaimOutcome, check_claim
from tests.each import each

MOVE, HOUSE, NATURE = "mieux_se_deplacer", "mieux_se_loger", "preserver_ecosystemes"
PRODUCE, FEED, CONSUME = "mieux_produire", "mieux_se_nourrir", "mieux_consommer"
LEVERS = (MOVE, HOUSE, NATURE, PRODUCE, FEED, CONSUME)
PROGRESS, SHORTAGE, NEEDS = "cop_progress", "labour_shortage", "cop_needs"
PERIMETERS = ("gt", "gt_freight", "sgpe")

# Rate in % and slide; slides 32 to 49.
RATES = {MOVE: (67, 32), HOUSE: (78, 34), NATURE: (56, 39), PRODUCE: (63, 43), FEED: (34, 46),
         CONSUME: (61, 49)}  # fmt: skip
# Full-time equivalents missing in France by 2030, term by term (vie-publique.fr, July 2024).
MISSING = {MOVE: (158_000, 201_000, 25_000), HOUSE: (206_000, 16_000), PRODUCE: (60_000, 17_000),
           FEED: (75_000,)}  # fmt: skip


def scores(case, criterion, combination="gt"):
    return {v: case.tables[combination].score(v, criterion) for v in LEVERS}


def spaced(number):
    return f"{number:,}".replace(",", " ")


def test_three_criteria_are_ready_but_off(normandie):
    active = {c.id: c.active for c in normandie.criteria}
    assert list(active) == ["ghg_impact", "partner_ecosystem", "existing_coverage",
                            PROGRESS, SHORTAGE, NEEDS]  # fmt: skip
    assert [i for i, on in active.items() if not on] == [PROGRESS, SHORTAGE, NEEDS]
    for criterion in normandie.criteria:
        assert bool(criterion.caveat) == (not criterion.active)


def test_the_rates_of_progress_are_inferred_each_with_its_slide(case):
    found = scores(case, PROGRESS)
    assert {v: (s.low, s.high) for v, s in found.items()} == {
        v: (rate, rate) for v, (rate, _) in RATES.items()
    }
    for lever, (rate, slide) in RATES.items():
        score = found[lever]
        assert (score.status, score.source) == (Status.INFERRED, "deck")
        assert score.reason.startswith(f"diapo {slide} : « TAUX MOYEN D’AVANCEMENT : {rate} % »")
    assert case.criterion(PROGRESS).anchors() == (100, 0)
    assert case.criterion(PROGRESS).direction.default is Sense.MIN
    assert "sans le nom des groupes" in case.criterion(PROGRESS).caveat


def test_shortages_are_our_sums_of_national_terms_and_say_so(case):
    found = scores(case, SHORTAGE)
    known = {v: s.low for v, s in found.items() if not s.unknown}
    assert known == {v: sum(terms) for v, terms in MISSING.items()}
    assert known == {MOVE: 384_000, HOUSE: 222_000, PRODUCE: 77_000, FEED: 75_000}
    for lever, terms in MISSING.items():
        score = found[lever]
        assert (score.status, score.confidence) == (Status.INFERRED, "faible")
        assert all(spaced(term) in score.reason for term in terms)
        assert "France" in score.reason
    assert case.criterion(SHORTAGE).anchors() == (0, 400_000)
    caveat = case.criterion(SHORTAGE).caveat
    assert "nationaux" in caveat
    assert "aucun chiffre normand" in caveat


def test_two_levers_have_no_shortage_known_and_say_why(case):
    found = scores(case, SHORTAGE)
    assert {v for v, s in found.items() if s.status is Status.UNKNOWN} == {NATURE, CONSUME}
    assert all(found[v].unknown and found[v].reason for v in (NATURE, CONSUME))


def test_the_needs_of_the_cop_are_a_criterion_that_nobody_has_scored(normandie):
    """The slides name the criterion, and neither the needs nor the levers that meet them."""
    found = scores(normandie, NEEDS, normandie.default_combination)
    assert {s.status for s in found.values()} == {Status.UNKNOWN}
    assert len({s.reason for s in found.values()}) == 1
    assert "à noter en séance" in found[MOVE].reason
    criterion = normandie.criterion(NEEDS)
    assert criterion.scale_status is Standing.TO_CONFIRM
    assert "sont de nous" in criterion.scale_note
    assert all(level.sentence for level in criterion.scale.levels)
    (ground,) = normandie.evidence_for(Target.CRITERION, NEEDS)
    assert ground.quote.startswith("les besoins prioritaires de la COP et l’impact")


def test_facts_of_the_slides_stand_by_the_lever_or_the_case_that_they_are_of(normandie):
    said = {e.id: e for e in normandie.evidence}
    where = {i: (e.target, e.lever, e.place.split(",")[0]) for i, e in said.items()}
    assert [where[f"E{n}"] for n in range(58, 65)] == [
        *[(Target.LEVER, HOUSE, "diapo 36")] * 3,
        (Target.LEVER, NATURE, "diapo 41"),
        (Target.LEVER, PRODUCE, "diapo 44"),
        *[(Target.CASE, "", "diapo 22")] * 2,
    ]
    figures = {
        58: "40 %", 59: "10 milliards", 60: "250 000", 62: "4500 friches", 63: "2,8 millions",
    }  # fmt: skip
    assert all(figure in said[f"E{n}"].quote for n, figure in figures.items())
    assert all("inféré" in said[f"E{n}"].note for n in range(58, 63))


def test_the_method_of_work_is_that_of_slide_27_in_its_words_and_its_order(normandie):
    assert [step.quote for step in normandie.method] == [
        "Audition des pilotes GT + pilotes d’axes",
        "Définition des priorités sur le volet ECTE",
        "Etude flash CARIF-OREF",
    ]
    assert {(s.place[:8], s.source) for s in normandie.method} == {("diapo 27", "deck")}


def test_what_was_said_of_them_is_evidence_of_their_cells(case):
    about = {
        c: {e.lever: e for e in case.evidence if e.criterion == c} for c in (PROGRESS, SHORTAGE)
    }
    assert set(about[PROGRESS]) == set(LEVERS)
    assert set(about[SHORTAGE]) == {*MISSING, CONSUME}
    assert all(e.target is Target.CELL for found in about.values() for e in found.values())
    for lever, (rate, slide) in RATES.items():
        said = about[PROGRESS][lever]
        assert (said.summary, said.quote[-4:]) == (f"{rate} %", f"{rate} %")
        assert f"diapo {slide} " in said.place
    for lever, terms in MISSING.items():
        written = re.findall(r"-([0-9 ]+?)(?=,| ETP)", about[SHORTAGE][lever].summary)
        assert tuple(int(w.replace(" ", "")) for w in written) == terms


@each("combination", PERIMETERS)
def test_what_the_figures_say_of_each_statement(case, combination):
    """The order of « déterminant » and « important » is contradicted under every perimeter."""
    found = {c.id: check_claim(c, case.tables[combination]).outcome for c in case.claims}
    assert found == {
        "C01": ClaimOutcome.CONTRADICTED,
        "C02": ClaimOutcome.SUPPORTED,
        "C03": ClaimOutcome.SUPPORTED,
        "C04": ClaimOutcome.OVERLAPPING,
        "C05": ClaimOutcome.OVERLAPPING,
        "C06": ClaimOutcome.SUPPORTED,
    }


def test_the_census_has_something_in_each_section(case):
    assert Counter(note.section for note in case.census) == {
        CensusSection.CONTRIBUTORS: 2, CensusSection.AXES: 5, CensusSection.CATEGORIES: 4,
        CensusSection.FIELDS: 7, CensusSection.AUDIENCES: 4, CensusSection.BUDGETS: 3,
        CensusSection.ACTIONS: 46, CensusSection.LOST_IMAGES: 4,
    }  # fmt: skip
    assert [n.id for n in case.census] == [f"N{k:02}" for k in range(1, 76)]


def test_planned_actions_are_attached_to_levers_and_the_link_is_said_to_be_inferred(case):
    actions = case.collected(CensusSection.ACTIONS)
    assert Counter(n.lever for n in actions) == {
        MOVE: 10, HOUSE: 10, NATURE: 9, PRODUCE: 5, FEED: 8, CONSUME: 4,
    }  # fmt: skip
    assert all("inféré" in n.note for n in actions)
    assert all(n.quote and not n.statement for n in actions)
    codes = {n.code: n.lever for n in actions if n.code}
    assert codes == {"4_12": PRODUCE, "4_13": PRODUCE, "1_112": PRODUCE, "4_51": PRODUCE,
                     "6_52": CONSUME, "6_42": CONSUME, "6_45": CONSUME}  # fmt: skip
    assert "anomalie" in next(n.note for n in actions if n.code == "1_112")


def test_who_leads_and_what_is_new_is_kept_where_the_slides_say_it(case):
    nature = [n for n in case.collected(CensusSection.ACTIONS) if n.lever == NATURE]
    assert Counter(n.standing for n in nature) == {"Reconduite": 8, "Nouvelle": 1}
    assert all(n.lead for n in nature)
    house = [n for n in case.collected(CensusSection.ACTIONS) if n.lever == HOUSE]
    assert {(n.standing, n.lead) for n in house} == {("", "")}
    assert len({n.detail for n in house}) == 5


def test_the_content_of_the_lost_images_is_not_made_up(case):
    lost = case.collected(CensusSection.LOST_IMAGES)
    assert [n.place for n in lost] == ["diapo 13", "diapo 17", "diapo 23", "diapo 31"]
    assert all("non reconstitué" in n.statement and not n.detail for n in lost)
