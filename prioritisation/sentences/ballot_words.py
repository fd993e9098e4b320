"""Every word of the ballot's pages; templates hold none, so that the catalogue has them all."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache

from markupsafe import Markup, escape

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.modes import FULL
from prioritisation.meeting.room import LONGEST_BALLOT_REASON
from prioritisation.sentences.weighting import total_text
from prioritisation.wording import in_letters, t
from prioritisation.wording.nouns import current_noun, speaking_of

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
        "If you give no answer on a criterion, your vote is given the group's weight of it; your "
        "other answers keep their proportions. If too few votes compare it with the others, "
        "giving no answer lowers its weight."
    )


def words() -> Mapping[str, str]:
    """What is the same on every page of its kind, with the noun of now."""
    return _words(current_noun())


@lru_cache(maxsize=16)
def _words(noun: str) -> Mapping[str, str]:
    with speaking_of(noun):
        return _all_words()


def _all_words() -> Mapping[str, str]:
    voting = {**_everywhere(), **_form(), **_steps(), **_receipt()}
    return {**voting, **_around(), **_inviting(), **_after()}


def _everywhere() -> Mapping[str, str]:
    return {
        "meeting": t("meeting"),
        "network": t("Network"),
        "indicative": t("Nobody, the facilitator included, sees who voted what."),
        "privacy": t("Privacy"),
        "rehearsal": t("Rehearsal: invented votes"),
        "abstained": t("no answer given"),
        "computed": t("How it is computed"),
        "one": t("The one:"),
        "other": t("The other:"),
        "updates": t("This page updates by itself."),
        "where_meeting": t("See where the meeting stands"),
        "send_again": t("Send my vote again"),
        "same_ballot": t("Send the same vote again"),
    }


def _form() -> Mapping[str, str]:
    return {
        "trial_note": t(
            "*This is a trial:* it counts for nothing, and its answers are shown to nobody. It is "
            "there to try the ballot."
        ),
        "changing": t(
            "Your vote is recorded already. You are changing it; until you send it, the earlier "
            "one counts."
        ),
        "nothing_sent": t("Nothing has been sent yet."),
        "preview_shares": t("Your shares. Not sent yet."),
        "your_shares": t("Your shares"),
        "rounded": t("weights rounded"),
        "add_reason": t("Add a reason, without a name"),
        "reason_label": t("Your reason ({most} characters at most)", most=LONGEST_BALLOT_REASON),
        "reason_hint": t("Shown without a name after the vote. Write nothing that points to you."),
        "preview": t("See my shares before sending"),
    }


def _steps() -> Mapping[str, str]:
    return {
        "step_1": t("1/3"),
        "step_2": t("2/3"),
        "step_3": t("3/3"),
        "step_1_of_2": t("1/2"),
        "step_2_of_2": t("2/2"),
        "share_points": t("Share out 100 points"),
        "which_order": t("In which order should they weigh?"),
        "points": t("points"),
        "all": t("everything"),
        "which_first": t("Which difference should weigh most?"),
        "from_to": t("From what to what?"),
        "first_before": t("First choose, above, the difference that should weigh most."),
        "zero": t("nothing"),
        "hundred": t("as much"),
        "of_100": t("out of 100"),
        "as_much": t("As much"),
        "abstain": t("I give no answer"),
        "counted_how": t("How is it counted?"),
        "abstaining": abstaining_text(),
        "read_send": t("Read again and send"),
    }


def _receipt() -> Mapping[str, str]:
    return {
        "what_sent": t("What you have sent"),
        "your_reason": t("Your reason:"),
        "change": t("Change my vote"),
        "next": t("What comes next"),
        "where_round": t("See where the vote stands"),
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
        "is_open": t("Is the vote open?"),
        "enter": t("Enter the meeting"),
        "college": t("Your college, if you wish"),
        "no_answer": t("I would rather not say"),
        "college_hint": t(
            "Results by college are shown from {least} votes only; smaller ones are merged.",
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
            "Each invitation is one vote. The sheet is made once: its links are kept nowhere. A "
            "PDF that is lost cannot be made again, but other invitations can be made."
        ),
        "invitation_once": t(
            "The sheet is downloaded once, as a PDF. A second click makes other invitations, on "
            "another sheet."
        ),
    }


def _after() -> Mapping[str, str]:
    return {
        "rank_of_each": t("Rank of each lever"),
        "lever": t("Lever"),
        "with_yours": t("With your vote"),
        "not_voted": t("You did not take part in this vote: here is what the group says."),
        "not_voted_few": t("You did not take part in this vote."),
        "read_whole": t("Read the decision and the results of the votes"),
        "see_both": t("See your vote and the group’s again"),
        "see_vote": t("See this vote again"),
        "see_group": t("See the vote of the group again"),
        "closed_note": t("The meeting is over. Your vote stays anonymous."),
        "what_next": t("See what comes next"),
        "group": t("Group"),
        "spans_hint": t(
            "Two ranks for a lever: its place depends on scores that nobody knows yet."
        ),
        "stays_here": t("This comparison is shown on this device only."),
    }


@cache
def script_words() -> Markup:
    """What the script says, as JSON that cannot close its element."""
    texts = {
        "first_one": t("the difference that should weigh most"),
        "so": t("that is {p}"),
        "unanswered": t("no answer yet"),
        "abstention": t("no answer given"),
        "out_of": t("{n} out of 100"),
        "total": t("Total: 100 points"),
        "rest": [total_text(FULL - k, "{n}") for k in (1, 2)],
        "over": [total_text(FULL + k, "{n}") for k in (1, 2)],
        "left": t("Still to answer: {what}."),
        "sending": t("Sending…"),
        "waiting": t("Waiting for the network"),
        "offline": t("No network: your vote has not left yet."),
        "busy": t("The server does not answer: your vote has not left yet."),
        "kept": t("It is kept on this device and will leave by itself. Leave this page open."),
        "retry": t("Try again now"),
    }
    return Markup(json.dumps(texts).replace("<", "\\u003c"))  # noqa: S704 (our words, no "<")
