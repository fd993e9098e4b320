"""The scenario lab: a case forked, changed, named, compared; the case itself is never touched."""

from prioritisation.lab.alike import alike
from prioritisation.lab.errors import InvalidFork
from prioritisation.lab.fork import (
    LONGEST_NAME,
    MOST_FORKS,
    AddedLever,
    Fork,
    ScoreChange,
    starting_fork,
)
from prioritisation.lab.made import Made, data_mark, from_text, to_text, unpacked
from prioritisation.lab.text import from_json, to_json
from prioritisation.lab.trial import Trial, forked, trial
from prioritisation.packing import packed

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
