"""The arguments for and against a second lever, as cards: added, edited, withdrawn."""

import streamlit as st

from criteria.case import Case
from criteria.evidence import ARGUED, Stance
from prioritisation.analysis.sets.discussion import (
    LONGEST_ARGUMENT,
    MOST_ARGUMENTS,
    Card,
    Cards,
    Discussion,
    added,
    edited_cards,
    on_side,
    starting_cards,
    tidy,
    withdrawn,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.sets.ground import (
    CARD,
    PAGE,
    SetsEdit,
    SetsKeeper,
    SetsPage,
    clear,
    control_keywords,
    put,
    sent_value,
    text_field,
    typed_line,
    value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.visit.trying import draw_refusal, refuse
from prioritisation.wording import t, tn

_SIDES = (Stance.FOR, Stance.AGAINST)
_NEW = "new"
"""What is written in the place of a card's id when it is one more."""


def cards(ground: SetsPage) -> None:
    """The cards by side, and what may be done with them."""
    others = (Stance.UNDECIDED, Stance.CONTEXT)
    columns = [*_SIDES, *(side for side in others if on_side(ground.discussion.cards, side))]
    with st.container(key="arguments"):
        for side in columns:
            with st.container(key=f"side_{side.name.lower()}", gap="small"):
                _side(ground, side)
    if ground.keep is not None:
        _more(ground, ground.keep)


def _side_name(side: Stance) -> str:
    """What a side is called."""
    return {
        Stance.FOR: t("For a second lever"),
        Stance.AGAINST: t("Against a second lever"),
        Stance.UNDECIDED: t("To be settled"),
        Stance.CONTEXT: t("Context"),
    }[side]


def _side(ground: SetsPage, side: Stance) -> None:
    cards = on_side(ground.discussion.cards, side)
    st.html(tag("h3", text(_side_name(side)) + tag("span", text(len(cards)), "st")))
    if not cards:
        st.html(tag("p", text(t("No argument on this side.")), "thin"))
    for card in cards:
        _card(ground, card)


def _card(ground: SetsPage, card: Card) -> None:
    key = f"{ground.name}_{card.id}"
    with st.container(key=f"card_{key}", gap=None):
        if ground.keep is not None and value(ground.name, CARD) == card.id:
            _form(ground, ground.keep, card)
            return
        origin = tag("p", text(_origin(ground.case, card)), "st")
        st.html(tag("p", text(card.text), "cardtext") + origin)
        if ground.keep is None:
            return
        with st.container(key=f"acts_{key}", horizontal=True, gap="small"):
            st.button(
                t("Edit"), key=f"edit_{key}", type="tertiary", on_click=_start, args=(ground, card)
            )
            st.button(
                t("Withdraw this argument"),
                key=f"withdraw_{key}",
                type="tertiary",
                on_click=_withdraw,
                args=(ground.keep, card),
            )


def _origin(case: Case, card: Card) -> str:
    """Whose words an argument is, and where they stand."""
    if not card.source:
        return t("written by the group")
    source = case.sources.get(card.source)
    named = source.short_name if source else card.source
    origin = " · ".join(part for part in (card.place, named) if part)
    return t("after {origin}, edited", origin=origin) if card.edited else origin


def _start(ground: SetsPage, card: Card) -> None:
    put(ground.name, card=card.id, text=card.text, side=card.side.value)
    refuse(PAGE, "")


def _withdraw(keep: SetsKeeper, card: Card) -> None:
    def edit(discussion: Discussion) -> Discussion:
        return Discussion(discussion.question, withdrawn(discussion.cards, card.id))

    own_text = t("Withdrawn: {said}", said=card.text)
    keep.make(SetsEdit(edit, own_text, lambda now: _text_of(now, card.id), cards=True))


def _text_of(discussion: Discussion, ident: str) -> str:
    """The text of a card as it is now."""
    words = next((c.text for c in discussion.cards if c.id == ident), "")
    return words or t("The argument is not there any more.")


def _form(ground: SetsPage, keep: SetsKeeper, card: Card | None) -> None:
    name, ident = ground.name, card.id if card else _NEW
    form = (CARD, ident)
    with st.container(key=f"writing_{name}_{ident}", gap="small"):
        text_field(widgets.text_area, t("Argument"), name, "text", form, height=110)
        widgets.radio(
            t("Side"),
            [s.value for s in ARGUED],
            format_func=lambda s: literal(_side_name(Stance(s))),
            horizontal=True,
            **control_keywords(name, "side", form),
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("Keep this argument"),
                key=f"keep_{name}_{ident}",
                on_click=_keep_card,
                args=(ground, keep, card),
            )
            st.button(
                t("Give up"),
                key=f"leave_{name}_{ident}",
                type="tertiary",
                on_click=_close,
                args=(name,),
            )
    draw_refusal(PAGE, f"{name}_{ident}")


def _close(name: str) -> None:
    clear(name, CARD, "text", "side")
    refuse(PAGE, "")


def _keep_card(ground: SetsPage, keep: SetsKeeper, card: Card | None) -> None:
    name, ident = ground.name, card.id if card else _NEW
    if value(name, CARD) != ident:  # pressed twice
        return
    words, side = tidy(str(sent_value(name, "text") or "")), typed_line(name, "side")
    if why := _why_not(ground, card, words, side):
        refuse(PAGE, f"{name}_{ident}", why)
        return
    _close(name)
    keep.make(_written_change(card, words, Stance(side), starting_cards(ground.case)))


def _why_not(ground: SetsPage, card: Card | None, words: str, side: str) -> str:
    """Why an argument cannot be kept; empty when it can."""
    if not words:
        return t("Write the argument first.")
    if len(words) > LONGEST_ARGUMENT:
        return t("{n} characters at most.", n=LONGEST_ARGUMENT)
    if side not in ARGUED:
        return t("Choose the side of the argument.")
    if card is None and len(ground.discussion.cards) >= MOST_ARGUMENTS:
        return t("{n} arguments at most.", n=MOST_ARGUMENTS)
    return ""


def _written_change(card: Card | None, words: str, side: Stance, start: Cards) -> SetsEdit:
    """A card added, or edited; one that somebody withdrew meanwhile comes back as the group's."""

    def edit(discussion: Discussion) -> Discussion:
        is_there = card is not None and card.id in {c.id for c in discussion.cards}
        made = (
            edited_cards(discussion.cards, card.id, words, side)
            if card is not None and is_there
            else added(discussion.cards, words, side, start)
        )
        return Discussion(discussion.question, made)

    ident = card.id if card else ""
    return SetsEdit(edit, words, lambda now: _text_of(now, ident) if ident else "", cards=True)


def _more(ground: SetsPage, keep: SetsKeeper) -> None:
    """One more card; those of the case that were withdrawn, back."""
    if value(ground.name, CARD) == _NEW:
        _form(ground, keep, None)
        return
    gone = _gone(ground)
    with st.container(key="card_more", horizontal=True, gap="small"):
        st.button(
            t("Add an argument"), key=f"add_{ground.name}", on_click=_start_new, args=(ground,)
        )
        if gone:
            label = tn(
                "Put the withdrawn argument back",
                "Put the {n} withdrawn arguments back",
                len(gone),
            )
            st.button(
                label,
                key=f"back_{ground.name}",
                type="tertiary",
                on_click=_put_back,
                args=(keep, gone),
            )


def _start_new(ground: SetsPage) -> None:
    put(ground.name, card=_NEW, text="", side=Stance.FOR.value)
    refuse(PAGE, "")


def _gone(ground: SetsPage) -> Cards:
    """The cards of the case that were withdrawn."""
    present = {c.id for c in ground.discussion.cards}
    return tuple(c for c in starting_cards(ground.case) if c.id not in present)


def _put_back(keep: SetsKeeper, gone: Cards) -> None:
    def edit(discussion: Discussion) -> Discussion:
        present = {c.id for c in discussion.cards}
        return Discussion(
            discussion.question, (*discussion.cards, *(c for c in gone if c.id not in present))
        )

    own_text = t("Put back: {said}", said=" · ".join(c.text for c in gone))
    keep.make(SetsEdit(edit, own_text, lambda _now: "", cards=True))
