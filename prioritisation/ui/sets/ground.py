"""What the pages of sets share: what is looked at, where it is kept, fields that last.

What a field has is under a key that is no widget's (``widgets.own_choice``), and in the tab of
the browser (``drafts``): a form that is closed, or a new session, has it again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.discussion import LONGEST_ARGUMENT, Discussion, tidy
from prioritisation.analysis.sets.question import LONGEST_STATEMENT_REASON
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.wording import t

KIND, CARD = "kind", "card"
"""Which form is open; which argument is being written."""

_TEXTS = {
    "synergy_reason": LONGEST_STATEMENT_REASON,
    "load_reason": LONGEST_STATEMENT_REASON,
    "wait_reason": LONGEST_STATEMENT_REASON,
    "until": 12,
    "day": 12,
    "text": LONGEST_ARGUMENT,
}
"""Fields that are typed, and how many characters they take."""

_CHOICES = (KIND, CARD, "first", "second", "synergy", "load", "waiting", "capacity", "side")
SEVERAL, YES_NO = "loaded", "hard"
_FIELDS = (*_TEXTS, *_CHOICES, SEVERAL, YES_NO)
_LONGEST_CHOICE, _MOST_CHOSEN = 80, 100


def value(name: str, field: str) -> Any:  # noqa: ANN401 (a choice, some, a text)
    """What stands in a field: its last known content."""
    return widgets.own_choice(f"{name}_{field}", "" if field in _TEXTS else None)


def sent_value(name: str, field: str) -> Any:  # noqa: ANN401 (a choice, some, a text)
    """What the browser shows in a field, though its change be told after the button's."""
    return widgets.value_of(f"{name}_{field}", value(name, field))


def typed_line(name: str, field: str) -> str:
    """The same as words of one line, no longer than may be."""
    return tidy(str(sent_value(name, field) or ""))[: _TEXTS.get(field, _LONGEST_CHOICE)].strip()


def put(name: str, **values: object) -> None:
    """Have fields show these values, whatever stood there."""
    for what, one in values.items():
        widgets.renew_controls(f"{name}_{what}")
        widgets.choice_writer(f"{name}_{what}")(one)


def clear(name: str, *fields: str) -> None:
    """What stood there is done with: the fields start empty the next time."""
    widgets.renew_controls(*(f"{name}_{what}" for what in fields))
    widgets.drop_choices(*(f"{name}_{what}" for what in fields))


def control_keywords(name: str, field: str, form: tuple[str, str]) -> dict[str, Any]:
    """The keywords that tie a control to its field.

    Parameters
    ----------
    form
        ``KIND`` or ``CARD``, and what it is while the field is there: what a browser tells of a
        form that is closed already is not written.
    """
    return {
        "name": f"{name}_{field}",
        "value": value(name, field),
        "write": partial(_write, name, field, form),
    }


def _write(name: str, field: str, form: tuple[str, str], content: object) -> None:
    if value(name, form[0]) == form[1]:
        widgets.choice_writer(f"{name}_{field}")(content)


_Draw = Callable[..., None]


def text_field(
    draw: _Draw, label: str, name: str, field: str, form: tuple[str, str], **looks: object
) -> None:
    """A text, which the tab of the browser keeps as it is typed.

    One that is too long to be kept, as a quotation may be, is shown whole: the framework would
    cut it without a word.
    """
    now = str(value(name, field))
    draw(
        label,
        max_chars=max(_TEXTS[field], len(now)),
        **control_keywords(name, field, form),
        **looks,
    )
    watch(f"{name}_{field}", now, widgets.key_of(f"{name}_{field}"))


@contextmanager
def remember_unsent(name: str) -> Iterator[None]:
    """Have the tab remember all fields inside, and give them back to a new session."""
    with drafts(name, partial(_now, name), partial(_back, name)):
        yield


def _now(name: str) -> Mapping[str, object]:
    fields = {what: value(name, what) for what in _FIELDS}
    return {what: one for what, one in fields.items() if one not in (None, "", [], False)}


def _back(name: str, tree: Mapping[str, object]) -> None:
    """What an earlier session left in fields, when nothing stands there yet."""
    if not _now(name):
        put(name, **dict(acceptable_values(tree)))


def acceptable_values(tree: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    """What a field may hold; whether a choice still exists is asked by its control."""
    for what, one in tree.items():
        if what in _TEXTS or what in _CHOICES:
            if isinstance(one, str) and len(one) <= _TEXTS.get(what, _LONGEST_CHOICE):
                yield what, one
        elif what == SEVERAL and isinstance(one, list) and len(one) <= _MOST_CHOSEN:
            yield what, [x for x in one if isinstance(x, str)]
        elif what == YES_NO:
            # Whatever else a browser says is no.
            yield what, one is True


def lever_field(names: Mapping[str, str], label: str, tie: Mapping[str, Any]) -> None:
    """One lever of a list."""
    widgets.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        placeholder=t("Choose a lever"),
        **tie,
    )


PAGE = "sets"
"""Under which what was refused is kept."""


_Edit = Callable[[Discussion], Discussion]


@dataclass(frozen=True, slots=True)
class SetsEdit:
    """One thing said.

    Attributes
    ----------
    edit
        Makes what is told with it from what is told, whatever else was said meanwhile.
    own_text, current_text
        It as a sentence; what is told on the same subject, as a sentence.
    cards
        Whether it is about the arguments.
    """

    edit: _Edit
    own_text: str
    current_text: Callable[[Discussion], str]
    cards: bool = False


class SetsKeeper(Protocol):
    """Where what is said goes."""

    def make(self, change: SetsEdit) -> None:
        """Keep a change; why not, when it is refused, is shown on the page."""


@dataclass(frozen=True, slots=True)
class SetsPage:
    """A ranking, what is said of sets of its levers, and where that is kept.

    Attributes
    ----------
    keep
        None for who may only read.
    name
        Part of the keys of the controls.
    """

    case: Case
    analysis: Analysis
    ballots: tuple[Ballot, ...]
    discussion: Discussion
    keep: SetsKeeper | None
    name: str

    @property
    def labels(self) -> list[str]:
        """Short names of the levers, in the order of the rows."""
        return [lever.short_label for lever in self.case.levers]

    @property
    def names(self) -> dict[str, str]:
        """Lever id -> its name."""
        return {lever.id: lever.label for lever in self.case.levers}
