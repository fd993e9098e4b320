from prioritisation.imports.model import FileAnswers, GivenAnswer


def test_of_two_answers_about_the_same_thing_the_last_one_counts():
    one, other = (GivenAnswer("direction", "Coût", (way,)) for way in ("max", "min"))
    answers = FileAnswers((one, GivenAnswer("direction", "Accord", ("max",)), other))
    assert answers.choice("direction", "Coût") == "min"
    assert answers.choices("direction", "Délai") == ()
    assert answers.choice("sheet") == ""
