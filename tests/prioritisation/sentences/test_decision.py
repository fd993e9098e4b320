import datetime as dt
from dataclasses import replace

from criteria.load import case_from_files
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote
from prioritisation.imports.making.case import imported_case_files
from prioritisation.meeting.rules import Act, Form, Phase, Reason, Refusal, Role
from prioritisation.meeting.rules.decision import Decision, Objection, status
from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    Overtaken,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
    Unstorable,
)
from prioritisation.sentences import decision as say
from prioritisation.sentences.meeting import act_name, phase_name, refusal_sentence, role_name
from prioritisation.sentences.replay import store_text
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
    meeting_warning_advice,
    meeting_warning_sentence,
    meeting_warning_title,
)
from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.imports.readings import HEAD, SITES
from tests.thresholds import analyse, case_warnings

NBSP = "\u00a0"
DONE = Decision(proposed=("a",), motives="Parce que.", no_objection=True)


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


def test_the_group_proposes_to_the_body_that_validates():
    to = DONE.model_copy(update={"body": "bureau du CREFOP"})
    text = say.proposal_sentence(to, ["Mieux produire", "Mieux se loger"])
    assert text == (
        f"Le groupe propose «{NBSP}Mieux produire{NBSP}» et «{NBSP}Mieux se loger{NBSP}». "
        f"À valider par{NBSP}: bureau du CREFOP."
    )
    assert say.proposal_sentence(DONE, ["Un"]) == f"Le groupe propose «{NBSP}Un{NBSP}»."
    assert say.proposal_sentence(Decision(), []) == ""


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


CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


def test_each_warning_is_said_with_what_to_do():
    for warning in case_warnings(CASE, "gt", {}):
        said = (
            case_warning_title(warning, CASE),
            case_warning_sentence(warning, CASE, "gt"),
            case_warning_advice(warning),
        )
        for words in said:
            assert words[0].isupper() or words[0].isdigit()
            assert "{" not in words


def of_file(reading=SITES, **head):
    """The case of a file, and what is said of its shared source; nothing where none is."""
    files = imported_case_files(reading, replace(HEAD, **head), dt.date(2026, 11, 28))
    case = case_from_files(files)
    kind, combination = WarningKind.SHARED_SOURCE, case.default_combination
    notes = [w for w in case_warnings(case, combination, {}) if w.kind is kind]
    return case, [
        (
            case_warning_title(one, case),
            case_warning_sentence(one, case, combination).replace("\u00a0", " "),
            case_warning_advice(one, case),
        )
        for one in notes
    ]


def test_of_a_file_that_does_not_say_its_sources_that_is_what_is_said():
    _, ((title, sentence, advice),) = of_file(source="")
    assert title == "Notes dont les sources ne sont pas dites"
    assert sentence.startswith(
        "Les notes de Coût, Accès et Accord viennent d’un seul tableau (fichier « "
        "comparatif-sites.xlsx »), qui ne dit pas d’où il les tient"
    )
    assert "par une correction" in advice


WARNINGS_AFTER_CASE = current_case()
WHAT = {
    WarningKind.MINORITY: ("mieux_produire",),
    WarningKind.ESSENTIAL_FIRST: ("partner_ecosystem", "mieux_produire"),
    WarningKind.SUDDEN: ("ghg_impact", "partner_ecosystem"),
}


def note(kind, n=3, of=12, share=0.5):
    return WarningNote(kind, kind, WHAT.get(kind, ()), n=n, of=of, share=share)


@each("kind", [k for k in WarningKind if k not in IN_THE_CASE])
@each("n", [1, 3])
def test_each_kind_is_said_in_french_with_what_to_do(kind, n):
    found = note(kind, n)
    for said in (
        meeting_warning_title(found),
        meeting_warning_sentence(found, WARNINGS_AFTER_CASE),
        meeting_warning_advice(found),
    ):
        assert said[0].isupper() or said[0].isdigit()
        assert "{" not in said
    assert meeting_warning_sentence(found, WARNINGS_AFTER_CASE).endswith(".")
    assert meeting_warning_advice(found).endswith(".")
    combination = WARNINGS_AFTER_CASE.default_combination
    assert case_warning_title(found, WARNINGS_AFTER_CASE) == meeting_warning_title(found)
    assert case_warning_sentence(
        found, WARNINGS_AFTER_CASE, combination
    ) == meeting_warning_sentence(found, WARNINGS_AFTER_CASE)
    assert case_warning_advice(found, Form.FULL) == meeting_warning_advice(found)


def test_no_sentence_names_a_voter_or_a_college():
    for kind in (WarningKind.PIVOTAL_VOTER, WarningKind.PIVOTAL_COLLEGE):
        assert "sur 12" in meeting_warning_sentence(note(kind), WARNINGS_AFTER_CASE)
        assert note(kind).what == ()


def test_how_many_are_present_is_not_told_while_they_come_in():
    few = note(WarningKind.FEW_PRESENT, n=3, of=10)
    assert (
        meeting_warning_sentence(few, WARNINGS_AFTER_CASE)
        == "Moins de 10 personnes ont rejoint la séance."
    )


@each(("name", "every"), [(phase_name, Phase), (role_name, Role), (act_name, Act)])
def test_everything_has_its_own_name(name, every):
    assert len({name(one) for one in every}) == len(every)


@each("reason", Reason)
def test_each_reason_is_a_whole_sentence(reason):
    of_a_phase = reason in (Reason.PHASE, Reason.OVERTAKEN)
    what = (Phase.LOBBY.value,) if of_a_phase else ("c1", "c2")
    sentence = refusal_sentence(Refusal(reason, what), {"c1": "GES", "c2": "Couverture"}.get)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "c1" not in sentence


def test_what_somebody_else_changed_meanwhile_is_said_without_a_phase_too():
    assert refusal_sentence(Refusal(Reason.OVERTAKEN)).endswith(".")


def test_the_criteria_to_confirm_are_named():
    found = refusal_sentence(Refusal(Reason.DIRECTION, ("c",)), {"c": "Couverture existante"}.get)
    assert "Couverture existante" in found


@each(
    ("error", "said"),
    [
        (UnknownMeeting("K7Q42"), "K7Q42"),
        (TooManyVoters("K7Q42", 2000), "2000"),
        (Conflict("code"), "plus rapide"),
        (Overtaken("decision", 2, ""), "plus rapide"),
        (NewerStore("9999"), "autre version"),
        (UnknownVoter("K7Q42"), "séance"),
        (Unstorable(), "caractères"),
    ],
)
def test_what_else_goes_wrong_is_told(error, said):
    assert said in store_text(error)
