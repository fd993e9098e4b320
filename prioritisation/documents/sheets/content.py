"""The printed sheets: the same questions as the ballot, help for voters, invitations.

PDF files are made of them by typst, with the bundled font, from texts given as data.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path

import segno

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.parts import SHORT_FINGERPRINT
from prioritisation.documents.writing.cleaning import FONTS, breakable, drawable, printable
from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.identity import CODE_LENGTH
from prioritisation.sentences.ballot import ballot_criteria, compared_levers_text, words
from prioritisation.sentences.weight_limits import places_text
from prioritisation.wording import in_letters, t
from prioritisation.wording.moments import local_moment
from prioritisation.wording.numbers import long_date

TYPST_FOLDER = Path(__file__).parent / "typst"

_Data = Mapping[str, object]


def _frame(title: str, stage: Stage | None) -> _Data:
    rehearsal = stage is not None and stage.meeting.rehearsal
    return {
        "title": title,
        "footer": " ".join((t("The vote is indicative and anonymous."), *_standing(stage))),
        "rehearsal": t("Rehearsal: invented votes") if rehearsal else "",
        "alt": t("QR code of the link"),
    }


def _standing(stage: Stage | None) -> list[str]:
    """Of a sheet of a meeting: its day, that nothing is decided, the scores that it is about."""
    if stage is None:
        return []
    now = stage.clock().isoformat()
    day = long_date(local_moment(now, stage.case.timezone).date())
    frozen = stage.meeting.frozen[:SHORT_FINGERPRINT]
    scores = (
        t("Print of the fixed scores: {sha256}.", sha256=frozen)
        if frozen
        else t("The scores are not fixed yet.")
    )
    return [t("Sheet of {day}: nothing is decided.", day=day), scores]


def ballot_sheet(stage: Stage) -> _Data:
    """The paper ballot: its questions are those of the screen, word for word."""
    mode = stage.setup.weighting
    questions = _swing() if mode is Mode.SWING else _order(stage) if mode.ordered else _shares()
    return {
        **_frame(t("Ballot"), stage),
        "place": t("{title} · meeting {code}", title=stage.title, code=stage.code),
        "intro": t(
            "To be given to the facilitator or the recorder: whoever types it in reads it. Write "
            "no name."
        ),
        "criteria": [asdict(c) for c in ballot_criteria(stage)],
        "one": words()["one"],
        "other": words()["other"],
        "criterion": t("Criterion"),
        **_colleges(stage),
        "last": " ".join(
            (
                t("Answer for two criteria at least: with one, nothing is compared."),
                words()["abstaining"],
            )
        ),
        **questions,
    }


def _colleges(stage: Stage) -> _Data:
    """A box each, where the meeting asks: what is said of small ones is what phones say."""
    return {
        "college": t("Your college (optional)"),
        "colleges": list(stage.setup.colleges),
        "small": words()["college_hint"],
    }


def _swing() -> _Data:
    """One box to tick, then numbers beside it."""
    return {
        "ticked": True,
        "step1": t("1. Which difference should weigh most? One box only."),
        "imagine": compared_levers_text(),
        "step2": t("2. And the others?"),
        "others": t(
            "Your choice is worth 100: leave its line empty. For the others, a whole number: 50 "
            "for a difference that weighs half as much, 0 if it weighs nothing."
        ),
        "number": t("0 to 100"),
        "boxes": [words()["as_much"], words()["abstain"]],
        "total": "",
        "step3": t("3. Fold it and give it"),
    }


def _shares() -> _Data:
    """100 points to share out."""
    return {
        **_read_first(),
        "step2": t("2. Share out 100 points"),
        "others": t(
            "Whole numbers: more points to a difference that should weigh more, 0 if it weighs "
            "nothing; twice the points weigh twice as much."
        ),
        "number": t("points"),
        "boxes": [words()["abstain"]],
        "total": t("Total: 100"),
    }


def _order(stage: Stage) -> _Data:
    """Places."""
    rule = places_text(len(stage.criteria))
    return {
        **_read_first(),
        "step2": t("2. In which order should they weigh?"),
        "others": t(
            "Write 1 for the difference that should weigh most, then 2, and so on; the same place "
            "for two that weigh as much. {rule}",
            rule=rule,
        ),
        "number": t("place"),
        "boxes": [words()["abstain"]],
        "total": "",
    }


def _read_first() -> _Data:
    return {
        "ticked": False,
        "step1": t("1. Read each difference"),
        "imagine": compared_levers_text(),
        "step3": t("3. Fold it and give it"),
    }


def help_sheet(mode: Mode = Mode.SWING) -> _Data:
    """One page for voters, about the ballot of that kind."""
    return {
        **_frame(t("Voting from your phone: help"), None),
        "intro": t("No application, no account, no name. A minute is enough."),
        "sections": [_entering(), _answering(mode), _trouble(), _secrecy()],
    }


def _entering() -> _Data:
    lines = [
        t("Join the Wi-Fi that the facilitator names, if there is one."),
        t(
            "Scan the code on the screen, or type the address and the {n} signs of the code.",
            n=in_letters(CODE_LENGTH),
        ),
        t("In the welcome, try the trial ballot: it counts for nothing."),
    ]
    return {"title": t("To enter"), "lines": lines}


def _answering(mode: Mode) -> _Data:
    steps = _help_swing() if mode is Mode.SWING else _help_others(mode)
    changing = t("You may change your vote as long as the vote is open; the last one counts.")
    lines = [*steps, words()["abstaining"], changing]
    return {"title": t("To vote"), "lines": lines}


def _help_swing() -> list[str]:
    return [
        t("1. Choose the difference that should weigh most. It is worth 100."),
        t(
            "2. Say what the others are worth beside it, from 0 to 100: with the slider, by "
            "typing, or “as much”."
        ),
        t("3. Read your vote again, then send. The page says “Vote recorded”."),
    ]


def _help_others(mode: Mode) -> list[str]:
    sentence = (
        t(
            "1. Give each difference its place: 1st is the one that should weigh most. Two may "
            "have the same place."
        )
        if mode.ordered
        else t("1. Share 100 points between the differences: the page says how many are missing.")
    )
    return [sentence, t("2. Read your vote again, then send. The page says “Vote recorded”.")]


def _trouble() -> _Data:
    lines = [
        t("No network: your answers are kept and leave by themselves. Leave the page open."),
        t("Page closed: come back by the same link; your ballot is there."),
        t("No phone: ask the facilitator for a paper ballot, with the same questions."),
    ]
    return {"title": t("If something goes wrong"), "lines": lines}


def _secrecy() -> _Data:
    lines = [
        t("Nobody, the facilitator included, sees who voted what. No name is asked."),
        t("A ballot on paper is the exception: whoever types it in reads it."),
        t("While the vote is open, only the number of votes is shown."),
        t(
            "The receipt code proves that your ballot is in; it is never published. Whoever has "
            "it may check it: your page says where."
        ),
        t("Afterwards your page shows your own ranking beside the group’s."),
    ]
    return {"title": t("What is seen of your vote"), "lines": lines}


def invitation_sheet(stage: Stage, address: str, invitations: Sequence[str]) -> _Data:
    """One-time links, to be cut out."""
    links = [f"{address}/i/{stage.code}/{i}" for i in invitations]
    return {
        **_frame(t("Invitations"), stage),
        "place": t("{title} · meeting {code}", title=stage.title, code=stage.code),
        "how": t("Cut along the dashes and give one to each person: each is one ballot."),
        "once": t(
            "Your ballot: scan this code, or type the link, on the phone with which you vote: it "
            "then opens on that one only. It is yours alone. Keep this paper: to change phone, "
            "show it to the facilitator first."
        ),
        "invitations": [{"link": link, "qr": qr_svg(link)} for link in links],
    }


def sheet_pdf(sheet: str, data: Mapping[str, object]) -> bytes:
    """A sheet as PDF; slow: for a thread.

    Parameters
    ----------
    sheet
        Name of a file of ``typst``, without its extension.
    data
        What it shows; a text in it is never markup, and signs that the font lacks are said in
        words.
    """
    import typst  # noqa: PLC0415 (a large library that only who prints needs)

    return typst.compile(
        _text("frame.typ") + _text(f"{sheet}.typ"),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"data": json.dumps(_in_font(data), ensure_ascii=False)},
        pdf_standards="ua-1",
    )


def _in_font(data: object, name: str = "") -> object:
    """What a sheet shows, its texts in signs that the font has; a code drawn stays as it is."""
    match data:
        case str() if name == "qr":
            return data
        case str():
            text = drawable(printable(data))
            # A link is typed as it stands: nothing may be hidden in it.
            return text if name == "link" else breakable(text)
        case Mapping():
            return {key: _in_font(value, key) for key, value in data.items()}
        case list() | tuple():
            return [_in_font(value, name) for value in data]
        case _:
            return data


def qr_svg(address: str, *, margin: int = 4, scale: int = 0) -> str:
    """The QR code of an address as SVG: black on white with its margin, also on dark pages.

    Parameters
    ----------
    margin
        Around it, in squares of the code.
    scale
        Pixels of a square; 0 when the page says how large the code is.
    """
    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    looks = {"border": margin, "scale": scale or 1, "omitsize": not scale}
    code.save(out, kind="svg", dark="#000", light="#fff", xmldecl=False, **looks)
    return out.getvalue().decode()


@cache
def _text(name: str) -> bytes:
    return (TYPST_FOLDER / name).read_bytes()
