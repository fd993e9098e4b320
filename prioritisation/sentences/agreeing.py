"""Where opinions are close and where they are distant, in one sentence for a room."""

from collections.abc import Sequence
from itertools import product

from prioritisation.wording import listed, t, tn

_LONGEST = 104
"""Characters of an answer beyond which criteria are counted, not named: the distant ones first."""


def agreement_answer(close: Sequence[str], distant: Sequence[str], mixed: int, count: int) -> str:
    """On what opinions are close, and on what they are distant.

    Parameters
    ----------
    close, distant
        Names of criteria.
    mixed, count
        How many criteria are neither, and how many there are.
    """
    few = count - len(close) - len(distant) - mixed
    if few == count:
        return t("Too few opinions to show where we agree.")
    lacking = tn("Too few opinions on {n} criterion.", "Too few opinions on {n} criteria.", few)
    for of_close, of_distant in product((_quoted, _counted), repeat=2):
        sentence = _said(of_close(close), of_distant(distant), elsewhere=mixed, everywhere=not few)
        sentence = f"{sentence} {lacking}" if few else sentence
        if len(sentence) <= _LONGEST:
            break
    return sentence


def _quoted(names: Sequence[str]) -> str:
    return listed([t("“{words}”", words=name) for name in names])


def _counted(names: Sequence[str]) -> str:
    return tn("{n} criterion", "{n} criteria", len(names)) if names else ""


def _said(close: str, distant: str, *, elsewhere: int, everywhere: bool) -> str:
    """Where opinions are close or distant; ``everywhere``: no criterion has too few of them."""
    values = {"close": close, "distant": distant}
    if close and distant:
        return t("Our opinions are close on {close}, distant on {distant}.", **values)
    if not (close or distant):
        return t("Our opinions are moderately close.")
    if elsewhere:
        return (
            t("Our opinions are close on {close}, moderately close elsewhere.", **values)
            if close
            else t("Our opinions are distant on {distant}, moderately close elsewhere.", **values)
        )
    if not everywhere:
        return (
            t("Our opinions are close on {close}.", **values)
            if close
            else t("Our opinions are distant on {distant}.", **values)
        )
    return (
        t("Our opinions are close on every criterion.")
        if close
        else t("Our opinions are distant on every criterion.")
    )
