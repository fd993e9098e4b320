"""Properties that `make test` asks of a few examples: here of twenty times as many, new each time.

`HYPOTHESIS_PROFILE=soak` says how many; each test takes its part of them.
"""

from tests.criteria.test_load import test_a_corrupted_folder_is_refused_or_can_be_trusted
from tests.prioritisation.analysis.ballots.test_camps import (
    test_whatever_is_unknown_the_truth_is_within_what_is_said,
)
from tests.prioritisation.api.test_matrices import (
    test_what_the_product_adds_up_the_library_adds_up_too,
)
from tests.prioritisation.api.test_returning import test_there_and_back_it_is_the_same
from tests.prioritisation.documents.writing.templates.test_reading_back import (
    test_any_case_comes_back_the_same_or_is_asked_about,
)
from tests.prioritisation.documents.writing.test_workbook import (
    test_whatever_the_case_and_what_people_wrote_in_it,
)
from tests.prioritisation.imports.process.test_wire import (
    test_a_folder_as_people_pack_it,
    test_the_archive_of_a_dossier_and_over_that_dossier_nothing_changes,
    test_the_proof_file,
)
from tests.prioritisation.solve.test_solve import (
    test_a_lever_better_everywhere_is_never_behind,
    test_neither_the_order_of_the_levers_nor_of_the_criteria_counts,
    test_only_the_proportions_of_the_weights_count,
)

__all__ = [
    "test_a_corrupted_folder_is_refused_or_can_be_trusted",
    "test_a_folder_as_people_pack_it",
    "test_a_lever_better_everywhere_is_never_behind",
    "test_any_case_comes_back_the_same_or_is_asked_about",
    "test_neither_the_order_of_the_levers_nor_of_the_criteria_counts",
    "test_only_the_proportions_of_the_weights_count",
    "test_the_archive_of_a_dossier_and_over_that_dossier_nothing_changes",
    "test_the_proof_file",
    "test_there_and_back_it_is_the_same",
    "test_what_the_product_adds_up_the_library_adds_up_too",
    "test_whatever_is_unknown_the_truth_is_within_what_is_said",
    "test_whatever_the_case_and_what_people_wrote_in_it",
]
