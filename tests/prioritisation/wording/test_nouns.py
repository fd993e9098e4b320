"""What is compared, called otherwise than in the catalogue."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Option
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import t, tn
from prioritisation.wording.catalogue import _translations
from prioritisation.wording.nouns import PLURALS, current_noun, speaking_of
from tests.each import each
from tests.other_cases import OTHERS
from tests.thresholds import analyse

NOUNS = get_args(Option)
SAID = re.compile(r"(?<![\w-])leviers?\b", re.IGNORECASE)


def sentences():
    """Every sentence of the catalogue in which what is compared is named."""
    for ids, french in _translations()._catalog.items():  # noqa: SLF001 (each as it is)
        if ids and SAID.search(str(french)):
            yield ids


def said(ids):
    if isinstance(ids, tuple):
        with_plural = {0: 1, 1: 5}[ids[1]]
        return _translations().ngettext(ids[0], "", with_plural)
    return _translations().gettext(ids)


def test_each_noun_has_its_plural_and_no_other_has_one():
    assert tuple(PLURALS) == NOUNS


@each("noun", NOUNS)
def test_a_noun_is_masculine_as_it_stands_and_takes_no_apostrophe(noun):
    assert re.match("[^aàâeéèêiîoôuùhy]", noun)


@each("noun", [n for n in NOUNS if n != "levier"])
def test_no_sentence_keeps_the_noun_of_the_catalogue(noun):
    found = list(sentences())
    assert len(found) > 150
    with speaking_of(noun):
        kept = [ids for ids in found if isinstance(ids, str) and SAID.search(_shown(ids))]
    assert kept == []


def _shown(message):
    names = re.findall(r"\{(\w+)", message) + re.findall(r"\{(\w+)", said(message))
    return t(message, **dict.fromkeys(names, "1")) if names else t(message)


def test_the_plural_and_the_capital_are_those_of_the_noun():
    with speaking_of("lieu"):
        assert t("Which lever first?") == "Quel lieu d’abord\u00a0?"
        assert tn("{n} lever", "{n} levers", 1) == "1 lieu"
        assert tn("{n} lever", "{n} levers", 3) == "3 lieux"
    assert t("Which lever first?") == "Quel levier d’abord\u00a0?"


TYPED = ["Levier nord", "deux leviers", "LEVIER"]


@given(typed=st.sampled_from(TYPED), noun=st.sampled_from(NOUNS))
def test_what_people_typed_is_never_touched(typed, noun):
    with speaking_of(noun):
        assert typed in t("{lever} is first", lever=typed)


def test_the_name_of_the_program_is_not_that_of_what_is_compared():
    with speaking_of("site"):
        told = t("prioritisation-leviers {program}, Python {python}", program="1", python="3")
    assert told.startswith("prioritisation-leviers 1")


def test_what_one_speaks_of_ends_with_it():
    assert current_noun() == "levier"
    with speaking_of("site"), speaking_of("projet"):
        assert current_noun() == "projet"
    assert current_noun() == "levier"


def test_cases_of_different_nouns_in_threads_of_one_process_never_mix(tmp_path, normandie):
    cases = [normandie, *(load_case(made(tmp_path / name)) for name, made in OTHERS.items())]
    every = {c.option: analyse(c, starting_scenario(c)) for c in cases}
    assert len(every) == 4

    def spoken(option):
        with speaking_of(option):
            return option, [str(conclusion(every[option])), t("Which lever first?")] * 5

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(spoken, [*every] * 25))
    for option, texts in answers:
        others = {n for n in every if n != option}
        words = {w for text in texts for w in re.findall(r"\w+", text.lower())}
        assert option in words
        assert not words & (others | {PLURALS[n] for n in others})
