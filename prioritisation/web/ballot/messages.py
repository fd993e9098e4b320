"""Pages that say why something cannot be, and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus

from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.identity import LONGEST_TYPED_CODE
from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.store.errors import Cause
from prioritisation.sentences.replay import wrong_settings_text
from prioritisation.web.ballot.form import GESTURE_FIELD, about
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t

BARE: Mapping[str, object] = {
    "heading": "",
    "text": "",
    "more": "",
    "command": "",
    "bar_slices": (),
    "rounded": "",
    "resend": (),
    "resend_to": "",
    "code_form": False,
    "longest_code": LONGEST_TYPED_CODE,
    "onward": "/vote",
    "onward_label": "",
}
"""Values of ``message.html`` when there is nothing to say."""


def message(title: str, text: str, status: int, **more: object) -> Page:
    """A title and a paragraph."""
    values = {**BARE, "heading": title, "text": text, **more}
    return Page("message", title, values, status, title)


def code_form() -> Page:
    """Where a code is typed."""
    text = t("Type the code of the meeting.")
    return message(t("Join a meeting"), text, HTTPStatus.OK, code_form=True)


def unknown_code(code: str) -> Page:
    """No meeting has this code."""
    text = t("No meeting has this code. Read it again on the screen: it has no 0, 1, O, I or L.")
    more = t("Code received: {code}", code=code[:LONGEST_TYPED_CODE]) if code else ""
    return message(t("Unknown code"), text, HTTPStatus.NOT_FOUND, code_form=True, more=more)


def unknown_page() -> Page:
    """Nothing is at this address."""
    text = t("Nothing is at this address.")
    return message(t("This page does not exist"), text, HTTPStatus.NOT_FOUND)


def not_allowed() -> Page:
    """The address is good, what is asked of it is not."""
    text = t("What was asked cannot be done at this address. Nothing was recorded.")
    return message(t("Not understood"), text, HTTPStatus.METHOD_NOT_ALLOWED)


def odd_address() -> Page:
    """A browser says that it reached the server by an address that cannot be one."""
    text = t("The address by which this server was reached cannot be read.")
    return message(t("Not understood"), text, HTTPStatus.BAD_REQUEST)


def unknown_link() -> Page:
    """An invitation or a secret link that was never made, or that was revoked."""
    text = t("It was mistyped, revoked, or the meeting has been erased. Ask the facilitator.")
    return message(t("This link is not known"), text, HTTPStatus.FORBIDDEN)


def unknown_dossier_link() -> Page:
    """A link of a dossier that was never made, or that opens nothing any more."""
    text = t(
        "It was mistyped or withdrawn, it has come to its end, or the case has been erased. Ask "
        "whoever leads the case for another one."
    )
    onward = {"onward": "/dossiers", "onward_label": t("Go to the cases")}
    return message(t("This link is not known"), text, HTTPStatus.FORBIDDEN, **onward)


def no_setup_link(*, replaced: bool) -> Page:
    """A set-up link that another has replaced, or that was never one: how to have one."""
    if replaced:
        title = t("This set-up link was replaced")
        text = t("Another one was made since: this one opens nothing any more.")
    else:
        title = t("This set-up link is not known")
        text = t("It was mistyped, or another one has replaced it.")
    how = {
        "more": t("Whoever starts the server makes another one, by typing there:"),
        "command": ANOTHER_LINK,
        "onward": meeting_address(),
        "onward_label": t("Go to the meetings"),
    }
    return message(title, text, HTTPStatus.FORBIDDEN, **how)


def another_site() -> Page:
    """A form that no page of ours sent: whoever made it may want another's ballot."""
    text = t(
        "What was sent does not come from a page of this meeting. Nothing was recorded: open the "
        "meeting with its code, then vote there."
    )
    return message(t("Refused"), text, HTTPStatus.FORBIDDEN, code_form=True)


def too_long_page() -> Page:
    """More was sent than a ballot may hold; nothing was read."""
    text = t("A ballot is much smaller. Nothing was recorded: go back and send it again.")
    return message(t("Too much was sent"), text, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_slow() -> Page:
    """What was sent did not come in whole in time."""
    text = t("What was sent did not arrive whole in time. Nothing was recorded: send it again.")
    return message(t("Too slow"), text, HTTPStatus.REQUEST_TIMEOUT)


def not_a_form() -> Page:
    """What came in is not a form of ours."""
    text = t("What was sent is not a ballot. Nothing was recorded.")
    return message(t("Not understood"), text, HTTPStatus.BAD_REQUEST)


def too_many_codes() -> Page:
    """Too many codes were tried from one network."""
    text = t("Many codes were tried from this network: wait a minute, then try again.")
    return message(t("Too many at once"), text, HTTPStatus.TOO_MANY_REQUESTS)


def full() -> Page:
    """As many voters have joined as may join."""
    text = t("As many people have joined as this meeting can take. Tell the facilitator.")
    return message(t("The meeting is full"), text, HTTPStatus.TOO_MANY_REQUESTS)


def wrong_settings_page() -> Page:
    """A threshold of the server is malformed: nothing can be said of a result."""
    text = " ".join(wrong_settings_text())
    return message(t("Not available"), text, HTTPStatus.SERVICE_UNAVAILABLE)


def unavailable(cause: Cause | None, fields: Mapping[str, str], action: str) -> Page:
    """Nothing can be written, or read, at the moment."""
    sentence = {
        "locked": t("The box is busy."),
        "readonly": t("The box takes no ballot: its file may only be read."),
        "full": t("The box takes no ballot: the disk of the server is full."),
        "gone": t("The box cannot be reached."),
        "slow": t("The box does not answer."),
        "password": t("The box cannot be opened: the database refuses the user or the password."),
        "base": t("The box cannot be opened: the server has no such base."),
        "address": t("The box cannot be opened: the address of the database is malformed."),
        None: t("Something went wrong on the server."),
    }[cause]
    text = t("{cause} What was acknowledged is safe. Tell the facilitator.", cause=sentence)
    kept = _resent(fields)
    more = ""
    if kept and cause in _UNSURE:
        more = t(
            "Nobody knows yet whether it was recorded. Your answers are kept in this page: send "
            "them again, they count once."
        )
    elif kept:
        more = t("Nothing was recorded this time; your answers are kept in this page.")
    status = HTTPStatus.SERVICE_UNAVAILABLE if cause else HTTPStatus.INTERNAL_SERVER_ERROR
    extra = {"resend": kept, "resend_to": action, "more": more}
    return message(t("Not recorded yet") if kept else t("Not available"), text, status, **extra)


_UNSURE = ("slow", "gone", None)
"""What may happen after a ballot was written: the answer of the database is lost on the way."""


def _resent(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The fields of a form, to be sent again as they are."""
    return tuple((name, text) for name, text in fields.items() if name != GESTURE_FIELD)


BY_ITSELF = "seul"
"""Field of the form by which a page comes in by itself, without anybody having sent it."""


def turned_away(stage: Stage) -> Page:
    """The meeting is full: the facilitator is to be told. The page looks again by itself."""
    title = t("The meeting is full")
    text = t(
        "As many people have joined as this meeting can take: *you cannot vote for now.* Tell "
        "the facilitator."
    )
    values: Mapping[str, object] = {
        **BARE,
        "heading": title,
        "text": text,
        "onward": f"/vote/{stage.code}",
        "onward_label": t("Look again"),
    }
    # No key: nothing that is pushed says that there is room again.
    return replace(about(stage, Page("full", title, values, HTTPStatus.CONFLICT, title)), key="")
