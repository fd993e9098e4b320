"""Everything that can go wrong with what is kept.

* StoreError
  x StoreUnavailable
  x NewerStore
  x NotEmpty
  x NotACopy
  x NotOurs
  x UnknownMeeting
  x UnknownVoter
  x UnknownScenario
  x UnknownLeaf
  x TooMany
    x TooManyOfOne
  x TooManyScenarios
  x TooManyLeaves
  x Conflict
    x Overtaken
  x Unstorable

Messages are English, for developers; pages write their French sentence from the fields.
"""

from typing import Literal

Cause = Literal["locked", "readonly", "full", "gone", "slow", "password", "base", "address"]

Fault = Literal["empty", "other", "damaged", "newer", "denied"]


class StoreError(Exception):
    """Base class: ``except StoreError`` catches every refusal of the store."""


class StoreUnavailable(StoreError):
    """Nothing can be written, or read, at the moment; what was acknowledged is still there.

    Parameters
    ----------
    cause
        ``locked``: others hold it for too long; ``readonly``; ``full``: the disk is; ``gone``:
        no file or no server, or one that is damaged; ``slow``: no answer yet, so that nobody knows
        whether what was asked was done; ``password``, ``base``: the server knows no such user or
        password, or no such base; ``address``: ``DATABASE_URL`` is no address of a database.
    """

    def __init__(self, cause: Cause) -> None:
        super().__init__(f"the store is unavailable: {cause}")
        self.cause: Cause = cause


class NewerStore(StoreError):
    """The database was last used by a later version of this program."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at revision {revision}, which this version has not")
        self.revision = revision


class NotEmpty(StoreError):
    """Something is kept already where a copy was to be put back."""


class NotACopy(StoreError):
    """A file that is no whole copy of a store.

    Parameters
    ----------
    fault
        ``empty``: it has no byte; ``other``: a file or a database of something else;
        ``damaged``: a part is missing or does not go with the rest; ``newer``: a later version of
        this program made it.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"no copy of a store: {fault}")
        self.fault: Fault = fault


class NotOurs(StoreError):
    """What is there is no store, or none that can be read; it was left as it is.

    Parameters
    ----------
    fault
        As of ``NotACopy``; ``denied``: this account may not read and write it.
    """

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"no store: {fault}")
        self.fault: Fault = fault


class UnknownMeeting(StoreError):
    """No meeting has this code: mistyped, or purged."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no meeting {code!r}")
        self.code = code


class UnknownVoter(StoreError):
    """A token, or an invitation, that this meeting never gave."""

    def __init__(self, code: str) -> None:
        super().__init__(f"not a voter of {code!r}")
        self.code = code


class UnknownScenario(StoreError):
    """No scenario has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"no scenario {key!r}")
        self.key = key


class UnknownLeaf(StoreError):
    """Nothing is kept under this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"nothing under {key!r}")
        self.key = key


class TooMany(StoreError):
    """As many voters have joined as may join."""

    def __init__(self, code: str, most: int) -> None:
        super().__init__(f"{most} voters are in {code!r} already")
        self.code, self.most = code, most


class TooManyOfOne(TooMany):
    """As many voters have joined from one network as may."""


class TooManyScenarios(StoreError):
    """As many scenarios are kept, in a meeting or beside any, as may be."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} scenarios are kept already")
        self.most = most


class TooManyLeaves(StoreError):
    """As many leaves are kept as may be."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} leaves are kept already")
        self.most = most


class Conflict(StoreError):
    """Something unique exists already, ``what``: a code, an invitation that was used..."""

    def __init__(self, what: str) -> None:
        super().__init__(f"exists already: {what}")
        self.what = what


class Overtaken(Conflict):
    """A paper that somebody else has written since it was read; nothing of it was written.

    Parameters
    ----------
    name
        Of the paper.
    version, content
        What is there now: to be shown beside what was refused.
    """

    def __init__(self, name: str, version: int, content: str) -> None:
        super().__init__(f"version {version} of paper {name!r}")
        self.name, self.version, self.content = name, version, content


class Unstorable(StoreError):
    """A text that no database takes: a zero character, half of a pair."""
