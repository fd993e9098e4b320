"""How far each anchor still to confirm may move before the first place changes."""

from collections.abc import Mapping
from math import ceil, floor, inf, isinf

from prioritisation.analysis.anchors import AnchorSpan, anchor_spans
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.phrases import anchor_text
from prioritisation.wording import number, t


def anchor_lines(analysis: Analysis) -> list[str]:
    """How far each anchor still to confirm may move before the first place changes."""
    return [_anchor_line(analysis, span) for span in anchor_spans(analysis)]


def _anchor_line(analysis: Analysis, span: AnchorSpan) -> str:
    criterion = analysis.case.criteria[span.column]
    near, digits = _inside(span.near, towards=span.here)
    nearest = number(near, digits)
    values = {
        "criterion": criterion.in_sentence,
        "worth": t("100 points") if span.best else t("0 points"),
        "here": anchor_text(criterion, span.here),
    }
    smallest = min(map(float, criterion.anchors(analysis.sense(criterion.id))))
    last = span.far
    if last is None:
        last = -inf if span.here == smallest else inf
    if smallest >= 0:
        # A quantity whose scale has no negative end is never told to be negative.
        last = max(last, 0.0)
    if isinf(last):
        amounts = t("{amount} or more", amount=nearest), t("{amount} or less", amount=nearest)
        return t(
            "What is worth {worth} on {criterion} ({here}) may be {amounts}: the first stays "
            "first, the weights being what they are.",
            **values,
            amounts=amounts[last < 0],
        )
    far, fine = _inside(last, towards=span.here)
    finest = max(digits, fine)
    if (near - far) * (span.near - last) <= 0:
        return _still_line(values, number(10.0**-finest, finest))
    least, most = nearest, number(far, fine)
    if far < near:
        least, most = most, least
    return t(
        "What is worth {worth} on {criterion} ({here}) may stand anywhere from {least} to {most}: "
        "the first stays first, the weights being what they are.",
        **values,
        least=least,
        most=most,
    )


def _still_line(values: Mapping[str, str], step: str) -> str:
    """That an anchor cannot move, as finely as it is written."""
    return t(
        "What is worth {worth} on {criterion} ({here}) cannot move by {step} without the first "
        "changing, or a score leaving the scale, the weights being what they are.",
        **values,
        step=step,
    )


_FINE = 20
"""Anchors below this are written with a decimal."""


def _inside(end: float, *, towards: float) -> tuple[float, int]:
    """An end of a span, rounded so that it is still inside, and its decimals."""
    digits = 0 if max(abs(end), abs(towards)) >= _FINE or end == round(end) else 1
    scale = 10**digits
    return (floor if end > towards else ceil)(round(end * scale, 6)) / scale, digits
