"""What is not shown of ballots, and why; what abstentions do to a weight."""

from collections.abc import Mapping, Sequence

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hiding, may_show
from prioritisation.analysis.ballots.group import GroupWeights
from prioritisation.wording import listed, t, tn


def withheld_text(n: int, thin: Sequence[str] = (), typed: int = 0) -> str:
    """Why nothing but the number of n ballots is shown; empty when all is.

    Parameters
    ----------
    thin
        Labels of the criteria that too few ballots weigh.
    typed
        How many of the ballots were typed in from paper.
    """
    if not may_show(n):
        return tn(
            "{n} ballot: below {least} ballots nothing but their number is shown, so that nobody "
            "is recognised.",
            "{n} ballots: below {least} ballots nothing but their number is shown, so that nobody "
            "is recognised.",
            n,
            least=MIN_SHOWN,
        )
    if not may_show(hiding(n, typed)):
        return read_text(n, typed)
    if not thin:
        return ""
    return t(
        "Fewer than {least} ballots weigh {criteria}: nothing but the number of ballots is shown, "
        "so that nobody is recognised. {least} on each criterion are needed, or none.",
        criteria=listed(thin),
        least=MIN_SHOWN,
    )


def read_text(n: int, typed: int) -> str:
    """Why n ballots are too few to be shown, so many of them being typed in from paper."""
    return tn(
        "{all} ballots, {n} of which was typed in from paper, hence read by somebody: at least "
        "{least} others are needed to show more than their number, so that nobody is recognised.",
        "{all} ballots, {n} of which were typed in from paper, hence read by somebody: at least "
        "{least} others are needed to show more than their number, so that nobody is recognised.",
        typed,
        all=n,
        least=MIN_SHOWN,
    )


def abstentions_text(group: GroupWeights, labels: Mapping[str, str]) -> str:
    """How many ballots abstain on each criterion, and what becomes of its weight.

    Empty where nothing but the number of ballots is shown.
    """
    if not group.shown:
        return ""
    found = dict(zip(group.criteria, group.abstentions, strict=True))
    counted = [(labels[c], k) for c, k in found.items() if 0 < k < group.n]
    silent = listed([labels[c] for c, k in found.items() if k == group.n])
    if not counted and not silent:
        return t("No abstention.")
    told = []
    if counted:
        parts = listed([t("{n} on {criterion}", n=k, criterion=label) for label, k in counted])
        told.append(
            t(
                "Abstentions: {parts}, out of {n} ballots; a criterion's weight is that of those "
                "who gave one.",
                parts=parts,
                n=group.n,
            )
        )
    if silent:
        told.append(t("Nobody weighs {criteria}: it does not count.", criteria=silent))
    return " ".join(told)
