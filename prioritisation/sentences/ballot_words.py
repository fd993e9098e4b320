"""Every word of the ballot's pages; templates hold none, so that the catalogue has them all."""

import json
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup, escape

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.meeting.room import LONGEST_BALLOT_REASON
from prioritisation.wording import in_letters, t

_STRONG = "*"
"""Around words of a text of ours that are bold; never in a text that holds what users wrote."""


def bold(text: str) -> Markup:
    """A text of ours with its ``*strong*`` words in bold."""
    parts = escape(text).split(_STRONG)
    return Markup().join(
        Markup("<b>{}</b>").format(Markup(part)) if i % 2 else Markup(part)  # noqa: S704
        for i, part in enumerate(parts)
    )


def abstaining_text() -> str:
    """What an abstention does: what whoever votes should know before."""
    return t(
        "If you abstain on a criterion, your ballot is given the group's weight of it; your other "
        "answers keep their proportions. If too few ballots compare it with the others, "
        "abstaining lowers its weight."
    )


@cache
def words() -> Mapping[str, str]:
    """What is the same on every page of its kind."""
    voting = {**_everywhere(), **_form(), **_steps(), **_receipt()}
    return {**voting, **_around(), **_inviting(), **_after()}


def _everywhere() -> Mapping[str, str]:
    return {
        "meeting": t("meeting"),
        "network": t("Network"),
        "indicative": t(
            "The vote is indicative and anonymous: nobody, the facilitator included, sees who "
            "voted what."
        ),
        "privacy": t("Privacy"),
        "rehearsal": t("Rehearsal: invented votes"),
        "abstained": t("abstention"),
        "lowest": t("lowest"),
        "highest": t("highest"),
        "updates": t("This page updates by itself."),
        "where_meeting": t("See where the meeting stands"),
        "send_again": t("Send my ballot again"),
        "same_ballot": t("Send the same ballot again"),
    }


def _form() -> Mapping[str, str]:
    return {
        "trial_note": t(
            "*This is a trial:* it counts for nothing, and its answers are shown to nobody. It is "
            "there to try the ballot."
        ),
        "changing": t(
            "Your ballot is recorded already. You are changing it; until you send it, the earlier "
            "one counts."
        ),
        "nothing_sent": t("Nothing has been sent yet."),
        "preview_shares": t("Your shares. Not sent yet."),
        "your_shares": t("Your shares"),
        "add_reason": t("Add a reason, if you wish"),
        "reason_label": t("Your reason ({most} characters at most)", most=LONGEST_BALLOT_REASON),
        "reason_hint": t(
            "Shown without a name after the round. Write nothing that points to you."
        ),
        "preview": t("See my shares before sending"),
    }


def _steps() -> Mapping[str, str]:
    return {
        "step_1": t("1 of 3"),
        "step_2": t("2 of 3"),
        "step_3": t("3 of 3"),
        "step_1_of_2": t("1 of 2"),
        "step_2_of_2": t("2 of 2"),
        "share_points": t("Share out 100 points"),
        "which_order": t("In which order do the passages count?"),
        "points": t("points"),
        "all": t("everything · 100"),
        "which_first": t("Which passage counts most?"),
        "from_to": t("From what to what?"),
        "and_others": t("And the others, compared with it?"),
        "first_before": t("First choose, above, the passage that counts most."),
        "reference": t("your reference"),
        "zero": t("0 · does not count"),
        "hundred": t("as much · 100"),
        "of_100": t("out of 100"),
        "as_much": t("as much as the first"),
        "abstain": t("I abstain"),
        "abstaining": abstaining_text(),
        "read_send": t("Read again and send"),
    }


def _receipt() -> Mapping[str, str]:
    return {
        "what_sent": t("What you have sent"),
        "change": t("Change my ballot"),
        "next": t("What comes next"),
        "where_round": t("See where the round stands"),
        "your_receipt": t("Your receipt"),
        "receipt_hint": t(
            "It proves that your ballot is in the box, without saying what you voted. It is never "
            "published."
        ),
        "checked_at": t(
            "Whoever has this receipt may check it at this address, from a device that reaches it:"
        ),
        "receipt_typed": t("The receipt, such as ABCD-EFGH"),
        "receipt_check": t("Check this receipt"),
        "receipt_told": t(
            "Only whether its ballot is in the box is told: neither what was voted, nor when, nor "
            "by whom."
        ),
        "your_answers": t("What you had answered"),
    }


def _around() -> Mapping[str, str]:
    return {
        "what_asked": t("What you will be asked"),
        "is_open": t("Is the round open?"),
        "enter": t("Enter the meeting"),
        "college": t("Your college, if you wish"),
        "no_answer": t("I would rather not say"),
        "college_hint": t(
            "Results by college are shown from {least} ballots only; smaller ones are merged.",
            least=in_letters(MIN_SHOWN),
        ),
        "carrying": t("Do you carry an action sheet on one of the levers?"),
        "carrying_hint": t(
            "Only counted: how many do, where {least} do and {least} do not.",
            least=in_letters(MIN_SHOWN),
        ),
        "code_shown": t("Code shown on the screen"),
        "join": t("Go to the meeting"),
        "code_gone": t("A meeting that is over and erased has no code any more."),
    }


def _inviting() -> Mapping[str, str]:
    return {
        "how_many": t("How many invitations"),
        "address_printed": t("Address printed on them"),
        "address_hint": t("The one that phones can reach, not 127.0.0.1."),
        "count_again": t("Read this count again"),
        "make_sheet": t("Make the sheet to print"),
        "invitation_how": t(
            "Each invitation is one ballot. The sheet is made once: its links are kept nowhere. A "
            "PDF that is lost cannot be made again, but other invitations can be made."
        ),
        "invitation_once": t(
            "The sheet is downloaded once, as a PDF. A second click makes other invitations, on "
            "another sheet."
        ),
    }


def _after() -> Mapping[str, str]:
    return {
        "results": t("Results"),
        "rank_of_each": t("Rank of each lever"),
        "lever": t("Lever"),
        "with_yours": t("With your weights"),
        "not_voted": t("You have no ballot in this round: here is what the group says."),
        "not_voted_few": t("You have no ballot in this round."),
        "vote_says": t("What the vote says"),
        "what_next": t("See what comes next"),
        "group": t("Group"),
        "spans_hint": t(
            "Two ranks for a lever: its place depends on scores that nobody knows yet."
        ),
        "stays_anonymous": t(
            "Your ballot stays anonymous. This comparison is shown on this device only."
        ),
    }


@cache
def script_words() -> Markup:
    """What the script says, as JSON that cannot close its element."""
    texts = {
        "first_one": t("the passage that counts most"),
        "so": t("that is {p}"),
        "so_total": t("that is {p} of the total"),
        "unanswered": t("no answer yet"),
        "abstention": t("abstention"),
        "out_of": t("{n} out of 100"),
        "total": t("Total: {n} out of 100"),
        "rest": t("left to give: {n}"),
        "over": t("too many: {n}"),
        "left": t("Still to answer: {what}."),
        "sending": t("Sending…"),
        "waiting": t("Waiting for the network"),
        "offline": t("No network: your ballot has not left yet."),
        "busy": t("The server does not answer: your ballot has not left yet."),
        "kept": t("It is kept on this device and will leave by itself. Leave this page open."),
        "retry": t("Try again now"),
    }
    return Markup(json.dumps(texts).replace("<", "\\u003c"))  # noqa: S704 (our words, no "<")
