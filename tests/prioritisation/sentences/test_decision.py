from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    Missing,
    Objection,
    Outcome,
    ShowOfHands,
    status,
)
from prioritisation.sentences import decision as say
from prioritisation.settings import current_case
from tests.each import each
from tests.thresholds import analyse

NBSP = "\u00a0"
DONE = Decision(proposed=("a",), motives="Parce que.", no_objection=True)


def test_a_decision_is_said_so():
    assert say.state_text(status(DONE)) == "décision"
    assert say.state_sentence(status(DONE)).startswith("C’est une décision du groupe")


@each("body", ["Le comité", "Conseil municipal"])
def test_what_somebody_validates_is_no_decision_anywhere(body):
    """In the minutes and in their tag: a proposal, and who validates it."""
    now = DONE.model_copy(update={"body": body})
    text = say.state_sentence(status(now), body)
    assert text.startswith(f"C’est la proposition du groupe, à valider par{NBSP}: {body}.")
    assert say.state_text(status(now), body) == "proposition"
    assert "décision" not in text


def test_a_project_says_everything_it_lacks():
    waiting = Objection(text="Non.")
    found = status(Decision(objections=(waiting, waiting)), voted=False, rehearsal=True)
    assert say.state_text(found) == "projet"
    text = say.state_sentence(found)
    assert "2 objections attendent une réponse" in text
    assert "le groupe n’a pas voté" in text
    assert "répétition" in text
    assert len(say.missing_texts(found)) == len(found.missing) == 5


@each("missing", Missing)
def test_everything_that_can_be_missing_has_its_words(missing):
    assert say._missing(missing, 1)  # noqa: SLF001


@each("outcome", Outcome)
def test_every_outcome_has_its_words(outcome):
    assert say.objection_outcome_text(outcome)
    assert say.objection_state_text(outcome)


def test_the_group_proposes_to_the_body_that_validates():
    to = DONE.model_copy(update={"body": "bureau du CREFOP"})
    text = say.proposal_sentence(to, ["Mieux produire", "Mieux se loger"])
    assert text == (
        f"Le groupe propose «{NBSP}Mieux produire{NBSP}» et «{NBSP}Mieux se loger{NBSP}». "
        f"À valider par{NBSP}: bureau du CREFOP."
    )
    assert say.proposal_sentence(DONE, ["Un"]) == f"Le groupe propose «{NBSP}Un{NBSP}»."
    assert say.proposal_sentence(Decision(), []) == ""


def test_the_vote_is_indicative():
    voted = DONE.model_copy(update={"vote": ShowOfHands(favour=7, against=2, abstaining=1)})
    assert say.vote_sentence(voted) == f"Vote indicatif{NBSP}: 7 pour, 2 contre, 1 abstention."
    assert say.vote_sentence(DONE) == ""


def test_how_many_objections_are_answered_and_kept():
    lifted = Objection(text="o", answer="a", outcome=Outcome.LIFTED)
    kept = Objection(text="p", answer="b", outcome=Outcome.KEPT)
    waiting = Objection(text="q")
    each = {(waiting,): "0 objection traitée sur 1.", (lifted,): "1 objection traitée sur 1."}
    each[kept,] = "1 objection traitée sur 1, dont 1 maintenue."
    for objections, words in each.items():
        assert say.answered_text(Decision(objections=objections)) == words
    told = say.answered_text(Decision(objections=(lifted, waiting)))
    assert told == "1 objection traitée sur 2."
    told = say.answered_text(Decision(objections=(lifted, kept, waiting)))
    assert told == "2 objections traitées sur 3, dont 1 maintenue."


def test_what_to_find_out_is_a_score_a_way_or_a_text():
    case = current_case()
    lever, criterion = case.levers[0], case.criteria[0]
    cell = Finding(lever=lever.id, criterion=criterion.id)
    told = say.finding_text(cell, case)
    assert told[0].isupper()
    assert lever.short_label in told
    way = say.finding_text(cell.model_copy(update={"text": "demander"}), case)
    assert way == f"{told}{NBSP}: demander"
    assert say.finding_text(Finding(text="le budget"), case) == "le budget"
    assert say.finding_text(Finding(lever="x", criterion="y", text="t"), case) == "t"


def test_the_reminder_names_who_is_first_and_how_solid():
    case = current_case()
    points = {c.id: 50.0 for c in case.criteria}
    analysis = analyse(case, Scenario(points, next(iter(case.tables))))
    told = say.reminder_text(analysis, "Solide")
    assert told.startswith(f"Avec les poids du groupe{NBSP}: ")
    assert told.endswith(". Solide.")


@each(
    ("path", "said"),
    [
        ("motives", f"Motifs du groupe{NBSP}: 5000 caractères au plus."),
        ("body", f"Qui valide{NBSP}: 500 caractères au plus."),
        ("objections[1].text", f"Objections 2, Texte{NBSP}: 5000 caractères au plus."),
        ("steps[0].who", f"Étape 1, Responsable{NBSP}: 500 caractères au plus."),
        ("to_find[2].text", f"Ce qu’il faut savoir d’abord 3, Texte{NBSP}: 5000"),
        ("objections", f"Objections{NBSP}: 200 au plus."),
        ("review", f"Date de revue{NBSP}: ne peut pas être lu."),
        ("", "le texte entier ne peut pas être lu"),
        ("colour", "colour"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_place(path, said):
    (told,) = say.field_texts([path, path])
    assert told.startswith(said)
