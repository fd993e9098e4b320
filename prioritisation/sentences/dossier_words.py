"""What the units of a dossier and their parts are called, and what a change was made with."""

from collections.abc import Mapping, Sequence

from prioritisation.cases.units import ANCHORS, AT, WORDS
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Decision, Objection, is_about
from prioritisation.meeting.store import StoredEntry, StoredProposal
from prioritisation.sentences.dossiers import author_name
from prioritisation.sentences.headline import Headline
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import moment_text


def kind_word(kind: str) -> str:
    """A kind of unit, before its name."""
    return {
        "source": t("source"),
        "row": t("official line"),
        "sheet": t("action sheet"),
        "evidence": t("argument"),
        "unknown": t("thing not known"),
        "claim": t("statement"),
        "census": t("remark"),
        "question": t("way of counting"),
        "axis": t("axis"),
        "method": t("step of the method"),
    }.get(kind, t("part"))


def part_word(part: str) -> str:
    """A part of a unit, after its name."""
    return {
        "direction": t("what makes a lever come first"),
        "plain": t("plain words"),
        "scale": t("its scale"),
        "scoring": t("where its scores come from"),
        ANCHORS: t("the two ends of its scale"),
        "levers": t("levers served"),
        "category": t("category"),
    }.get(part, t("another part"))


def scale_kind_word(kind: str) -> str:
    """What a scale, or its scores, are made of; any other kind as somebody wrote it."""
    return {
        "words": t("in words"),
        "linear": t("in numbers"),
        "piecewise": t("in numbers, not in a straight line"),
        "scores": t("scores that are written"),
        "sum": t("sum of official lines"),
        "count": t("action sheets counted"),
    }.get(kind, kind)


def field_word(name: str) -> str:
    """A field of a unit."""
    return {**_of_objects(), **_of_evidence(), **_of_scales(), AT: t("place in the list")}.get(
        name, t("other detail")
    )


def _of_objects() -> dict[str, str]:
    return {
        "active": t("counted from the start"),
        "caveat": t("caution"),
        "choice": t("what is chosen"),
        "colour": t("colour"),
        "confidence": t("confidence"),
        "date": t("date"),
        "description": t("description"),
        "group": t("group"),
        "high": t("highest value"),
        "label": t("name"),
        "name": t("name"),
        "note": t("comment"),
        "question": t("question"),
        "reason": t("reason"),
        "score": t("value"),
        "short_label": t("short name"),
        "short_name": t("short name"),
        "source_id": t("source"),
        "status": t("standing"),
        "subject": t("subject"),
        "title": t("title"),
        WORDS: t("what is compared"),
    }


def _of_evidence() -> dict[str, str]:
    return {
        "contributor": t("contributor"),
        "lever_confidence": t("confidence"),
        "lever_reason": t("reason"),
        "licence": t("licence"),
        "place": t("page"),
        "primary_lever": t("lever served first"),
        "publisher": t("publisher"),
        "quote": t("quotation"),
        "scope": t("what it covers"),
        "secondary_levers": t("other levers served"),
        "sheets": t("action sheets"),
        "short_source": t("source in a few words"),
        "stance": t("for or against"),
        "statement": t("statement"),
        "summary": t("summary"),
        "topic": t("topic"),
        "url": t("address"),
    }


def _of_scales() -> dict[str, str]:
    return {
        "best": t("best"),
        "default": t("answer from the start"),
        "in_sentence": t("name inside a sentence"),
        "kind": t("kind"),
        "levels": t("its words"),
        "many": t("how amounts are written"),
        "max": t("the more, the better"),
        "min": t("the less, the better"),
        "objective_ktco2e": t("objective"),
        "of_sentence": t("name after « of »"),
        "other_order": t("another order of its words"),
        "points": t("its points"),
        "readings": t("ways of counting"),
        "timezone": t("time zone"),
        "unit": t("unit"),
        "units": t("unit, several"),
        "value": t("value"),
        "worst": t("worst"),
    }


def change_kind_word(kind: str) -> str:
    """What a change was made with."""
    return {
        "create": t("case created"),
        "rename": t("renamed"),
        "undo": t("undone"),
        "restore": t("earlier version written again"),
        "paste": t("pasted"),
        "confirm": t("confirmed"),
        "import": t("taken from a file"),
        "meeting": t("taken from a meeting"),
    }.get(kind, t("corrected"))


def entry_words(kind: str, undoes: int, undone: int) -> str:
    """What a change was made with, or which one it undoes, and whether it was undone itself.

    Parameters
    ----------
    undoes, undone
        Number of the change that it undoes, and of the one that undid it; 0 for none.
    """
    if undoes:
        return t("version {n} undone", n=undoes)
    word = change_kind_word(kind)
    return t("{kind}, undone since by version {n}", kind=word, n=undone) if undone else word


def waiting_words(n: int) -> str:
    """How many proposals wait."""
    return tn("{n} proposal waits", "{n} proposals wait", n)


def proposals_headline(waiting: int, late: int, *, answers: bool) -> Headline:
    """How many proposals wait, and how many of them came too late.

    Parameters
    ----------
    answers
        Whether it is said to who answers them, not to who made them.
    """
    loud = t("No proposal waits for an answer.")
    if waiting:
        loud = tn("{n} proposal waits for an answer", "{n} proposals wait for an answer", waiting)
        end = tn("{n} came too late", "{n} came too late", late)
        loud = t("{first}, {second}.", first=loud, second=end) if late else f"{loud}."
    if answers:
        rest = t(
            "Accepting writes what is proposed, with its reason. Refusing takes a word, which "
            "whoever proposed it reads."
        )
        return Headline(t("What is proposed for this case?"), loud, rest)
    rest = t("Nothing changes in the case until whoever leads it accepts what you propose.")
    return Headline(t("What became of what you propose?"), loud, rest)


def proposer_name(role: str, meeting: str | None) -> str:
    """Whoever proposed: the meeting, else the role of the link."""
    return t("meeting {code}", code=meeting) if meeting else author_name(Role(role))


def entry_author(entry: StoredEntry, first: StoredProposal | None) -> str:
    """Whoever wrote a change, by the role of the link; of what was proposed, of whoever did too.

    Parameters
    ----------
    first
        The proposal that it was, if any.
    """
    author = author_name(Role(entry.role))
    if first is None:
        return author
    who = proposer_name(first.role, first.meeting)
    return t("proposed: {who} · accepted: {by}", who=who, by=author)


def proposal_answer(proposal: StoredProposal, timezone: str) -> str:
    """What was answered, by whom and when."""
    moment = moment_text(proposal.answered_at or proposal.at, timezone)
    if proposal.answer == "withdrawn":
        return t("withdrawn on {moment}", moment=moment)
    who = author_name(Role(proposal.answered_by or Role.FACILITATOR))
    if proposal.answer == "refused":
        return t("refused by {who} on {moment}", who=who, moment=moment)
    if proposal.seq is None:
        return t("accepted by {who} on {moment}: it was there already", who=who, moment=moment)
    return t("accepted by {who} on {moment}, version {n}", who=who, moment=moment, n=proposal.seq)


_Labels = Mapping[str, str]


def quoted_levers(levers: Sequence[str], labels: _Labels) -> str:
    """The levers by name, each in quotation marks; empty without any."""
    return listed([t("« {word} »", word=labels.get(v, v)) for v in levers])


def former_consent_remarks(decision: Decision, labels: _Labels) -> tuple[str, ...]:
    """Which answers of the group are in force no more, and what to do; nothing when none is."""
    former = decision.former_consent
    if former is None:
        return ()
    levers = quoted_levers(former.proposed, labels)
    remarks = []
    if former.no_objection:
        remarks.append(
            t(
                "The answer « nobody objects » had been given for {levers}: ask the question "
                "again.",
                levers=levers,
            )
            if levers
            else t(
                "The answer « nobody objects » had been given before any lever was proposed: ask "
                "the question again."
            )
        )
    if former.vote is not None:
        remarks.append(
            t("The show of hands had been on {levers}: it counts no more.", levers=levers)
            if levers
            else t("The show of hands had been before any lever was proposed: it counts no more.")
        )
    return tuple(remarks)


def objection_remark(objection: Objection, decision: Decision, labels: _Labels) -> str:
    """Which levers an objection was to; empty when they are those proposed."""
    if is_about(objection.raised_for, decision.proposed):
        return ""
    levers = quoted_levers(objection.raised_for or (), labels)
    if not levers:
        return t("This objection was raised before any lever was proposed.")
    return t("This objection was to {levers}.", levers=levers)


def motives_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the reasons were written for; empty when they are those proposed."""
    if not decision.motives.strip() or is_about(decision.motives_for, decision.proposed):
        return ""
    levers = quoted_levers(decision.motives_for or (), labels)
    return t("These reasons were written for {levers}.", levers=levers)


def minority_remark(decision: Decision, labels: _Labels) -> str:
    """Which levers the minority view was written on; empty when they are those proposed."""
    if not decision.minority.strip() or is_about(decision.minority_for, decision.proposed):
        return ""
    levers = quoted_levers(decision.minority_for or (), labels)
    return t("This minority view was written on {levers}.", levers=levers)
