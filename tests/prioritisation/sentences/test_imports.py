"""What is said of a file: each kind has its sentence, which a secretary understands."""

from typing import get_args

from prioritisation.cases.editing.notes import NoteKind, TypedNote
from prioritisation.imports.grids import FileKind, FileRefused, RefusalKind
from prioritisation.imports.making.over import FileComparison, FileScore, StrangeName
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    FileReading,
    ProblemOfCell,
    QuestionKind,
    ReadCriterion,
    ReadLever,
    ReadScore,
    ReasonAside,
)
from prioritisation.sentences.import_refusals import (
    comparison_summary,
    expected_text,
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    note_text,
    remedy_text,
    untouched_sentences,
)
from prioritisation.sentences.imports import (
    aside_text,
    choice_text,
    file_question_text,
    reading_summary,
    role_text,
)
from prioritisation.wording.nouns import speaking_of
from tests.each import each
from tests.reading import forbidden_in

ENGLISH = {"the", "this", "file", "table", "which", "write", "it", "is", "more", "than", "of"}


def plain(text):
    return text.replace("\u00a0", " ")


def check_french(text):
    """A sentence that a room reads: whole, in French, without a word of specialists."""
    assert text
    assert "{" not in text
    assert not ENGLISH & set(text.casefold().split()), text
    assert not forbidden_in(text), (text, forbidden_in(text))
    assert "  " not in plain(text), text


SOME_VALUES = ({}, {"found": 4_200_000_000, "allowed": 60_000_000, "name": "ancien.xlsx"})


@each("values", SOME_VALUES, ids=["bare", "full"])
@each("kind", get_args(RefusalKind))
def test_a_refusal_is_a_sentence_and_a_remedy(kind, values):
    refused = FileRefused(kind, **values)
    for text in (file_refusal_sentence(refused), file_refusal_remedy(refused)):
        check_french(text)
        assert text.endswith(".")


def test_sizes_are_those_that_people_say():
    assert plain(file_refusal_sentence(FileRefused("too_large"))) == (
        "Ce fichier dépasse les 10 Mo acceptés."
    )
    assert [plain(file_size(n)) for n in (1, 999_000, 1_000_000)] == ["1 ko", "999 ko", "1 Mo"]


def test_too_many_are_counted_with_the_noun_of_the_case():
    refused = FileRefused("many_levers", found=1240, allowed=1000)
    with speaking_of("site"):
        assert plain(file_refusal_sentence(refused)) == (
            "1 240 sites : c’est plus que les 1 000 acceptés."
        )
        assert plain(file_refusal_remedy(refused)).endswith("un groupe compare de 3 à 30 sites.")


def test_what_a_file_is_called_is_never_a_format_nor_a_page():
    refused = FileRefused("unknown_sheet", name="{found}", allowed="Notes, Synthèse")
    assert "« {found} »" in plain(file_refusal_sentence(refused))
    assert plain(file_refusal_remedy(refused)) == "Ses feuilles : Notes, Synthèse."


VALUES = ({}, {"unit": "k€", "first": "Notes!A3", "allowed": "faible, fort"})


@each("values", VALUES, ids=["bare", "full"])
@each("kind", get_args(ProblemOfCell))
def test_a_problem_says_what_is_expected_and_what_to_do(kind, values):
    problem = CellProblem(kind, "Notes!C4", "quatre", values)
    check_french(expected_text(problem))
    remedy = remedy_text(problem)
    check_french(remedy)
    assert remedy.endswith(".")


@each("kind", get_args(QuestionKind))
def test_a_question_is_one(kind):
    for about in ("Coût", "C", "7"):
        text = file_question_text(FileQuestion(kind, about, ("B1",), (), "environ 40"))
        check_french(text)
        assert text.endswith("?")


def test_what_may_be_answered_has_its_words():
    direction, orientation = FileQuestion("direction", "Coût"), FileQuestion("orientation")
    assert [choice_text(direction, c) for c in ("min", "max", "open")] == [
        "moins",
        "plus",
        "à voir",
    ]
    with speaking_of("site"):
        assert choice_text(orientation, "rows") == "un site"
        assert choice_text(orientation, "columns") == "un critère"
        line = FileQuestion("role", "C")
        assert [choice_text(line, c) for c in ("criterion", "lever", "names", "left_out")] == [
            "un critère",
            "un site",
            "les noms des sites",
            "laissé de côté",
        ]
    assert choice_text(FileQuestion("header"), "0") == "aucune ligne"
    assert choice_text(FileQuestion("header"), "4") == "ligne 4"
    numbers = FileQuestion("cell", "B2", found="1.234")
    assert [plain(choice_text(numbers, c)) for c in ("1234", "1.234")] == ["1 234", "1,234"]
    assert choice_text(FileQuestion("cell", "B2"), "?") == "inconnu"
    assert plain(choice_text(FileQuestion("cell", "B2"), "3..1500.5")) == "3 à 1 500,5"


def test_no_zero_is_offered_among_words():
    words = FileQuestion("cell", "B2", choices=("néant", "?"), found="néant")
    assert plain(file_question_text(words)) == "« néant » : un mot de l’échelle, ou inconnu ?"
    numbers = FileQuestion("cell", "B2", choices=("0", "?"), found="néant")
    assert plain(file_question_text(numbers)) == "« néant » : quel nombre est-ce, ou inconnu ?"


def test_names_are_shown_as_they_are_even_where_they_look_like_an_answer():
    assert choice_text(FileQuestion("sheet"), "2024") == "2024"
    assert choice_text(FileQuestion("order", "Accord"), "no") == "no"


@each("why", get_args(ReasonAside))
def test_what_is_left_out_says_why(why):
    check_french(aside_text(why))
    assert role_text(why) == aside_text(why)


def test_a_line_of_a_sheet_says_what_it_is():
    with speaking_of("site"):
        assert [role_text(r) for r in ("lever", "criterion", "names", "header")] == [
            "un site",
            "un critère",
            "les noms des sites",
            "les titres",
        ]


@each(
    ("note", "text"),
    [
        ("macros", "Les macros de ce fichier sont ignorées, jamais exécutées."),
        ("of no kind", ""),
    ],
)
def test_what_is_to_be_said_of_the_file_itself(note, text):
    assert plain(note_text(note)) == text


def some_reading(**rest):
    levers = tuple(ReadLever(f"L{k}", f"A{k + 2}") for k in range(6))
    criteria = tuple(ReadCriterion(f"C{k}", f"{c}1") for k, c in enumerate("BCD"))
    return FileReading(FileKind.TEXT, None, levers, criteria, **{"scores": (), **rest})


def test_a_reading_is_counted_with_the_noun_of_the_case():
    unknown = tuple(ReadScore(f"L{k}", "C0", f"B{k + 2}") for k in range(4))
    known = (ReadScore("L0", "C1", "C2", 3.0), ReadScore("L0", "C2", "D2", word="fort"))
    questions = tuple(FileQuestion("direction", f"C{k}") for k in range(2))
    reading = some_reading(scores=unknown + known, questions=questions)
    with speaking_of("site"):
        assert plain(reading_summary(reading)) == (
            "6 sites × 3 critères, 4 inconnues, 2 sens à confirmer"
        )
    assert plain(reading_summary(some_reading())) == "6 leviers × 3 critères"


def test_what_stops_a_case_is_counted_too():
    problems = (CellProblem("date", "B2"),)
    questions = (FileQuestion("cell", "B3"), FileQuestion("order", "C2"))
    assert plain(reading_summary(some_reading(problems=problems, questions=questions))) == (
        "6 leviers × 3 critères, 1 cellule à corriger, 1 réponse à donner, "
        "1 ordre de mots à confirmer"
    )


def test_a_whole_case_is_not_counted_as_a_table():
    reading = FileReading(FileKind.CASE, None, (), (), (), files={"case.toml": ""})
    assert reading_summary(reading) == "un dossier entier, tel quel"


def test_what_a_newer_file_would_change_is_counted():
    score = FileScore(
        "a", "c", "score/a/c/", TypedNote(NoteKind.UNKNOWN), ReadScore("A", "C", "B2")
    )
    compared = FileComparison((score,) * 2, (score,), ("c",), (StrangeName("B", "A3"),))
    with speaking_of("site"):
        assert plain(comparison_summary(compared)) == (
            "2 notes changent, 1 note que le fichier ne connaît pas, 1 site que le dossier n’a pas"
        )
    check_french(comparison_summary(FileComparison()))


def test_what_stays_as_it_is_is_said(case):
    compared = FileComparison(
        computed=("ghg_impact",), missing_levers=(case.levers[0].id,), same=3
    )
    first, second = untouched_sentences(case, compared)
    check_french(first)
    check_french(second)
    assert case.criterion("ghg_impact").label in first
    assert case.levers[0].label in second
    assert untouched_sentences(case, FileComparison()) == []


def test_a_scale_out_of_so_many_is_said():
    problem = CellProblem("other_unit", "Notes!C4", "7", {"name": "Accord", "most": "5"})
    assert plain(expected_text(problem)) == "un nombre de 0 à 5"
    assert "sur 5" in plain(remedy_text(problem))


def test_a_word_that_is_not_sure_is_asked_as_a_word():
    question = FileQuestion("cell", "B2", ("B2",), ("fort", "?"), "fort (?)")
    assert "mot" in plain(file_question_text(question))
