import pytest

from prioritisation.analysis.ballots.thresholds import GroupThresholds, group_thresholds
from prioritisation.settings import CAMPS, DISAGREEMENT, InvalidSetting


def test_a_starting_value_is_the_one_of_the_reference(monkeypatch):
    for asked in (CAMPS, DISAGREEMENT):
        monkeypatch.delenv(asked.variable, raising=False)
    assert group_thresholds() == GroupThresholds()
    assert GroupThresholds() == GroupThresholds(0.3, 0.2, 0.5, 0.2)


def test_the_settings_change_them(monkeypatch):
    monkeypatch.setenv(DISAGREEMENT.variable, "40,25")
    monkeypatch.setenv(CAMPS.variable, "60,10")
    assert group_thresholds() == GroupThresholds(0.4, 0.25, 0.6, 0.1)
    monkeypatch.setenv(DISAGREEMENT.variable, "20,30")
    with pytest.raises(InvalidSetting):
        group_thresholds()
