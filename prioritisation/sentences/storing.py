"""Why the store could not answer, and why the settings cannot be used."""

from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    Overtaken,
    StoreError,
    StoreUnavailable,
    TooManyVoters,
    UnknownDossier,
    UnknownMeeting,
    UnknownVoter,
)
from prioritisation.meeting.store.errors import Cause
from prioritisation.wording import t


def store_text(error: StoreError) -> str:
    """One sentence; no address, user or password is ever in it."""
    if isinstance(error, StoreUnavailable):
        return _unavailable(error.cause)
    if isinstance(error, UnknownMeeting):
        return t("No meeting has the code « {code} ».", code=error.code)
    if isinstance(error, TooManyVoters):
        return t("{most} people have joined already: nobody else can.", most=error.most)
    return {
        Conflict: t("Somebody was quicker: reload the page, then start over."),
        Overtaken: t("Somebody was quicker: reload the page, then start over."),
        NewerStore: t(
            "The meetings were kept by another version of this program: update it, or give it "
            "another database."
        ),
        UnknownVoter: t("This voter is not of this meeting."),
        UnknownDossier: t("This case is not on this server: it was erased, or never was there."),
    }.get(type(error), t("This text has characters that cannot be kept: nothing was recorded."))


def wrong_settings_text() -> tuple[str, str]:
    """A threshold of the server is malformed: said loud, and what follows."""
    return (
        t("The settings of this server cannot be used as they are."),
        t("Nothing is ranked before they are corrected and the server started again."),
    )


def no_database_text() -> str:
    """A command was given where no database is."""
    return t(
        "No meeting is kept here: set DATABASE_URL or PRIORITISATION_DATA as the application "
        "has them, or start it first."
    )


def _unavailable(cause: Cause) -> str:
    return {
        "slow": t("The meetings do not answer: reload the page in a few seconds."),
        "password": t(
            "The meetings cannot be read: the database knows no such user or password "
            "(DATABASE_URL)."
        ),
        "base": t("The meetings cannot be read: the server has no such base (DATABASE_URL)."),
        "address": t(
            "The meetings cannot be read: DATABASE_URL is not the address of a database, such as "
            "postgresql://USER:PASSWORD@HOST/BASE or sqlite:///FILE."
        ),
        "locked": t("The meetings are busy: nothing was changed, try again in a few seconds."),
        "readonly": t("The meetings cannot be written: their file is read-only."),
        "full": t("The meetings cannot be written: the disk is full. What was recorded is safe."),
        "gone": t(
            "The meetings cannot be read at the moment: it is not known what of them is kept. "
            "Tell whoever looks after the server."
        ),
    }[cause]
