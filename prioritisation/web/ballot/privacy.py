"""The privacy notice: what is kept of whom, why, for how long, and what can be asked."""

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import in_letters, t

_Section = tuple[str, tuple[str, ...]]
"""A title, and its paragraphs."""


def privacy_page() -> Page:
    """The notice, as the regulation asks for one (RGPD, articles 13 and 14)."""
    sections = (_opening(), _kept(), _seen(), _why(), _rights())
    return Page("text", t("Privacy"), {"sections": sections})


def _opening() -> _Section:
    """What the tool asks for."""
    return (
        "",
        (
            t(
                "This tool helps a group to agree on weights. It asks for no name, no address "
                "and no account."
            ),
        ),
    )


def _kept() -> _Section:
    """What is kept."""
    return (
        t("What is kept"),
        (
            t(
                "For each device that joins: the print of a random token, when it joined, and, "
                "only if you answered, your college and whether you carry an action sheet."
            ),
            t(
                "For each ballot: its numbers, its reason if you wrote one, its receipt code "
                "and when it came in."
            ),
            t(
                "With an invitation: which of these prints has used it, so that it serves one "
                "device only."
            ),
            t(
                "A cookie on your device holds the token, for thirty days. It serves only to "
                "give you back your own ballot. Another one says that the device has joined the "
                "meeting, so that nothing is ranked on it while people vote. Your answers, like "
                "what the office types, stay in the memory of the browser until they are "
                "received. There is no audience measurement and no other site is asked for "
                "anything."
            ),
        ),
    )


def _seen() -> _Section:
    """Who sees what."""
    return (
        t("Who sees what"),
        (
            t(
                "While a vote is open, everyone sees only how many ballots are in. "
                "Afterwards too, below {least} ballots, those typed in from paper apart. From "
                "{least} on, the figures of the group are shown; and the ballots of the last "
                "vote, in no order and never with who gave them, if its voters are those of the "
                "votes before.",
                least=in_letters(MIN_SHOWN),
            ),
            t("A ballot on paper is read by whoever types it in."),
            t(
                "Nobody, the facilitator included, is shown who voted what. Who runs the "
                "server could read its file, before the end of a vote too: the vote is "
                "indicative, it is not a secret election."
            ),
            t(
                "Whoever has a receipt code may ask whether its ballot is in the box, and is told "
                "nothing else of it."
            ),
            t(
                "A college may tell whether someone belongs to a union: it may be left "
                "unanswered, and small colleges are merged."
            ),
        ),
    )


def _why() -> _Section:
    """Why, and for how long."""
    return (
        t("Why, and for how long"),
        (
            t(
                "The purpose is to prepare a common decision; the legal ground is the task of "
                "public interest of the group that meets, or its legitimate interest."
            ),
            t(
                "The facilitator erases a meeting when its proof file is adopted, one year "
                "after it was created at the latest. Erasing removes everything: ballots, "
                "tokens, reasons and log."
            ),
        ),
    )


def _rights() -> _Section:
    """What can be asked."""
    return (
        t("Your rights"),
        (
            t(
                "You may change your ballot as long as the vote is open. As no ballot has a name, "
                "only your own device can find yours again."
            ),
            t(
                "The organisation that runs the meeting is responsible for these data: ask it "
                "for access, correction or erasure. You may complain to the CNIL (cnil.fr)."
            ),
        ),
    )
