"""What is said of a dossier: which version it is, and why it cannot be opened."""

from prioritisation.cases.rights import Deed, DossierReason, DossierRefused
from prioritisation.meeting.store import UnknownDossier
from prioritisation.wording import t, tn


def dossier_name(title: str, seq: int) -> str:
    """Which dossier, and which version of it."""
    return t("Case « {title} » (version {n})", title=title, n=seq)


def meeting_version(code: str, seq: int) -> str:
    """Which meeting, and which version of its dossier it has."""
    return t("Meeting {code}, version {n} of its case", code=code, n=seq)


def dossier_version(seq: int, *, archived: bool = False) -> str:
    """Which version of a dossier, where its title stands already."""
    if archived:
        return t("Version {n} of this case, archived", n=seq)
    return t("Version {n} of this case", n=seq)


def read_version(seq: int, moment: str, last: int) -> str:
    """Which version of a dossier is read, of when, and which one is the last."""
    if seq == last:
        return t(
            "This is version {n} of this case, of {moment}: it is the last one",
            n=seq,
            moment=moment,
        )
    return t(
        "This is version {n} of this case, of {moment}; today it is at version {last}",
        n=seq,
        moment=moment,
        last=last,
    )


def changed_since(own: int, last: int) -> str:
    """That the dossier of a meeting has later versions than its own; empty where it has none."""
    if last <= own:
        return ""
    return tn(
        "The case has changed since: {n} later version. This meeting stays on version {own}; "
        "to take the last one, create another meeting.",
        "The case has changed since: {n} later versions. This meeting stays on version {own}; "
        "to take the last one, create another meeting.",
        last - own,
        own=own,
    )


def created_on(title: str, seq: int) -> str:
    """On which case a meeting has just been created; of the folder, without a version (0)."""
    if not seq:
        return t("It is on the starting case, « {title} ».", title=title)
    return t("It is on the case « {title} », version {n}.", title=title, n=seq)


def no_dossier_link() -> tuple[str, str]:
    """A browser without any link came by the address of a dossier."""
    return (
        t("The address of this case does not open it: a link does, and this browser has none."),
        t("Ask whoever leads the case for a link, then open it here."),
    )


def closed_dossier_link() -> tuple[str, str]:
    """The link that a browser had opens nothing any more."""
    return (
        t("The link of this case that this browser has was made anew: it opens nothing any more."),
        t("Ask whoever leads the case for another one."),
    )


def erased_dossier() -> tuple[str]:
    """A dossier of which a browser had a link."""
    return (t("This case has been erased from this server."),)


def unreadable_dossier() -> tuple[str]:
    """A dossier whose last version this program refuses."""
    return (t("This program cannot read the last version of this case; nothing of it is lost."),)


def deed_name(deed: Deed) -> str:
    """What may be done with a dossier, as an infinitive."""
    return {
        Deed.READ: t("read it, with its ranking"),
        Deed.EXPORT: t("take its files away"),
        Deed.SEE_HISTORY: t("see what was changed, and its earlier versions"),
        Deed.COPY: t("make another case of it"),
        Deed.OPEN_MEETING: t("open a meeting on it"),
        Deed.PROPOSE: t("propose a correction"),
        Deed.WRITE: t("correct it"),
        Deed.UNDO: t("undo a change"),
        Deed.RESTORE: t("go back to an earlier version"),
        Deed.GIVE_LINKS: t("make its links anew"),
        Deed.ARCHIVE: t("put it away, take it out again"),
        Deed.ERASE: t("erase it"),
    }[deed]


def why_no_dossier(error: DossierRefused | UnknownDossier) -> str:
    """Why whoever asks for something of a dossier does not have it."""
    if isinstance(error, UnknownDossier):
        return " ".join(erased_dossier())
    return dossier_refusal_sentence(error.reason)


def dossier_refusal_sentence(reason: DossierReason) -> str:
    """Why something is not done with a dossier."""
    match reason:
        case DossierReason.NO_LINK:
            return t(
                "This case opens with a link: this browser has none, or its link was made anew. "
                "Ask whoever leads the case for one."
            )
        case DossierReason.ARCHIVED:
            return t("This case is archived: it can be read, and nothing is done with it.")
        case DossierReason.ROLE:
            return t("The link of this browser does not give the right to do this.")
