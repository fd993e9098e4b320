"""Proposals to a dossier in words: how many wait, whose each is, what became of it."""

from collections.abc import Mapping, Sequence

from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Decision, Objection, is_about
from prioritisation.meeting.store import StoredEntry, StoredProposal
from prioritisation.sentences.dossiers import author_name
from prioritisation.sentences.headline import Headline
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import moment_text


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
