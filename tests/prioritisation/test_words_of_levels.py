"""One word for one level, on every surface that says it: of agreement, and of solidity."""

import re

import pytest

from prioritisation.analysis.ballots.group import Flag
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.documents.writing.note import note_of
from prioritisation.drawing.round_sentences import round_agreement
from prioritisation.drawing.swarm import agreement_picture, swarm
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.sentences.group import flag_text
from prioritisation.sentences.robustness import word_text
from prioritisation.web.ballot.after import results_page
from prioritisation.web.ballot.rendering import render
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.reading import forbidden_in
from tests.thresholds import facts_of

LEVELS = {Flag.FLAGGED: "éloignés", Flag.SHARED: "moyennement proches", Flag.CLOSE: "proches"}
SOLIDITY = {
    RobustnessWord.SOLID: "Solide",
    RobustnessWord.FAIR: "Plutôt solide",
    RobustnessWord.SHARED: "Peu solide",
}
VOTES = [100, 25, 25], [80, 100, 60]
"""Shares 67, 17, 17 and 33, 42, 25 %: deviations of 0.33, 0.25 and 0.08."""
LEVEL = r"(?<!\w)(éloignés|moyennement proches|proches)"


@pytest.fixture
def seen(sitting):
    """A meeting whose three criteria have the three levels, and its results."""
    meeting = sitting()
    meeting.open()
    for k in range(8):
        meeting.cast(meeting.voter(), VOTES[k % 2])
    meeting.reveal()
    return meeting, meeting.room.results(meeting.code, Role.FACILITATOR)


def projector(meeting, results):
    return agreement_picture(meeting.stage(), results)


def control(_meeting, results):
    return swarm(results)


def control_sentence(_meeting, results):
    return round_agreement(results)


def phone(meeting, results):
    return render(results_page(meeting.stage(), None, results), part=True)


def minutes(meeting, _results):
    rationale = meeting.room.rationale(meeting.code, meeting.secret)
    return text_of(note_of(record_of(facts_of(rationale))))


def levels_of(words, criteria):
    """Each criterion, by any of its names -> the words of its level, where it is said."""
    words = plain(re.sub("<[^>]+>", " ", words))
    found = {}
    for criterion in criteria:
        names = "|".join(map(re.escape, {criterion.label, *criterion.plain.names.values()}))
        beside = re.findall(rf"(?:{names})\W{{0,9}}avis {LEVEL}", words)
        found[criterion.id] = {*beside, *re.findall(rf"{LEVEL} sur «? ?(?:{names})", words)}
    return found


@each("surface", [projector, control, control_sentence, phone, minutes])
def test_a_level_of_agreement_has_one_word_on_every_surface(seen, surface):
    meeting, results = seen
    words = surface(meeting, results)
    expected = {c: {level} for c, level in zip(meeting.ids, LEVELS.values(), strict=True)}
    assert levels_of(words, results.case.criteria) == expected
    assert not [one for one in forbidden_in(plain(words)) if "partag" in one[0].lower()]


def test_the_words_of_a_level_are_those_of_its_scale():
    assert {flag: plain(flag_text(flag)) for flag in Flag} == {
        flag: f"avis {word}" for flag, word in LEVELS.items()
    }
    assert {word: plain(word_text(word)) for word in SOLIDITY} == SOLIDITY
