"""The French catalogue is complete, says the same things, and is typeset as French is."""

import ast
import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.wording import t
from tests.each import each
from tests.prioritisation.wording.update import ROOT, catalogue, key, used

MESSAGES = {key(m.id): m.string for m in catalogue() if m.id}
NBSP = "\u00a0"


def forms(string):
    return list(string) if isinstance(string, tuple | list) else [string]


def test_every_message_of_the_code_is_in_the_catalogue_and_nothing_else():
    found = used()
    assert found - set(MESSAGES) == set()
    assert set(MESSAGES) - found == set()


def test_every_message_has_its_french():
    assert [m for m, string in MESSAGES.items() if not all(forms(string))] == []


def names(string):
    return set(re.findall(r"{(\w+)}", string))


def numbers(string):
    return set(re.findall(r"\d+", re.sub(r"{\w+}", "", string)))


def test_the_french_uses_only_the_values_the_code_gives():
    """And its numbers: « 69 % » was explained as 50 trials out of 100. A whole is 1, or 100 %."""
    given = {m: set().union(*map(names, forms(m))) for m in MESSAGES}
    french = [(m, one) for m, string in MESSAGES.items() for one in forms(string)]
    assert [(m, one) for m, one in french if not names(one) <= given[m]] == []
    written = {m: set().union({"1", "100"}, *map(numbers, forms(m))) for m in MESSAGES}
    assert [(m, one) for m, one in french if not numbers(one) <= written[m]] == []


def test_the_french_of_a_plural_leaves_out_no_value_that_the_code_gives():
    """A form that was cut short said « n » for « 4 notes manquent »."""
    plural = {m: string for m, string in MESSAGES.items() if isinstance(m, tuple)}
    assert len(plural) > 100
    lost = [m for m, string in plural.items() if not names(m[1]) - {"n"} <= names(string[1])]
    assert lost == []
    assert [string for string in plural.values() if min(map(len, string)) < 2] == []


def test_the_french_is_typeset_with_no_break_spaces():
    french = [one for string in MESSAGES.values() for one in forms(string)]
    assert [one for one in french if re.search(r" [:;?!»%]|« |'", one)] == []


def test_messages_are_whole_literals_so_that_they_can_be_extracted():
    wrong = []
    for path in [*(ROOT / "prioritisation").rglob("*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("t", "tn"):
                first = node.args[0]
                if not isinstance(first, ast.Constant) and "catalogue" not in path.name:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


TYPED = st.sampled_from(["Aider", "écoles", "Œuvrer", "il faut crier", "« Oser »", "Mieux", "12"])
MESSAGES_OF_ONE = sorted(m for m in MESSAGES if isinstance(m, str) and names(m))


@given(st.sampled_from(MESSAGES_OF_ONE), TYPED)
def test_words_of_a_case_are_joined_as_french_joins_them(message, typed):
    """What is quoted, and what begins with no vowel, stays whole."""
    said = t(message, **dict.fromkeys(names(message), typed))
    assert not re.search(r"\b([Dd]|[Qq]u)e (?=[AÉŒEaéœi])" + re.escape(typed), said)
    if typed in ("« Oser »", "Mieux", "12"):
        assert f"d’{typed}" not in said


def test_a_vowel_is_kept_where_french_keeps_it():
    said = [
        t("{criterion} of {lever}", criterion="le coût", lever=lever)
        for lever in ("Orne", "onze communes", "« Orne »", "Loire", "onglet", "A", "E12")
    ]
    assert said == [
        "le coût d’Orne", "le coût de onze communes", "le coût de « Orne »", "le coût de Loire",
        "le coût d’onglet", "le coût de A", "le coût de E12",
    ]  # fmt: skip


@each(
    ("reason", "written"),
    [
        (f"fichier «{NBSP}notes.csv{NBSP}»", "fichier “notes.csv”"),
        ("d’après « le devis » et «bon»", "d’après “le devis” et “bon”"),
        ("un « sans fin", "un « sans fin"),
    ],
)
def test_what_a_quoted_value_quotes_has_other_marks(reason, written):
    """A proposal made of a file was shown as « « notes.csv » »."""
    assert t("« {reason} »", reason=reason) == f"«{NBSP}{written}{NBSP}»"
    assert reason in t("{name}: {label}", name=reason, label="oui")
