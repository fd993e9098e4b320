import pytest

from prioritisation.analysis.warnings.limits import WarningThresholds, warning_thresholds
from prioritisation.settings import CORRELATION, EQUALISING, FEW_VOTERS, QUORUM, InvalidSetting


def test_the_starting_values_are_those_written(monkeypatch):
    for asked in (CORRELATION, EQUALISING, FEW_VOTERS, QUORUM):
        monkeypatch.delenv(asked.variable, raising=False)
    assert warning_thresholds() == WarningThresholds()


def test_the_settings_change_them(monkeypatch):
    monkeypatch.setenv(CORRELATION.variable, "80")
    monkeypatch.setenv(EQUALISING.variable, "2,50")
    monkeypatch.setenv(FEW_VOTERS.variable, "14")
    monkeypatch.setenv(QUORUM.variable, "75")
    assert warning_thresholds() == WarningThresholds(0.8, 0.02, 0.5, 14, 0.75)
    monkeypatch.setenv(QUORUM.variable, "most")
    with pytest.raises(InvalidSetting):
        warning_thresholds()
