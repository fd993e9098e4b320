from prioritisation.record.checks import ABSENT, Difference, DifferenceCause
from prioritisation.record.making import library_versions
from prioritisation.record.model import RecordFault, RecordProblem
from prioritisation.record.replaying import Replay, replay
from prioritisation.sentences import replay as say
from tests.each import each
from tests.prioritisation.record.made import sample

NBSP = "\u00a0"
RECORD = sample("clear")


def test_the_answer_comes_first_and_texts_are_said_not_to_be_computed():
    first, about, last = say.replay_texts(replay(RECORD))
    assert first == f"Calculs retrouvés{NBSP}; les textes ne peuvent pas être vérifiés."
    assert "Un exemple fictif" in about
    assert RECORD.sha256 in last


def test_differences_are_counted_and_listed_up_to_forty():
    found = tuple(Difference(f"results.a[{k}]", k, 0.5) for k in range(50))
    texts = say.replay_texts(
        Replay(RECORD, genuine=True, differences=found, present_versions=None)
    )
    assert texts[0] == f"Non retrouvés{NBSP}: 50 champs."
    assert texts[2] == f"results.a[0]{NBSP}: 0{NBSP}; recalculé{NBSP}: 0,5"
    assert texts[-1] == "… et 10 autres champs."


@each(
    ("value", "text"),
    [
        (ABSENT, "absent"),
        (None, "rien"),
        (True, "oui"),
        (False, "non"),
        (0.123456789012, "0,123456789012"),
        (2.0, "2"),
        (7, "7"),
        ("é", "é"),
        (["a"], '["a"]'),
        ("x" * 200, "x" * 80 + "…"),
    ],
)
def test_values_are_shown_as_people_read_them(value, text):
    found = say.difference_text(Difference("a", value, 3))
    assert found == f"a{NBSP}: {text}{NBSP}; recalculé{NBSP}: 3"


@each("cause", DifferenceCause)
def test_each_cause_has_its_words(cause):
    assert say.difference_text(Difference(".decision.motives", "a", "b", cause)).startswith(
        "decision.motives"
    )


def test_a_file_changed_only_in_its_hash_is_said_so():
    texts = say.replay_texts(Replay(RECORD, genuine=False, differences=(), present_versions=None))
    assert texts[0].startswith("Calculs retrouvés, mais")
    assert "SHA-256" in say.unsealed_text()


def test_other_versions_are_named_with_both():
    here = library_versions().model_copy(update={"python": "9.9", "libraries": {"numpy": "8"}})
    texts = say.replay_texts(Replay(RECORD, genuine=True, differences=(), present_versions=here))
    told = next(text for text in texts if "9.9" in text)
    assert f"Python {library_versions().python} alors, 9.9 maintenant" in told
    assert "pydantic" in told
    assert "— maintenant" in told


@each("fault", RecordFault)
def test_every_fault_has_its_sentence(fault):
    text = say.record_problem_text(RecordProblem(fault, "votes", "{x}"))
    assert "{found}" not in text
    assert "{place}" not in text


def test_parts_that_do_not_go_together_may_have_no_detail():
    text = say.record_problem_text(RecordProblem(RecordFault.INCOHERENT))
    assert text == "les parties de ce fichier de preuve ne vont pas ensemble"


def test_something_missing_is_not_quoted():
    assert (
        say.record_problem_text(RecordProblem(RecordFault.FIELD, "a.b"))
        == f"a.b{NBSP}: cela manque"
    )


def test_a_rehearsal_is_said():
    rehearsal = RECORD.model_copy(update={"rehearsal": True})
    texts = say.replay_texts(
        Replay(rehearsal, genuine=True, differences=(), present_versions=None)
    )
    assert "répétition" in texts[1]
