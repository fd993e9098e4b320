import json
from pathlib import Path

import jsonschema
import pytest

from prioritisation.record.model import SCHEMA, VERSION, Record, as_tree, schema, text_of
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample

DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schema_is_that_of_the_classes():
    """``python -m tests.cases.records.make`` writes it again."""
    published = json.loads((DOCS / "record.schema.json").read_text("utf-8"))
    assert published == schema()
    assert published["$id"] == f"{SCHEMA}/{VERSION}"
    assert published["additionalProperties"] is False


@each("name", NAMES)
def test_a_record_is_valid_for_those_who_only_have_the_schema(name):
    jsonschema.Draft202012Validator(schema()).validate(as_tree(sample(name)))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_tree(sample(name)) | {"place": "Rouen"}, schema())


@each("name", NAMES)
def test_a_record_is_small_and_says_what_it_is(name):
    record = sample(name)
    assert len(text_of(record).encode()) < 300_000
    tree = as_tree(record)
    assert list(tree)[:2] == ["schema", "version"]
    assert tree["schema"] == SCHEMA
    assert record.fictitious
    assert record.lever_labels["mieux_produire"] == "Mieux produire"


def test_every_field_is_told_in_the_documentation():
    text = (DOCS / "record.md").read_text("utf-8")
    names = [f.alias or name for name, f in Record.model_fields.items()]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_nothing_tells_who_or_when():
    tree = as_tree(sample("contested"))
    del tree["case"]["files"]
    text = json.dumps(tree)
    assert not [w for w in ("token", "receipt", "secret", "nonce", "T10:00") if w in text]
