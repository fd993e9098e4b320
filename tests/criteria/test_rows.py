import pytest
from pydantic import ValidationError

from criteria import rows
from criteria.cells import Strict
from criteria.rows import ClaimRow
from tests.each import each

MODELS = [m for m in vars(rows).values() if isinstance(m, type) and issubclass(m, Strict)]
CLAIM = {
    "claim_id": "C1", "criterion_id": "ghg", "higher_levers": "move|build", "lower_levers": "eat",
    "higher_evidence": "E1|E2", "lower_evidence": "", "reading": "more than", "note": "",
}  # fmt: skip


def errors(model, content):
    with pytest.raises(ValidationError) as error:
        model.model_validate(content)
    return {(*d["loc"], d["type"]) for d in error.value.errors()}


@each("model", MODELS, ids=lambda m: m.__name__)
def test_no_file_takes_a_column_it_does_not_know_or_does_without_one_it_knows(model):
    found = errors(model, {"surprise": "1"})
    fields = model.model_fields.items()
    missing = {(name, "missing") for name, field in fields if field.is_required()}
    assert found == missing - {("surprise", "missing")} | {("surprise", "extra_forbidden")}


@each(
    ("column", "wrong", "kind"),
    [
        ("higher_levers", "", "string_too_short"),
        ("lower_levers", "", "string_too_short"),
        ("lower_levers", "eat|", "string_pattern_mismatch"),
        ("lower_levers", "Eat", "string_pattern_mismatch"),
        ("higher_evidence", "", "string_too_short"),
        ("higher_evidence", "E1||E2", "string_pattern_mismatch"),
        ("lower_evidence", "|", "string_pattern_mismatch"),
        ("reading", "", "string_too_short"),
    ],
)
def test_a_claim_names_both_sides_and_says_how_it_is_read(column, wrong, kind):
    assert errors(ClaimRow, CLAIM | {column: wrong}) == {(column, kind)}
