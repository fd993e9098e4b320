"""What the printed sheets say: the same questions as the ballot, help for voters, invitations."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from prioritisation.room import Stage
from prioritisation.web.ballot.asked import asked_of
from prioritisation.web.printing import qr
from prioritisation.wording import t

Data = Mapping[str, object]


def _frame(title: str, stage: Stage | None) -> Data:
    rehearsal = stage is not None and stage.meeting.rehearsal
    return {
        "title": title,
        "footer": t("The vote is indicative and anonymous."),
        "rehearsal": t("Rehearsal: simulated ballots") if rehearsal else "",
        "alt": t("QR code of the link"),
    }


def ballot_sheet(stage: Stage) -> Data:
    """The paper ballot: its questions are those of the screen, word for word."""
    return {
        **_frame(t("Ballot"), stage),
        "place": t("{title} · meeting {code}", title=stage.title, code=stage.code),
        "intro": t("To be given to the facilitator, who types it in. Write no name."),
        "step1": t("1. Which passage counts most? One box only."),
        "imagine": t(
            "Imagine all the levers at the lowest on everything. You may raise one criterion "
            "only, from lowest to highest. Which one?"
        ),
        "criteria": [asdict(c) for c in asked_of(stage)],
        "lowest": t("lowest"),
        "highest": t("highest"),
        "step2": t("2. And the others, compared with it?"),
        "others": t(
            "The first is worth 100: leave its line empty. For the others, a whole number: 0 if "
            "this passage does not count, 50 if it counts half as much, 100 if it counts as much."
        ),
        "criterion": t("Criterion"),
        "number": t("0 to 100"),
        "as_much": t("as much as the first"),
        "abstain": t("I abstain"),
        "step3": t("3. Fold it and give it"),
        "last": t("Answer for two criteria at least: with one, nothing is compared."),
    }


def help_sheet() -> Data:
    """One page for voters."""
    return {
        **_frame(t("Voting from your phone: help"), None),
        "intro": t("No application, no account, no name. A minute is enough."),
        "sections": [_entering(), _answering(), _trouble(), _secrecy()],
    }


def _entering() -> Data:
    lines = [
        t("Join the Wi-Fi that the facilitator names, if there is one."),
        t("Scan the code on the screen, or type the address and the five signs of the code."),
        t("In the welcome, try the trial ballot: it counts for nothing."),
    ]
    return {"title": t("To enter"), "lines": lines}


def _answering() -> Data:
    lines = [
        t("1. Choose the passage that counts most, from lowest to highest. It is worth 100."),
        t(
            "2. Say what the others are worth beside it, from 0 to 100: with the slider, by "
            "typing, or “as much as the first”. You may abstain on a criterion: it is then "
            "missing, it is not a zero."
        ),
        t("3. Read your shares again, then send. The page says “Ballot recorded”."),
        t("You may change your ballot until the round ends; the last one counts."),
    ]
    return {"title": t("To vote"), "lines": lines}


def _trouble() -> Data:
    lines = [
        t("No network: your answers are kept and leave by themselves. Leave the page open."),
        t("Page closed: come back by the same link; your ballot is there."),
        t("No phone: ask the facilitator for a paper ballot, with the same questions."),
    ]
    return {"title": t("If something goes wrong"), "lines": lines}


def _secrecy() -> Data:
    lines = [
        t("Nobody, the facilitator included, sees who voted what. No name is asked."),
        t("While the round is open, only the number of ballots is shown."),
        t("The receipt code proves that your ballot is in; it is never published."),
        t("Afterwards your page shows your own ranking beside the group’s."),
    ]
    return {"title": t("What is seen of your vote"), "lines": lines}


def invitation_sheet(stage: Stage, address: str, invitations: Sequence[str]) -> Data:
    """One-time links, to be cut out."""
    links = [f"{address}/i/{stage.code}/{i}" for i in invitations]
    return {
        **_frame(t("Invitations"), stage),
        "place": t("{title} · meeting {code}", title=stage.title, code=stage.code),
        "how": t("Cut along the dashes and give one to each person: each is one ballot."),
        "once": t("Your ballot: scan this code, or type the link. It is yours alone."),
        "invitations": [{"link": link, "qr": qr(link)} for link in links],
    }
