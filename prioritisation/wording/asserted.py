"""Sentences that carry what they assert: data beside the words, to check one by the other.

A sentence made of others (``t``, ``tn``) asserts what they do: a value that is put into it brings
its assertions along. What is made by other means (slices, ``join``) is plain text and has none.
"""

from collections.abc import Iterable, Sequence

_Assertions = tuple[object, ...]


class Sentence(str):
    """A text, and what it asserts: values of ``sentences.assertions``."""

    __slots__ = ("assertions",)
    assertions: _Assertions


def asserting(text: str, *assertions: object) -> Sentence:
    """A text that asserts this, over what it asserted already."""
    sentence = Sentence(text)
    sentence.assertions = (*assertions_of(text), *assertions)
    return sentence


def assertions_of(*texts: object) -> _Assertions:
    """What texts assert together; nothing of what is plain text, or none.

    Examples
    --------
    >>> assertions_of(asserting("one", 1), "plain", asserting("two", 2, 3))
    (1, 2, 3)
    """
    return tuple(a for text in texts if isinstance(text, Sentence) for a in text.assertions)


def carrying(text: str, parts: Iterable[object]) -> str:
    """A text made of these parts, with what they assert."""
    assertions = assertions_of(*parts)
    return asserting(text, *assertions) if assertions else text


def with_capital(text: str) -> str:
    """A text that begins a sentence, with what it asserts."""
    return carrying(text[:1].upper() + text[1:], (text,))


def joined_by(separator: str, texts: Sequence[str]) -> str:
    """Texts one after the other, with what they assert."""
    return carrying(separator.join(texts), texts)
