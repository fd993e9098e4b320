"""Shares of the weights in a sentence: « 37 répartitions de poids sur 100 »."""

import re

from prioritisation.wording import NBSP, t, tn


def share_meaning() -> str:
    """What a share of the weights is: said once a page, below « Comment c'est calculé »."""
    return t(
        "« 37 ways in 100 to share out the weights »: of all the ways to share 100 % out "
        "among the criteria (all those allowed, where weights have limits), each counting the "
        "same, 37 in 100 give this result. It is neither a probability nor a number of votes."
    )


def weights_share(sure: str, possible: str, *, whole: bool) -> str:
    """A share of the weights, all of them or those allowed, as it is written: sure and at best."""
    share = _out_of_hundred(sure, whole=whole)
    if sure == possible:
        return share
    most = in_hundred(possible)
    return t("{share} (up to {most} depending on uncertain scores)", share=share, most=most)


def in_hundred(share: str) -> str:
    """A share as a number out of 100, where the sentence or the page has said of what."""
    return share.replace(f"{NBSP}%", "")


def short_in_hundred(share: str) -> str:
    """« 37 sur 100 »: where there is room for no more, in a picture."""
    return t("{n} in 100", n=in_hundred(share))


def short_share(share: str, *, whole: bool) -> str:
    """« 37 répartitions sur 100 »: beside a share that says of what."""
    n = in_hundred(share)
    if whole:
        return tn("{n} way in 100", "{n} ways in 100", _count(n), n=n)
    return tn("{n} allowed way in 100", "{n} allowed ways in 100", _count(n), n=n)


def _count(n: str) -> int:
    """What a number agrees with, the last of two: French has one of anything below two."""
    return 1 if re.fullmatch(r"(?:.*[^\d,])?[01](,\d+)?", n) else 2


def _out_of_hundred(share: str, *, whole: bool) -> str:
    """« 37 % » of the weights as a number of ways to share them out, out of 100."""
    n = in_hundred(share)
    count = _count(n)
    if whole:
        return tn(
            "{n} way to share out the weights in 100",
            "{n} ways to share out the weights in 100",
            count,
            n=n,
        )
    return tn(
        "{n} way to share out the allowed weights in 100",
        "{n} ways to share out the allowed weights in 100",
        count,
        n=n,
    )
