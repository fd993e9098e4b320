"""What is not shown of ballots, and why; what abstentions do to a weight."""

from collections.abc import Mapping, Sequence

from prioritisation.ballots.anonymity import MIN_SHOWN, may_show
from prioritisation.ballots.group import GroupWeights
from prioritisation.wording import listed, t, tn


def withheld_text(n: int, thin: Sequence[str] = ()) -> str:
    """Why nothing but the number of n ballots is shown; empty when all is.

    Parameters
    ----------
    thin
        Labels of the criteria that too few ballots weigh.
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
    if not thin:
        return ""
    return t(
        "Fewer than {least} ballots weigh {criteria}: nothing but the number of ballots is shown, "
        "so that nobody is recognised. {least} on each criterion are needed, or none.",
        criteria=listed(thin),
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
