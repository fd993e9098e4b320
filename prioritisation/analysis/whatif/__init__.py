"""The scenario lab: a case forked, changed, named, compared; the case itself is never touched."""

from prioritisation.analysis.packing import packed
from prioritisation.analysis.whatif.fork import (
    LONGEST_NAME,
    MOST_FORKS,
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
    alike,
    starting_fork,
)
from prioritisation.analysis.whatif.text import (
    Made,
    data_mark,
    from_json,
    from_text,
    to_json,
    to_text,
    unpacked,
)
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
