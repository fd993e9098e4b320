from prioritisation.analysis.inquiry import read_constraints
from prioritisation.analysis.robustness.weight_sets import AtLeast, AtMost, Order
from prioritisation.wording import problem_sentence
from tests.each import each

CRITERIA = ("ghg", "partners", "cover_2")
READ = {
    "ghg>=partners": (Order(0, 1),),
    " ghg <= cover_2 ": (Order(2, 0),),
    "ghg>=20": (AtLeast(0, 0.2),),
    "partners<=60 %": (AtMost(1, 0.6),),
    "partners <= 12,5": (AtMost(1, 0.125),),
    "ghg 20..60": (AtLeast(0, 0.2), AtMost(0, 0.6)),
    "partners <= 12,55 %": (AtMost(1, 0.1255),),
    "cover_2 0 .. 100": (AtLeast(2, 0.0), AtMost(2, 1.0)),
}
WRONG = {
    "": "setting_malformed",
    "ghg": "setting_malformed",
    "ghg>partners": "setting_malformed",
    "ghg>=ghg": "setting_malformed",
    "ghg>=nan": "unknown_criterion",
    "ghg>=-3": "unknown_criterion",
    "moon>=ghg": "unknown_criterion",
    "moon 20..60": "unknown_criterion",
    "ghg>=120": "out_of_range",
    "ghg 20..160": "out_of_range",
    "ghg 60..20": "interval_reversed",
    "ghg>=33.333": "refused",
    "ghg 30..30.00000001": "refused",
    "ghg>=1e999": "unknown_criterion",
    "ghg>=\N{ARABIC-INDIC DIGIT THREE}": "unknown_criterion",
}


@each("text", READ)
def test_a_constraint_is_read(text):
    problems = []
    assert read_constraints([text], CRITERIA, problems) == READ[text]
    assert problems == []


@each("text", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_read(text):
    problems = []
    assert read_constraints([text], CRITERIA, problems) == ()
    assert [(p.kind, p.place) for p in problems] == [(WRONG[text], "--constraint")]


def test_all_problems_are_told_at_once():
    problems = []
    read_constraints(["moon>=sun", "ghg>=120", "ghg"], CRITERIA, problems)
    assert len(problems) == 4


def test_a_share_has_two_decimals_at_most_and_the_sentence_names_the_place():
    problems = []
    read_constraints(["ghg 30..30,001"], CRITERIA, problems)
    assert problem_sentence(problems[0]) == (
        "--constraint, ghg 30..30,001\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}30,001"
        "\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: deux décimales au plus"
    )
