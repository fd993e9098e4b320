from dataclasses import replace

import pytest

from prioritisation.analysis.thresholds import (
    GroupThresholds,
    RobustnessWord,
    WarningThresholds,
    robustness_word,
)
from prioritisation.settings import (
    CAMPS,
    CORRELATION,
    DISAGREEMENT,
    EQUALISING,
    FEW_VOTERS,
    QUORUM,
    InvalidSetting,
    group_thresholds,
    warning_thresholds,
)
from tests.each import each
from tests.thresholds import GROUP, ROBUSTNESS, WARNINGS


@each(
    ("share", "word"),
    [
        (1.0, RobustnessWord.SOLID),
        (0.9, RobustnessWord.SOLID),
        (0.899, RobustnessWord.FAIR),
        (0.7, RobustnessWord.FAIR),
        (0.5, RobustnessWord.SHARED),
        (0.499, RobustnessWord.OPEN),
        (-0.1, RobustnessWord.OPEN),
    ],
)
def test_a_share_has_the_word_of_its_threshold(share, word):
    assert robustness_word(share, ROBUSTNESS) is word


def test_other_thresholds_give_other_words():
    assert robustness_word(0.9, replace(ROBUSTNESS, solid=0.95)) is RobustnessWord.FAIR


def test_a_starting_value_is_the_one_of_the_reference(monkeypatch):
    for asked in (CAMPS, DISAGREEMENT):
        monkeypatch.delenv(asked.variable, raising=False)
    assert group_thresholds() == GROUP


def test_the_settings_change_those_of_a_group(monkeypatch):
    monkeypatch.setenv(DISAGREEMENT.variable, "40,25")
    monkeypatch.setenv(CAMPS.variable, "60,10")
    assert group_thresholds() == GroupThresholds(0.4, 0.25, 0.6, 0.1)
    monkeypatch.setenv(DISAGREEMENT.variable, "20,30")
    with pytest.raises(InvalidSetting):
        group_thresholds()


def test_the_starting_values_are_those_written(monkeypatch):
    for asked in (CORRELATION, EQUALISING, FEW_VOTERS, QUORUM):
        monkeypatch.delenv(asked.variable, raising=False)
    assert warning_thresholds() == WARNINGS


def test_the_settings_change_those_of_warnings(monkeypatch):
    monkeypatch.setenv(CORRELATION.variable, "80")
    monkeypatch.setenv(EQUALISING.variable, "2,50")
    monkeypatch.setenv(FEW_VOTERS.variable, "14")
    monkeypatch.setenv(QUORUM.variable, "75")
    assert warning_thresholds() == WarningThresholds(0.8, 0.02, 0.5, 14, 0.75)
    monkeypatch.setenv(QUORUM.variable, "most")
    with pytest.raises(InvalidSetting):
        warning_thresholds()
