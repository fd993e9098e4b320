"""The scenario lab: a case forked, changed, named, compared; the case itself is never touched."""

from prioritisation.analysis.packing import packed
from prioritisation.analysis.whatif.alike import alike
from prioritisation.analysis.whatif.errors import InvalidFork
from prioritisation.analysis.whatif.fork import (
    LONGEST_NAME,
    MOST_FORKS,
    AddedLever,
    Fork,
    ScoreChange,
    starting_fork,
)
from prioritisation.analysis.whatif.made import Made, data_mark, from_text, to_text, unpacked
from prioritisation.analysis.whatif.text import from_json, to_json
from prioritisation.analysis.whatif.trial import Trial, forked, trial

__all__ = [
    "LONGEST_NAME",
    "MOST_FORKS",
    "AddedLever",
    "Fork",
    "InvalidFork",
    "Made",
    "ScoreChange",
    "Trial",
    "alike",
    "data_mark",
    "forked",
    "from_json",
    "from_text",
    "packed",
    "starting_fork",
    "to_json",
    "to_text",
    "trial",
    "unpacked",
]
