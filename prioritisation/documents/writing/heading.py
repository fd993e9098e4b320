"""The head of a note and its end: who met, what to fill in by hand, annexes, signatures."""

from collections.abc import Sequence

from prioritisation.documents.writing.content import Paragraph, Section
from prioritisation.meeting.rules.decision import MinutesHeading
from prioritisation.record.model import Kind, Record
from prioritisation.record.votes_part import VotesPart
from prioritisation.sentences.group import colleges_text
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import in_fours, long_date

BLANK = "\N{HORIZONTAL ELLIPSIS}" * 12
"""A line to be filled in by hand."""

_READ_OUT = 16
"""Signs of a fingerprint that a group reads out: too many to be met by chance or by trying."""

_Pair = tuple[str, str]


def control_number(sha256: str) -> str:
    r"""The beginning of a fingerprint, in groups of four signs, to be read out and copied.

    Examples
    --------
    >>> control_number("0123456789abcdef" * 4).replace("\N{NO-BREAK SPACE}", " ")
    '0123 4567 89ab cdef'
    """
    return in_fours(sha256[:_READ_OUT])


def body_of(record: Record) -> str:
    """The body that met, as somebody typed it; empty when nobody did."""
    return _typed(record).group.strip()


def heading_lines(record: Record) -> tuple[_Pair, ...]:
    """Label and text of each line of the heading; a blank where nobody typed anything."""
    typed, meeting = _typed(record), record.meeting
    about = t("{title} ({group})", title=record.case.title, group=record.case.group)
    subject = (t("Object"), t("{title}. {label}", title=about, label=meeting.title))
    if record.kind is Kind.SCENARIO:
        nobody = (t("Participants"), t("none, a trial of one person"))
        return subject, nobody, (t("Date"), long_date(meeting.date))
    return (
        subject,
        (t("Participants"), _participants(record.votes)),
        (t("Body"), typed.group.strip() or BLANK),
        (t("Addressee"), typed.addressee.strip() or BLANK),
        (t("Date of the meeting"), long_date(meeting.date)),
        (t("Meeting place"), typed.place.strip() or BLANK),
        (t("Chair"), typed.chair.strip() or BLANK),
        (t("Secretary"), typed.secretary.strip() or BLANK),
        (t("Excused"), typed.excused.strip() or BLANK),
        (t("Quorum"), typed.quorum.strip() or BLANK),
        (t("Reference"), typed.reference.strip() or BLANK),
    )


def _typed(record: Record) -> MinutesHeading:
    return record.decision.heading or MinutesHeading()


def _participants(votes: VotesPart) -> str:
    """How many were there; by college, the ballots of each group that may be told."""
    if votes.attendance is None:
        return BLANK
    there = votes.attendance.present
    sentence = tn("{n} person present", "{n} people present", there)
    lines = votes.deciding.ballots if votes.deciding else ()
    parts = [
        t(
            "{colleges} {n}",
            colleges=colleges_text(names),
            n=sum(line.group == k for line in lines),
        )
        for k, names in enumerate(votes.groups)
    ]
    if not parts:
        return sentence
    return t("{told}; votes by college: {parts}", told=sentence, parts=" ; ".join(parts))


def closing_section(record: Record, annex: Sequence[Section]) -> Section:
    """What is annexed, the number to be read out, and where a meeting signs."""
    titles = [*(section.title for section in annex), t("Traceability")]
    told = t(
        "Annexes: {titles}. In the PDF, the proof file ({file}).",
        titles=" ; ".join(titles),
        file=t("proof-file.json"),
    )
    signed = [signatures()] * (record.kind is Kind.MEETING)
    return Section(t("8. Annexes and signatures"), tuple(map(Paragraph, (told, *signed))))


def signatures() -> str:
    """Where the chair and the secretary sign."""
    return t("Signature of the chair: {blank} Signature of the secretary: {blank}", blank=BLANK)


def minutes_text(record: Record, proposal: Sequence[str]) -> str:
    """What is copied into the minutes and into the mail: the proposal and what witnesses it.

    Parameters
    ----------
    proposal
        What is proposed, and where it departs from the ranking: a sentence each.
    """
    heading, meeting = _typed(record), record.meeting
    name = t("{title} of {day}", title=meeting.title, day=long_date(meeting.date))
    group = heading.group.strip()
    body = t("{body}, {name}", body=group, name=name) if group else name
    lines = (
        t("{sentence}.", sentence=body),
        " ".join(proposal),
        t("Control number: {number}", number=control_number(record.sha256)),
        t("Whole control number: {number}", number=record.sha256),
        t("To be kept with the proof file: a file that was changed has another number."),
    )
    return "\n".join(lines)
