"""A record that is brought, alone or in a PDF: its case for next time, nothing of the votes."""

import json
import tracemalloc
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.blank import blank_files
from prioritisation.cases.region import region_files, territories
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.meeting.room.case_edits import edited_case, to_json
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoredEdit
from prioritisation.record import opening
from prioritisation.record.making import record_of
from prioritisation.record.model import (
    InvalidRecord,
    RecordFault,
    RecordProblem,
    record_from,
    text_of,
)
from prioritisation.record.next_case import case_files
from prioritisation.record.opening import MOST_PDF_BYTES, opened_case, opened_record
from prioritisation.sentences.replay import record_problem_text
from tests.cases.records.make import DAY, HERE, scored
from tests.prioritisation.cases.typed_cases import SITES
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.record.made import put, resealed, sample, tree_of
from tests.thresholds import MeetingFacts

EVERY = sorted(HERE.glob("*.json"))
SAMPLES = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name.partition(".")[0])
CATALOG = b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>"


@pytest.fixture(scope="module")
def pdf():
    return note_pdf(note("contested"))


@pytest.fixture(scope="module")
def bare():
    """A PDF of one empty page."""
    with pikepdf.new() as document:
        document.add_blank_page()
        return saved(document)


def saved(document, **how):
    target = BytesIO()
    document.save(target, **how)
    return target.getvalue()


def holding(content, *files):
    """A PDF with these files attached, in the place of its own."""
    with pikepdf.open(BytesIO(content)) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        for k, file in enumerate(files):
            document.attachments[f"{k}.json"] = file
        return saved(document)


def written(name):
    return text_of(sample(name)).encode()


def refused(content):
    with pytest.raises(InvalidRecord) as error:
        opened_case(content)
    for problem in error.value.problems:
        assert record_problem_text(problem)
    return error.value.problems[0].fault


@SAMPLES
def test_a_record_opens_and_its_case_loads(path):
    opened = opened_case(path.read_bytes())
    assert opened.opened.genuine
    assert not opened.opened.from_pdf
    assert opened.files == case_files(opened.opened.record)
    assert len(case_from_files(opened.files).levers) == 6


def test_the_record_attached_to_the_minutes_is_that_record(pdf):
    opened = opened_record(pdf)
    assert opened.record == sample("contested")
    assert (opened.genuine, opened.from_pdf) == (True, True)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all},
        {"linearize": True},
        {"recompress_flate": True},
    ],
    ids=["plain", "packed", "unpacked", "linear", "again"],
)
def test_a_pdf_that_a_program_saved_again_still_holds_it(pdf, how):
    with pikepdf.open(BytesIO(pdf)) as document:
        opened = opened_record(saved(document, **how))
    assert opened.record == sample("contested")
    assert opened.genuine


def test_a_pdf_that_something_was_added_to_still_holds_it(pdf):
    """Whoever signs a PDF writes after its end."""
    more = pdf + b"\n1 0 obj\n<</Type/Page>>\nendobj\ntrailer\n<<>>\n%%EOF"
    assert opened_record(more).genuine


def test_what_holds_no_record_says_so(bare, pdf):
    assert refused(bare) is RecordFault.NOT_ATTACHED
    assert refused(holding(bare, b"a text", b'{"schema": "other"}')) is RecordFault.NOT_ATTACHED
    assert refused(b"%PDF-1.7\n") is RecordFault.NOT_ATTACHED
    assert refused(pdf[: len(pdf) // 2]) is RecordFault.NOT_ATTACHED
    assert refused(b"PK\x03\x04 an archive") is RecordFault.NOT_JSON
    assert refused(b"") is RecordFault.TRUNCATED


def test_a_protected_pdf_says_so(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        content = saved(document, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(content) is RecordFault.PROTECTED


def test_one_record_twice_is_one_and_two_are_too_many(bare):
    twice = holding(bare, written("clear"), written("clear"), b"else")
    assert opened_record(twice).record == sample("clear")
    assert refused(holding(bare, written("clear"), written("contested"))) is RecordFault.SEVERAL


@pytest.mark.parametrize("version", [1, 4, 6])
def test_a_record_of_another_version_says_so_from_a_pdf_too(bare, version):
    other = written("clear").replace(b'"version": 5', b'"version": %d' % version, 1)
    assert refused(other) is RecordFault.VERSION
    assert refused(holding(bare, other)) is RecordFault.VERSION


def test_a_record_that_was_changed_opens_and_says_so(bare):
    tree = tree_of("clear")
    put(tree, "meeting.title", "Une autre séance")
    changed = json.dumps(tree).encode()
    for content in (changed, holding(bare, changed)):
        opened = opened_record(content)
        assert opened.record.meeting.title == "Une autre séance"
        assert not opened.genuine


def test_another_record_in_the_place_of_that_of_the_minutes_is_not_genuine(pdf, bare):
    assert not opened_record(holding(pdf, written("clear"))).genuine
    assert opened_record(holding(bare, written("clear"))).genuine


def hand_made(*objects):
    """A PDF of these objects, whether they hold together or not."""
    parts = [b"%d 0 obj\n%b\nendobj\n" % (k, one) for k, one in enumerate(objects, 1)]
    return b"%PDF-1.7\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF"


def packed(size):
    """An attached file of that many zeros."""
    content = zlib.compress(bytes(size), 9)
    return (
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>\nstream\n" % len(content)
        + content
        + b"\nendstream"
    )


def test_a_file_that_unpacks_without_end_is_not_unpacked():
    content = hand_made(CATALOG, *[packed(200_000_000)] * 3)
    tracemalloc.start()
    try:
        assert refused(content) is RecordFault.TOO_BIG
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 40_000_000


@pytest.mark.parametrize(
    "content",
    [
        hand_made(CATALOG, b"<</Kids[2 0 R 2 0 R]>>"),
        hand_made(CATALOG, b"[" * 300_000 + b"]" * 300_000),
        b"%PDF-1.7\nxref\n0 1\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        hand_made(CATALOG, b"<</Type/EmbeddedFile/Length 2 0 R>>\nstream\n{\nendstream"),
        hand_made(CATALOG, b"<</Type/EmbeddedFile/Length 999999999>>\nstream\n"),
        hand_made(CATALOG, b"<</Type/EmbeddedFile/Filter/FlateDecode>>\nstream\nno zlib"),
        hand_made(CATALOG, b"<</Type/EmbeddedFile/Filter[/LZWDecode]>>\nstream\n{}endstream"),
        hand_made(CATALOG, b"<</Type/EmbeddedFile>>\nstream\n{}"),
        b"%PDF-" + b"/EmbeddedFile " * 700_000,
        b"%PDF-" + b"/EmbeddedFile>>stream\n" * 400_000,
        b"%PDF-" + b"/Encrypt" + b" " * 5_000_000,
    ],
    ids=range(11),
)
def test_a_pdf_made_to_exhaust_a_reader_is_refused(content):
    assert refused(content) is RecordFault.NOT_ATTACHED


def packed_small(*files):
    """A PDF of attached files that unpack to much more than it has."""
    content = b"%PDF-1.7\n"
    for number, file in enumerate(files, 1):
        packed = zlib.compress(file, 9)
        head = b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>" % len(packed)
        content += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, packed)
    return content


def test_no_more_is_read_than_two_records_may_have(monkeypatch):
    """Twenty files of five megabytes, packed in a hundred kilobytes, held the room up a minute."""
    read = []
    monkeypatch.setattr(opening, "record_from", lambda file: read.append(len(file)) or no_record())
    objects = b"{},".join([b""] * 1_600_000)
    content = packed_small(*(b'{"a":[%s%d]}' % (objects, n) for n in range(20)))
    assert len(content) < 300_000
    with pytest.raises(InvalidRecord) as refused:
        opened_record(content)
    assert refused.value.problems[0].fault == RecordFault.TOO_BIG
    assert sum(read) <= opening.MOST_READ


def no_record():
    raise InvalidRecord([RecordProblem(RecordFault.FOREIGN, "", "")])


def test_what_begins_as_no_record_is_not_read_as_one(monkeypatch):
    own = (HERE / "clear.decision.json").read_bytes()
    lists = [b"[%s%d]" % (b"1," * 100_000, n) for n in range(12)]
    read = []
    monkeypatch.setattr(opening, "record_from", lambda f: read.append(f) or record_from(f))
    assert opened_record(packed_small(*lists, b"\xef\xbb\xbf \n" + own.strip())).from_pdf
    assert len(read) == 1


def test_a_pdf_has_a_size():
    assert refused(b"%PDF-1.7" + bytes(MOST_PDF_BYTES)) is RecordFault.TOO_BIG


def test_whatever_a_pdf_became_it_opens_or_says_what_is_wrong(pdf):
    at, reached = pdf.index(b"/EmbeddedFile/"), {"opened": 0, "refused": 0}
    places = st.integers(at - 60, at + 400) | st.integers(0, len(pdf) - 1)
    changes = st.lists(
        st.tuples(places, st.integers(0, 3), st.binary(max_size=3)), min_size=1, max_size=6
    )

    @given(changes)
    def holds(changes):
        content = bytearray(pdf)
        for place, length, more in changes:
            content[place : place + length] = more
        try:
            opened = opened_record(bytes(content))
        except InvalidRecord:
            reached["refused"] += 1
        else:
            reached["opened"] += 1
            assert opened.record == sample("contested")

    holds()
    assert min(reached.values()) > 3


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: b"%PDF-" + text.encode()))
def test_whatever_was_brought_is_no_error_of_ours(content):
    with pytest.raises(InvalidRecord):
        opened_case(content)


@pytest.mark.parametrize(
    "change",
    [
        {"criteria.toml": "["},
        {"criteria.toml": ""},
        {"case.toml": "updated = 3"},
        {"case.toml": "x" * 100},
        {"levers.csv": ""},
        {"levers.csv": 'lever_id\n"'},
        {"scores.csv": "a,b\n" + "x" * 200_000},
        {"levers.csv": None},
        {"criteria.toml": None},
        {"case.toml": None},
        {"sources.csv": None},
    ],
    ids=lambda change: next(f"{name}-{str(text)[:5]}" for name, text in change.items()),
)
def test_files_that_make_no_case_are_told(change):
    tree = tree_of("clear")
    files = {**tree["case"]["files"], **change}
    tree["case"]["files"] = {name: text for name, text in files.items() if text is not None}
    assert refused(text_of(resealed(tree)).encode()) is RecordFault.INCOHERENT


def leaves(tree):
    """Every text of a tree, its keys left out."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from leaves(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from leaves(value)
    elif isinstance(tree, str):
        yield tree


def private(tree):
    """What a record tells of people, votes, weights and the decision, and its case does not."""
    parts = ("votes", "decision", "warnings", "results")
    known = "\n".join(tree["case"]["files"].values()) + json.dumps(tree["case"])
    texts = {text for part in parts for text in leaves(tree.get(part))}
    return {text for text in texts if len(text) > 7 and text not in known} - {DAY.isoformat()}


@SAMPLES
def test_neither_votes_nor_weights_nor_people_travel(path):
    tree = json.loads(path.read_bytes())
    strangers = private(tree)
    assert len(strangers) > 10
    text = "\n".join(opened_case(path.read_bytes()).files.values())
    assert [one for one in strangers if one in text] == []
    points = [b["points"] for r in tree["votes"]["rounds"] for b in r["ballots"]]
    assert not any(json.dumps(one) in text for one in points)


@SAMPLES
def test_the_files_say_no_other_kind_of_thing_than_those_of_the_meeting(path):
    """No file, no column and no key of the case that could hold a vote."""
    record = record_from(path.read_bytes())
    before, after = record.case.files, opened_case(path.read_bytes()).files
    assert set(after) == set(before)
    for name in after:
        if name.endswith(".csv"):
            columns = after[name].splitlines()[0].split(",")
            assert set(columns) - set(
                before[name].lstrip("\ufeff").splitlines()[0].split(",")
            ) <= {"reading"}


@pytest.mark.parametrize(
    ("files", "edit"),
    [
        (blank_files(SITES, DAY), scored("ancienne_gare", "cout", 1000.0)),
        (
            region_files(territories()[2], "COP", DAY),
            scored("mieux_produire", "partner_ecosystem", "quelques_partenaires"),
        ),
    ],
    ids=["blank", "region"],
)
def test_a_case_that_a_door_made_comes_back_with_what_was_scored(files, edit):
    """One without a source has one from then on: the meeting."""
    stored = StoredEdit(1, to_json(edit), Role.FACILITATOR, f"{DAY}T10:00:00")
    case = edited_case(case_from_files(files), [stored])
    start = starting_scenario(case)
    facts = MeetingFacts(case, start, "T", "?", DAY, chosen_by=Role.LEAD, files=files)
    again = case_from_files(opened_case(text_of(record_of(facts)).encode()).files)
    score = again.tables[again.default_combination].score(edit.lever, edit.criterion)
    assert score.low == edit.low
    assert again.sources[score.source].kind == "séance"
    unknown = [s for s in again.tables[again.default_combination].scores.values() if s.unknown]
    before = [s for s in case.tables[case.default_combination].scores.values() if s.unknown]
    assert len(unknown) == len(before)
