"""The methods by the names that a problem calls them."""

from collections.abc import Callable

from prioritisation.solve import (
    additive,
    derived,
    distances,
    hierarchy,
    interval,
    outranking,
    smaa,
    value_function,
    votes,
    weighting,
)
from prioritisation.solve.answer import Answer
from prioritisation.solve.reading import Problem

Method = Callable[[Problem], Answer]

COMPARING: dict[str, Method] = {
    "weighted_sum": additive.weighted_sum,
    "weighted_product": additive.weighted_product,
    "topsis": distances.topsis,
    "vikor": distances.vikor,
    "promethee_ii": outranking.promethee_ii,
    "moora_ratio": distances.moora_ratio,
    "smaa2": smaa.smaa2,
    "smaa2_exact_rank1": smaa.smaa2_exact_rank1,
    "smaa2_stochastic": smaa.smaa2_stochastic,
    "weight_stability_interval": interval.weight_stability_interval,
    "waspas": additive.waspas,
    "edas": distances.edas,
    "aras": additive.aras,
    "marcos": additive.marcos,
    "mabac": distances.mabac,
    "codas": distances.codas,
    "copras": additive.copras,
    "mairca": additive.mairca,
    "spotis": distances.spotis,
    "moora_reference_point": distances.moora_reference_point,
    "electre1_concordance": outranking.electre1_concordance,
    "weights_critic": derived.weights_critic,
}
"""Name -> method that reads a matrix and objectives."""

METHODS: dict[str, Method] = {
    **COMPARING,
    "ahp": hierarchy.ahp,
    "revised_simos": weighting.revised_simos,
    "weights_roc": weighting.weights_roc,
    "weights_swing": weighting.weights_swing,
    "borda": votes.borda,
    "copeland": votes.copeland,
    "kemeny": votes.kemeny,
    "value_function": value_function.value_function,
    "weights_rancom": derived.weights_rancom,
    "weights_bwm": derived.weights_bwm,
}
"""Name -> any method; each checks what it needs."""
