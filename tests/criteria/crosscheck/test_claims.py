from criteria.evidence import Stance, Target
from criteria.raw import RawCase
from criteria.references import check_claims
from criteria.rows import ClaimRow, EvidenceRow
from criteria.tables import CsvTable, PlacedRow
from tests.each import each

LEVERS = CsvTable(
    (), tuple((n, {"lever_id": v}) for n, v in enumerate(("move", "build", "eat"), 2))
)
SOURCES = CsvTable((), ((2, {"source_id": "deck"}),))
CLAIM = {
    "criterion_id": "ghg",
    "higher_levers": "move",
    "lower_levers": "build|eat",
    "higher_evidence": "E1",
    "lower_evidence": "",
}


def said(ident, lever, criterion="ghg", **cells):
    target = Target.CELL if criterion else Target.LEVER
    row = {"evidence_id": ident, "target": target, "lever_id": lever, "criterion_id": criterion}
    row |= {
        "stance": Stance.FOR,
        "perimeter": "",
        "source_id": "deck",
        "quote": "q",
        "statement": "",
    }
    return EvidenceRow.model_construct(**row | cells)


def found(evidence=(), criteria=("ghg", "cover"), **cells):
    evidence = (said("E1", "move"), said("E2", "eat"), *evidence)
    rows = tuple(PlacedRow(n, e) for n, e in enumerate(evidence, 2))
    records = tuple((p.row, {"evidence_id": p.data.evidence_id}) for p in rows)
    claims = CsvTable((PlacedRow(2, ClaimRow.model_construct(**CLAIM | cells)),))
    files = {"levers": LEVERS, "sources": SOURCES, "evidence": CsvTable(rows, records)}
    raw = RawCase(None, (), (), {}, list(criteria), **files, claims=claims)
    return [(p.kind, p.column, p.values["found"]) for p in check_claims(raw)]


def test_a_claim_between_known_levers_on_what_was_said_of_them_is_right():
    assert found() == []
    assert found(lower_evidence="E2") == []


@each(
    ("cells", "problems"),
    [
        ({"lower_evidence": "E1"}, [("evidence_mismatch", "lower_evidence", "E1")]),
        ({"higher_evidence": "E1|E3"}, [("evidence_mismatch", "higher_evidence", "E3")]),
        ({"higher_evidence": "E4"}, [("evidence_mismatch", "higher_evidence", "E4")]),
        ({"higher_evidence": "E5"}, []),
        ({"higher_evidence": "E9"}, [("unknown_evidence", "higher_evidence", "E9")]),
        ({"higher_evidence": "E1|E1"}, [("duplicate", "higher_evidence", "E1")]),
        ({"lower_levers": "eat|move"}, [("both_sides", "lower_levers", "move")]),
        ({"lower_levers": "eat|eat"}, [("duplicate", "lower_levers", "eat")]),
        ({"higher_levers": "eau"}, [("unknown_lever", "higher_levers", "eau")]),
        ({"criterion_id": "budget"}, [("unknown_criterion", "criterion_id", "budget")]),
        ({"criterion_id": "cover"}, [("evidence_mismatch", "higher_evidence", "E1")]),
    ],
    ids=str,
)
def test_each_fault_of_a_claim_is_one_problem(cells, problems):
    """E3 is of another criterion, E4 of a whole lever, E5 wrong in its own file."""
    others = (said("E3", "move", "cover"), said("E4", "move", ""), said("E5", "eau"))
    assert found(others, **cells) == problems
