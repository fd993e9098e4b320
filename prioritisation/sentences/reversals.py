"""What normalisations and reversal tests do to the first place, in sentences."""

from prioritisation.analysis.opinions import Method, Scaling
from prioritisation.analysis.opinions.normalisation import Effect, FirstsChange
from prioritisation.analysis.opinions.reversal import RankReversal, ReversalTest
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.methods import method_name
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.shares import near_percent
from prioritisation.wording import number, t, tn


def scaling_name(method: Method, scaling: Scaling) -> str:
    """A method and what its values are scaled by."""
    if method is not Method.ADDITIVE:
        minimum = scaling is Scaling.MIN_MAX
        return (
            t("distance to the ideal, the lowest lever at 0 and the highest at 100")
            if minimum
            else method_name(method)
        )
    return {
        Scaling.ANCHORS: t("weighted sum on fixed scales"),
        Scaling.MIN_MAX: t("weighted sum, the lowest lever at 0 and the highest at 100"),
        Scaling.MAX: t("weighted sum, in share of the highest lever present"),
        Scaling.SUM: t("weighted sum, in share of the sum of the levers"),
    }[scaling]


def _in_full(method: Method, scaling: Scaling) -> str:
    """The name where the detail is: with the technical word."""
    name = scaling_name(method, scaling)
    full = t("{name} (min-max)", name=name) if scaling is Scaling.MIN_MAX else name
    return full[:1].upper() + full[1:]


def normalisation_lines(analysis: Analysis, effects: tuple[Effect, ...]) -> list[str]:
    """Whether changing only how values are scaled changes the first place: the answer first."""
    why = t(
        "The ranking of this tool uses fixed scales only, which do not depend on the levers "
        "compared."
    )
    return [
        f"{_normalisation(effects)} {why}",
        *(
            t(
                "{name}: {told}.",
                name=_in_full(effect.method, effect.scaling),
                told=_frequency(effect) + _example(analysis, effect.example),
            )
            for effect in effects
        ),
    ]


def _normalisation(effects: tuple[Effect, ...]) -> str:
    deciding = [effect for effect in effects if effect.share > 0]
    if deciding and all(effect.share == 1 for effect in deciding):
        return tn(
            "Scaling decides: with {n} other scale out of {all}, the same scores and the same "
            "weights give another first place.",
            "Scaling decides: with {n} other scales out of {all}, the same scores and the same "
            "weights give another first place.",
            len(deciding),
            all=len(effects),
        )
    if deciding:
        return tn(
            "Scaling may decide: with {n} other scale out of {all}, the same scores and the same "
            "weights may give another first place.",
            "Scaling may decide: with {n} other scales out of {all}, the same scores and the same "
            "weights may give another first place.",
            len(deciding),
            all=len(effects),
        )
    if all(effect.exhaustive for effect in effects):
        return t(
            "Scaling does not decide: the first place is the same with each of the other scales."
        )
    return t("In the cases examined, the way of scaling does not change the first place.")


def _frequency(effect: Effect) -> str:
    """In how many completions the first place changes."""
    n = number(effect.completions)
    if effect.completions == 1 or (effect.exhaustive and not effect.share):
        return (
            t("the first place changes") if effect.share else t("the first place does not change")
        )
    if not effect.share:
        return t("no change found in {n} cases examined", n=n)
    if effect.exhaustive:
        share = near_percent(effect.share)
        return t("the first place changes in {share} of the {n} possible cases", share=share, n=n)
    return t(
        "the first place changes in {share} of the {n} cases examined",
        share=near_percent(effect.share),
        n=n,
    )


def _example(analysis: Analysis, example: FirstsChange | None) -> str:
    if example is None:
        return ""
    before, after = (_firsts(analysis, rows) for rows in (example.before, example.after))
    return t(", for example {after} instead of {before}", after=after, before=before)


def _firsts(analysis: Analysis, rows: tuple[int, ...]) -> str:
    """Who is first: several levers are tied."""
    people = all_of(lever_labels(analysis, rows))
    return t("{levers} (tied)", levers=people) if len(rows) > 1 else people


def rank_reversal_lines(analysis: Analysis, reversals: tuple[RankReversal, ...]) -> list[str]:
    """Whether withdrawing a lever, or adding its twin, changes the others: the answer first."""
    wrong = [r for r in reversals if r.first_changes]
    if wrong:
        answer = tn(
            "Withdrawing or doubling a lever may change who is first in {n} calculation out of "
            "{all}.",
            "Withdrawing or doubling a lever may change who is first in {n} calculations out of "
            "{all}.",
            len(wrong),
            all=len(reversals),
        )
    elif all(r.exhaustive for r in reversals):
        answer = t("No method changes the first place when a lever is withdrawn or doubled.")
    else:
        answer = t(
            "In the cases examined, no method changes the first place when a lever is withdrawn "
            "or doubled."
        )
    return [answer, *(_reversal(analysis, r) for r in reversals)]


def _reversal(analysis: Analysis, reversal: RankReversal) -> str:
    name = _in_full(reversal.method, reversal.scaling)
    if reversal.order_changes:
        sentence = _counted(reversal) + _case(analysis, reversal)
        return t("{name}: {told}.", name=name, told=sentence)
    if reversal.method is Method.ADDITIVE and reversal.scaling is Scaling.ANCHORS:
        sentence = t("no reversal in {tests} tests, nor can there be any", tests=reversal.tests)
    elif reversal.exhaustive:
        sentence = t("no reversal in {tests} tests", tests=reversal.tests)
    else:
        sentence = t("no reversal found in {tests} tests", tests=reversal.tests)
    return t("{name}: {told}.", name=name, told=sentence)


def _counted(reversal: RankReversal) -> str:
    """In how many tests something changes, in some case at least."""
    values = {
        "tests": reversal.tests,
        "order": reversal.order_changes,
        "first": reversal.first_changes,
    }
    if reversal.completions == 1:
        return t(
            "in {tests} tests, the order of two levers changes {order} times and the first place "
            "{first} times",
            **values,
        )
    return t(
        "in {tests} tests, the order of two levers may change {order} times and the first place "
        "{first} times",
        **values,
    )


def _case(analysis: Analysis, reversal: RankReversal) -> str:
    """One test that changes the first place."""
    if reversal.example is None:
        return ""
    lever = lever_labels(analysis, (reversal.example.lever,))[0]
    firsts = reversal.example.firsts
    before, after = (_firsts(analysis, rows) for rows in (firsts.before, firsts.after))
    if reversal.example.kind is ReversalTest.ADD_TWIN:
        return t(
            "; for example, doubling {lever} puts {after} first instead of {before}",
            lever=lever,
            after=after,
            before=before,
        )
    if reversal.example.was_first:
        return t(
            "; for example, withdrawing {lever}, then first, puts {after} ahead of the others "
            "instead of {before}",
            lever=lever,
            after=after,
            before=before,
        )
    return t(
        "; for example, withdrawing {lever} puts {after} first instead of {before}",
        lever=lever,
        after=after,
        before=before,
    )
