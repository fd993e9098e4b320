"""The scenario lab: a case forked, changed, named, compared; the case itself is never touched."""

from prioritisation.analysis.parts import packed
from prioritisation.analysis.whatif.fork import (
    LONGEST_NAME,
    MOST_FORKS,
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
    starting_fork,
    with_shared_ids,
)
from prioritisation.analysis.whatif.text import (
    WrittenFork,
    data_mark,
    from_json,
    from_text,
    to_json,
    to_text,
    unpacked_fork_text,
)
from prioritisation.analysis.whatif.trial import Trial, forked, trial

__all__ = [
    "LONGEST_NAME",
    "MOST_FORKS",
    "AddedLever",
    "Fork",
    "InvalidFork",
    "ScoreChange",
    "Trial",
    "WrittenFork",
    "data_mark",
    "forked",
    "from_json",
    "from_text",
    "packed",
    "starting_fork",
    "to_json",
    "to_text",
    "trial",
    "unpacked_fork_text",
    "with_shared_ids",
]
