"""Dossiers in words: where they come from, what is known of them, who may do what."""

from dataclasses import dataclass

from criteria.case import Case
from criteria.model import Criterion, Standing
from criteria.scales import PiecewiseScale, WordScale
from prioritisation.cases.reading import (
    LONGEST_LABEL,
    LONGEST_WHY,
    DoorOrigin,
    DossierConflict,
    DossierError,
    DossierMoved,
    InvalidDossierField,
    NoSuchProposal,
    NoSuchVersion,
    NothingToUndo,
    TooManyProposals,
)
from prioritisation.cases.rights import DossierReason, DossierRefused
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import all_of
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


def created_on(title: str) -> str:
    """On which case a meeting has just been created."""
    return t("It is on the case « {title} ».", title=title)


def no_dossier_link() -> tuple[str, str]:
    """A browser has no link of a dossier, or one that opens nothing any more."""
    return (
        t("This case opens with a link: this browser has none, or its link was made anew."),
        t("Ask whoever leads the case for another one."),
    )


def erased_dossier() -> tuple[str]:
    """A dossier of which a browser had a link."""
    return (t("This case has been erased from this server."),)


def unreadable_dossier() -> tuple[str]:
    """A dossier whose last version this program refuses."""
    return (t("This program cannot read the last version of this case; nothing of it is lost."),)


def why_no_dossier(error: DossierRefused | UnknownDossier) -> str:
    """Why whoever asks for something of a dossier does not have it."""
    if isinstance(error, UnknownDossier):
        return " ".join(erased_dossier())
    return dossier_refusal_sentence(error.reason)


def dossier_refusal_sentence(reason: DossierReason) -> str:
    """Why something is not done with a dossier."""
    match reason:
        case DossierReason.NO_LINK:
            return " ".join(no_dossier_link())
        case DossierReason.ARCHIVED:
            return t("This case is archived: it can be read, and nothing is done with it.")
        case DossierReason.ROLE:
            return t("The link of this browser does not give the right to do this.")


def origin_text(origin: DoorOrigin) -> str:
    """The door that a dossier came by, in a few words."""
    kind = {
        "blank": t("blank page"),
        "region": t("region"),
        "record": t("proof file"),
        "meeting": t("earlier meeting"),
        "copy": t("copy"),
        "file": t("file") if origin.of else t("pasted table"),
    }.get(origin.kind, t("files"))
    return t("{name}: {label}", name=kind, label=origin.of) if origin.of else kind


def dossier_role_name(role: Role) -> str:
    """What a link lets one do, as an infinitive."""
    return {Role.FACILITATOR: t("correct"), Role.EXPERT: t("propose")}.get(role, t("read"))


def role_allows(role: Role) -> str:
    """What the link of a role allows, and what it does not."""
    return {
        Role.FACILITATOR: t("everything: correct, share, put away, erase, open a meeting"),
        Role.EXPERT: t("read it too; what is proposed changes nothing until it is accepted"),
    }.get(role, t("read, take a copy, see what was changed; nothing is corrected"))


def author_name(role: Role) -> str:
    """Whoever changed a dossier, by the role of the link or of the meeting."""
    return {
        Role.FACILITATOR: t("whoever leads the case"),
        Role.RECORDER: t("whoever leads it with them"),
        Role.EXPERT: t("whoever proposes"),
        Role.LEAD: t("a lead"),
    }.get(role, t("a reader"))


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """Scores of a criterion that nobody knows yet, for one reason.

    Attributes
    ----------
    criterion
        Its id.
    what
        The criterion, and the levers.
    who
        Whom to ask, or why it is missing, as written beside the score.
    """

    criterion: str
    what: str
    who: str


def size_text(case: Case) -> str:
    """How many levers and criteria."""
    counted = sum(c.active for c in case.criteria)
    levers = tn("{n} lever", "{n} levers", len(case.levers))
    criteria = tn("{n} criterion", "{n} criteria", counted)
    return t("{levers}, {criteria}", levers=levers, criteria=criteria)


def counted_case(case: Case) -> Case:
    """The case with the criteria that count from the start; all of them when none does."""
    active = tuple(c.id for c in case.criteria if c.active)
    return case.keeping(active) if active else case


def score_counts(case: Case) -> tuple[int, int, int]:
    """How many scores there are, how many lie between two values, how many are missing."""
    table = counted_case(case).tables[case.default_combination]
    return len(table.scores), len(table.uncertain), len(table.unknowns)


def known_text(case: Case) -> str:
    """What of its scores is known, and how many points are to be confirmed."""
    total, _, missing = score_counts(case)
    scores = tn("{n} score", "{n} scores", total)
    lacking = tn("{n} missing", "{n} missing", missing) if missing else t("none missing")
    points = len(to_confirm_lines(case))
    parts = [t("{scores}: {missing}", scores=scores, missing=lacking)]
    parts += [tn("{n} point to confirm", "{n} points to confirm", points)] if points else []
    return ", ".join(parts)


def to_confirm_lines(case: Case) -> tuple[str, ...]:
    """Each assumption that the group has not confirmed."""
    lines = []
    case = case.in_plain_words({})
    for criterion in counted_case(case).criteria:
        name = {"name": criterion.label}
        if criterion.direction.status is Standing.TO_CONFIRM:
            label = criterion.direction.labels[criterion.direction.default]
            lines.append(t("{name}: is it « {label} »?", label=label, **name))
        if criterion.scale_status is Standing.TO_CONFIRM:
            lines.append(t("{name}: {label}", label=_scale_part(criterion), **name))
    lines += [
        t("{name}: {label}", name=question.name, label=question.readings[0].label)
        for question in case.questions
        if question.readings[0].status is Standing.TO_CONFIRM
    ]
    return tuple(lines)


def _scale_part(criterion: Criterion) -> str:
    """What of a scale the group confirms: its words, its curve, or its two ends."""
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return t("the words of the scale, and what each is worth")
    if isinstance(scale, PiecewiseScale):
        return t("the two ends of the scale, and the curve between them")
    return t("the two ends of the scale")


def unknown_lines(case: Case) -> tuple[UnknownLine, ...]:
    """The scores that are missing, those of one criterion and one reason together."""
    counted = counted_case(case)
    together: dict[tuple[str, str], list[str]] = {}
    for score in counted.tables[case.default_combination].unknowns:
        who = why_missing(score)
        together.setdefault((score.criterion, who), []).append(case.lever(score.lever).label)
    return tuple(
        UnknownLine(
            c,
            t(
                "{name}: {label}",
                name=case.criterion(c).plain_name(),
                label=_levers_text(levers, len(case.levers)),
            ),
            who,
        )
        for (c, who), levers in together.items()
    )


def _levers_text(levers: list[str], total: int) -> str:
    """Which levers; how many where it is all of them."""
    return t("all {n} levers", n=total) if len(levers) == total else all_of(levers)


def dossier_why(error: DossierError | DossierRefused) -> str:
    """Why something could not be done with a dossier, and what to do."""
    if isinstance(error, DossierRefused):
        return dossier_refusal_sentence(error.reason)
    return _error_text(error)


def _error_text(error: DossierError) -> str:
    match error:
        case InvalidDossierField():
            return field_fault(error)
        case DossierMoved():
            return t(
                "Somebody has changed this case meanwhile: it is at version {n} now. Look at it, "
                "then start again.",
                n=error.seq,
            )
        case NothingToUndo() | NoSuchVersion():
            return _missing_text(error)
        case DossierConflict():
            return t(
                "Somebody has changed the same thing since: nothing was changed. Look at the last "
                "changes first."
            )
        case NoSuchProposal() | TooManyProposals():
            return _proposal_fault(error)
    return t("This could not be done: nothing was changed.")


def _missing_text(error: NothingToUndo | NoSuchVersion) -> str:
    if isinstance(error, NoSuchVersion):
        return t("This case has no such version.")
    return t("There is nothing to undo: it is undone already, or is not there.")


def _proposal_fault(error: NoSuchProposal | TooManyProposals) -> str:
    if isinstance(error, NoSuchProposal):
        return t("This proposal has its answer already: nothing was changed.")
    return tn(
        "{n} proposal waits for an answer already: no other can be made before.",
        "{n} proposals wait for an answer already: no other can be made before.",
        error.most,
    )


def field_fault(error: InvalidDossierField) -> str:
    """What is wrong with what was typed in a field."""
    if error.fault == "too_long":
        most = LONGEST_WHY if error.field in {"reason", "word"} else LONGEST_LABEL
        return t("This is too long: {n} signs at most.", n=most)
    if error.fault == "turned":
        return t("This holds a hidden sign that turns over what is read after it: type it again.")
    return {
        "reason": t("Write why first: a few words are enough."),
        "word": t("Write a word first: whoever proposed it will read it."),
    }.get(error.field, t("Write something here first."))
