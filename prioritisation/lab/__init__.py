"""The scenario lab: a case forked, changed, named, compared; the case itself is never touched."""

from prioritisation.lab.errors import InvalidFork
from prioritisation.lab.fork import (
    LONGEST_NAME,
    MOST_FORKS,
    AddedLever,
    Fork,
    ScoreChange,
    starting_fork,
)
from prioritisation.lab.text import from_json, to_json
from prioritisation.lab.trial import Trial, forked, trial

__all__ = [
    "LONGEST_NAME",
    "MOST_FORKS",
    "AddedLever",
    "Fork",
    "InvalidFork",
    "ScoreChange",
    "Trial",
    "forked",
    "from_json",
    "starting_fork",
    "to_json",
    "trial",
]
