"""Properties that `make test` asks of a few examples: here of ten times as many, new each time.

`HYPOTHESIS_PROFILE=soak` says how many; each test takes its part of them.
"""

from tests.criteria.test_load import test_a_corrupted_folder_is_refused_or_can_be_trusted
from tests.prioritisation.analysis.ballots.test_rules import (
    test_whatever_is_unknown_the_truth_is_within_what_is_said,
)
from tests.prioritisation.analysis.sets.test_choice import (
    test_the_programme_and_the_list_give_the_same,
    test_they_give_the_same_at_any_cost,
)
from tests.prioritisation.analysis.sets.test_dilution import (
    test_both_ends_are_those_of_the_definition_for_each_weight_vector,
)
from tests.prioritisation.analysis.sets.test_dilution_programme import (
    test_programmes_find_what_listing_every_set_finds,
)
from tests.prioritisation.solve.test_solve import (
    test_a_lever_better_everywhere_is_never_behind,
    test_neither_the_order_of_the_levers_nor_of_the_criteria_counts,
    test_only_the_proportions_of_the_weights_count,
)

__all__ = [
    "test_a_corrupted_folder_is_refused_or_can_be_trusted",
    "test_a_lever_better_everywhere_is_never_behind",
    "test_both_ends_are_those_of_the_definition_for_each_weight_vector",
    "test_neither_the_order_of_the_levers_nor_of_the_criteria_counts",
    "test_only_the_proportions_of_the_weights_count",
    "test_programmes_find_what_listing_every_set_finds",
    "test_the_programme_and_the_list_give_the_same",
    "test_they_give_the_same_at_any_cost",
    "test_whatever_is_unknown_the_truth_is_within_what_is_said",
]
