from prioritisation.documents.writing.method import (
    method_section,
    movement_line,
    voters,
    weights_table,
)
from prioritisation.documents.writing.subject import subject_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.state import Shown
from tests.each import each
from tests.prioritisation.documents.writing.recorded import alone, few, sample


def plain(text):
    return text.replace("\u00a0", " ")


def of_one_person(**values):
    """A record of one person who gave the first criterion more than the others."""
    record = alone()
    first, *rest = record.votes.weights
    moved = first.model_copy(update={"value": 2 * first.value})
    votes = record.votes.model_copy(update={"weights": (moved, *rest), **values})
    return record.model_copy(update={"votes": votes})


def test_who_voted_is_said_with_rounds_declared_void():
    sentence = plain(voters(sample("contested"))[0])
    assert sentence.startswith("3e vote : 20 votes, 22 présents, fermé le 5 décembre 2026.")
    assert "une personne une voix" in sentence
    assert "Le premier vote a été annulé : question mal affichée (exemple fictif)." in sentence
    assert (
        "Second vote : 20 votes, fermé le 5 décembre 2026, résultats montrés au groupe."
        in sentence
    )
    assert sentence.endswith("»")


@each("shown", Shown)
def test_each_vote_of_the_meeting_is_in_the_minutes_whichever_decides(shown):
    """Also one whose results the room has seen, before one of too few votes."""
    record = few()
    (last,) = record.votes.rounds
    before = last.model_copy(update={"number": 1, "count": 6, "shown": shown})
    rounds = (before, last.model_copy(update={"number": 2}))
    votes = record.votes.model_copy(update={"rounds": rounds})
    record = record.model_copy(update={"votes": votes})
    sentence = plain(voters(record)[0])
    assert sentence.startswith("Second vote : 2 votes. Rien d’autre que leur nombre")
    assert "Premier vote : 6 votes" in sentence
    assert ("résultats montrés au groupe" in sentence) is (shown is not Shown.COUNT)


def test_one_person_is_not_a_group():
    sentence = plain(voters(of_one_person())[0])
    assert sentence.startswith("Les poids ont été choisis par une seule personne (pilote)")


def test_too_few_ballots_give_no_weight():
    assert "trop peu nombreux" in voters(few())[0]
    assert len(method_section(few(), None).blocks) == 1


def test_weights_are_those_of_the_record_with_their_spread():
    table = weights_table(subject_of(sample("clear")))
    assert [plain(row[1]) for row in table.rows] == ["47,9 %", "36,0 %", "16,1 %"]
    assert plain(table.rows[0][3]) == "42 à 56 %"  # outwards, as on the page of the meeting
    assert table.rows[2][-1] == "12 fiches → aucune fiche"
    assert len(weights_table(subject_of(alone())).header) == 4


def test_a_direction_still_to_be_confirmed_says_so():
    assert any("(à confirmer)" in row[2] for row in weights_table(subject_of(alone())).rows)


def test_what_moved_between_two_rounds_is_told_in_aggregate():
    assert "sur 20 ayant voté les deux fois" in movement_line(sample("contested"))
    assert movement_line(sample("clear")) == ""


@each(
    ("role", "said"),
    [
        (Role.OBSERVER, "par une seule personne\N{NO-BREAK SPACE}: le groupe"),
        (Role.LEAD, "par une seule personne (pilote)"),
    ],
)
def test_weights_of_one_person_are_said_with_their_role_when_it_tells_something(role, said):
    (sentence,) = voters(of_one_person(chosen_by=role))
    assert said in sentence


def test_equal_weights_were_chosen_by_nobody():
    assert plain(voters(alone())[0]) == "Les poids sont égaux : le groupe n’a pas voté."


def with_a_round_before(record, count):
    """A record whose first round counted and was not shown, whatever it was."""
    first, *rest = record.votes.rounds
    update = {"void": "", "shown": Shown.COUNT, "count": count, "shares": ()}
    rounds = (first.model_copy(update=update), *rest)
    votes = record.votes.model_copy(update={"rounds": rounds})
    return record.model_copy(update={"votes": votes})


@each(
    ("count", "why"),
    [
        (1, "Rien d’autre que leur nombre n’a été montré"),
        (4, "Rien d’autre que leur nombre n’a été montré"),
        (6, "trop peu de votes envoyés d’un appareil, ou qui pèsent chaque critère"),
    ],
)
def test_a_vote_that_was_not_shown_is_told_with_its_reason_beside_the_one_that_decides(count, why):
    record = with_a_round_before(sample("contested"), count)
    sentence = plain(voters(record)[0])
    written = "1 vote" if count == 1 else f"{count} votes"
    assert sentence.startswith("3e vote : 20 votes")
    assert f"Premier vote : {written}, fermé le 5 décembre 2026." in sentence
    assert why in sentence.split("Premier vote : ")[1]
    assert "annulé" not in sentence.split("Premier vote : ")[1].split("Question")[0]


def test_the_only_vote_says_why_it_was_not_shown():
    assert "Premier vote : 2 votes. Rien d’autre que leur nombre" in plain(voters(few())[0])
