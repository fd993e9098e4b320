"""The notes of the sample records, word for word."""

import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import chain

import pytest
from docx import Document
from PIL import Image

from prioritisation.analysis.crossing import choices_left, crossing_of
from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.documents.kinds import Document as DocumentVotedNames
from prioritisation.documents.making import document_file
from prioritisation.documents.writing.annex import annex_of, matrix_tables
from prioritisation.documents.writing.board import EMPTY_BOARD, board_of, recorded_ballots
from prioritisation.documents.writing.content import Bullets, Paragraph, Table
from prioritisation.documents.writing.decision import (
    context_section,
    decision_section,
    decision_status,
    dissent_section,
    objections,
    proposal_line,
    steps_section,
    steps_table,
    warnings_of_the_case,
    warnings_of_the_vote,
)
from prioritisation.documents.writing.deck import slides_of
from prioritisation.documents.writing.heading import control_number, minutes_text
from prioritisation.documents.writing.method import (
    method_section,
    movement_line,
    voters,
    weights_table,
)
from prioritisation.documents.writing.note import new_note, note_of
from prioritisation.documents.writing.pdf import data_of, note_pdf
from prioritisation.documents.writing.result import alternates, more_tests, ranking_table, tests
from prioritisation.documents.writing.subject import subject_of
from prioritisation.documents.writing.trace import trace_of
from prioritisation.documents.writing.word import docx
from prioritisation.drawing.group import colleges
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import (
    Decision,
    MinutesHeading,
    Objection,
    Outcome,
    State,
    with_proposal,
)
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.making import computed_record
from prioritisation.record.model import Record
from prioritisation.record.model import text_of as text_of_voted_names
from prioritisation.record.replaying import replay
from prioritisation.sentences.decision import heading_names
from tests.cases.notes.make import HERE, of, text_of
from tests.cases.notes.make import text_of as note_text
from tests.cases.present import present
from tests.each import each
from tests.prioritisation.documents.writing.office import text
from tests.prioritisation.documents.writing.recorded import NAMES, alone, bent, few, note, sample
from tests.prioritisation.sentences.made import plain
from tests.reading import forbidden_in
from tests.thresholds import facts_of


@each("name", NAMES)
def test_a_note_is_written_as_kept(name):
    """``python -m tests.cases.notes.make`` writes them again, to be read before they are kept."""
    assert note_text(note(name)) == (HERE / f"{name}.txt").read_text("utf-8")


@each("name", NAMES)
def test_what_specialists_call_a_rule_stands_in_the_annex_alone(name):
    made = note(name)
    body = [line for s in (*made.sections, *made.slides) for b in s.blocks for line in of(b)]
    body += [*made.first, *(slide.message + slide.notes for slide in made.slides)]
    assert [(line, words) for line in body if (words := forbidden_in(line))] == []
    (computed,) = [s for s in made.annex if s.title == "Comment les points sont faits"]
    assert "(géométrique)" in "".join(computed.blocks[0].items)
    assert "géométrique" not in "".join(body)


@each("name", NAMES)
def test_french_is_typeset(name):
    data = data_of(note(name))
    whole = json.dumps(
        [data[k] for k in ("first", "sections", "annex", "wide", "narrow", "number")],
        ensure_ascii=False,
    )
    assert not re.findall(" [:?!%»]|« ", whole)


def test_participants_are_told_by_college_where_they_may_be():
    lines = dict(note("clear").heading.lines)
    assert lines["Participants"].startswith("18 présents")
    assert "État et Région 5" in lines["Participants"]
    assert dict(note("contested").heading.lines)["Participants"] == "22 présents"


def test_the_matrix_is_whole_and_unknown_is_a_word():
    table = next(matrix_tables(subject_of(sample("undecidable"))))
    assert len(table.rows) == 6
    assert "note manquante" in {cell for row in table.rows for cell in row}


def test_caveats_and_what_is_to_be_confirmed_are_written():
    titles = [section.title for section in note("clear").annex]
    assert titles[:3] == [
        "Tableau des notes",
        "Sur quoi reposent les notes",
        "Façons de compter, sens et réserves",
    ]
    whole = str(note("clear").annex[2])
    assert "Les données présentées sont des données de travail" in whole
    assert "Échelle à confirmer" in whole
    assert "groupes normands" in whole


def test_the_open_choices_are_a_table_whose_ways_add_up_to_all_of_them():
    subject = subject_of(present())
    crossing = crossing_of(subject.analysis)
    assert len(crossing.outcomes) > 1
    section = next(s for s in note_of(present()).annex if s.title == "Choix encore ouverts")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert sum(int(row[2]) for row in table.rows) == len(crossing.outcomes)
    sure = [o.sure for o in crossing.outcomes].count(crossing.leader)
    leader = subject.analysis.case.levers[crossing.leader].label
    assert sum(int(row[2]) for row in table.rows if row[1] == leader) == sure


def test_without_figures_there_is_nothing_to_annex_but_the_trace():
    assert annex_of(few(), None, None) == ()
    assert (
        dict(trace_of(few()))["Numéro de contrôle (SHA-256) du fichier de preuve"] == few().sha256
    )


def test_points_that_do_not_follow_a_straight_line_are_told_wherever_the_ends_are():
    """A reader who does the sum again with the two ends alone has another result."""
    steps = "entre les deux, 25 points pour 300 m², 50 points pour 500 m² et 75 points pour 900 m²"
    lines = {
        section.title: plain(" | ".join(block.items))
        for section in note_of(bent()).annex
        for block in section.blocks
        if isinstance(block, Bullets)
    }
    rules = lines["Façons de compter, sens et réserves"].replace("\u202f", " ")
    assert f"100 points : 1 500 m² ; {steps}" in rules
    weights = weights_table(subject_of(bent()))
    assert [row[0] for row in weights.rows if steps in plain(row[-1])] == ["Surface"]


def texts(section):
    return [b.text for b in section.blocks if isinstance(b, Paragraph)]


def test_the_decision_comes_first_with_its_reasons_and_its_vote():
    sentences = texts(decision_section(sample("contested"), None))
    assert sentences[0].startswith("Le groupe propose «\u00a0Mieux produire\u00a0»")
    assert any(text.startswith("Motifs\u00a0: Les deux camps") for text in sentences)
    assert any("12 pour" in text for text in sentences)
    assert sentences[-1] == "La décision est réexaminée le 1er juin 2027."


def test_a_project_says_what_it_lacks():
    assert decision_status(sample("undecidable")).state is State.PROJECT
    text = texts(decision_section(sample("undecidable"), None))
    assert proposal_line(sample("undecidable")) == text[0] == "Aucun levier n’est encore proposé."
    assert text[1].startswith("C’est un projet")


def test_nothing_is_written_in_the_place_of_people():
    assert "Contexte\u00a0: à écrire par le groupe." in texts(context_section(alone()))
    assert texts(steps_section(alone())) == ["Aucune suite n’est encore écrite."]
    assert steps_table(Decision()) is None


def test_next_steps_are_a_table_and_blanks_are_said():
    table = next(b for b in steps_section(sample("undecidable")).blocks if isinstance(b, Table))
    assert table.rows[0][2] == "à préciser"


def plain_dissent(text):
    return text.replace("\u00a0", " ")


def test_warnings_have_their_answers_or_say_that_they_have_none():
    record = sample("undecidable")
    lines = list(
        map(plain_dissent, [*warnings_of_the_vote(record), *warnings_of_the_case(record)])
    )
    assert len(lines) == len(record.warnings)
    assert all("Réponse : Le groupe en tient compte" in text for text in lines)
    without = tuple(w.model_copy(update={"answer": " "}) for w in record.warnings)
    silent = record.model_copy(update={"warnings": without})
    for told in (warnings_of_the_vote, warnings_of_the_case):
        assert all(text.endswith("Sans réponse.") for text in told(silent))
    titles = [b.items for b in dissent_section(silent, None).blocks if isinstance(b, Bullets)]
    assert sum(text.endswith("Sans réponse.") for text in chain(*titles)) == len(lines)


def test_an_objection_keeps_its_answer_and_its_outcome():
    objection = Objection(text="Trop tôt.", answer="Oui.", outcome=Outcome.KEPT)
    record = alone().model_copy(update={"decision": Decision(objections=(objection,))})
    assert (
        plain_dissent(objections(record)[0]) == "Trop tôt. Objection : maintenue. Réponse : Oui."
    )


def test_that_nobody_objected_is_not_that_nobody_asked():
    assert "personne n’a objecté" in objections(sample("clear"))[0]
    assert objections(alone()) == ("Rien n’est encore écrit des objections.",)


def test_what_was_written_for_other_levers_says_so_and_is_no_consent():
    """The note, in whichever part of it: of reasons, of the minority view, of objections."""
    record = sample("clear")
    first, second = [lever.id for lever in record.case.levers][:2]
    name = record.lever_labels[first]
    objection = Objection(text="Non", answer="Oui", outcome=Outcome.KEPT, raised_for=(first,))
    for_first = Decision(
        proposed=(first,), motives="Parce que.", minority="Attendre.", objections=(objection,)
    )
    note = record.model_copy(update={"decision": with_proposal(for_first, (second,))})
    assert plain_dissent(objections(note)[0]) == "Rien n’est encore écrit des objections."
    assert f"Ceci portait sur « {name} »." in plain_dissent(objections(note)[1])
    words = " ".join(
        plain_dissent(block.text)
        for section in (decision_section(note, None), dissent_section(note, None))
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    assert words.count(f"Ceci portait sur « {name} ».") == 2
    slides = plain_dissent(" ".join(slide.notes for slide in slides_of(note, None, ())))
    assert "Ceci portait sur" in slides
    assert "Rien n’est encore écrit des objections." in slides


def test_the_minority_is_heard():
    titles = [
        b.text
        for b in dissent_section(sample("contested"), None).blocks
        if isinstance(b, Paragraph)
    ]
    assert "Avis minoritaire" in titles
    assert any(text.startswith("Six membres") for text in titles)


def test_a_statement_that_figures_contradict_is_told_with_what_it_would_change():
    record = present()
    title, lines, *_ = dissent_section(record, subject_of(record)).blocks
    assert plain_dissent(title.text) == "Phrases que les chiffres contredisent : les deux restent"
    (line,) = lines.items
    assert "les chiffres disent le contraire" in line
    assert "avec les choix actuels, si la phrase disait juste" in line.lower()


# The head and the end of a note: nothing is said of who met that nobody typed.

BLANK = "…" * 12
TYPED = MinutesHeading(**{name: f"typed {name}" for name in MinutesHeading.model_fields})


def with_heading(heading) -> Record:
    """A sample in whose decision somebody typed a heading."""
    record = sample("clear")
    decision = record.decision.model_copy(update={"heading": heading})
    return record.model_copy(update={"decision": decision})


@each("name", NAMES)
def test_what_nobody_typed_is_blank_and_the_body_is_not_the_group_of_the_case(name):
    lines = dict(note(name).heading.lines)
    assert {lines[label] for label in heading_names().values()} == {BLANK}
    assert sample(name).case.group not in (
        note(name).heading.title,
        note(name).heading.organisation,
    )


def test_what_is_typed_is_there_each_in_its_line():
    heading = note_of(with_heading(TYPED)).heading
    lines = dict(heading.lines)
    assert {name: lines[label] for name, label in heading_names().items()} == TYPED.model_dump()
    assert heading.title == "Compte rendu de priorisation\u00a0: typed group"
    assert BLANK not in lines.values()


@each("name", NAMES)
def test_every_annex_is_listed_and_a_meeting_signs(name):
    listed, signed = note(name).sections[-1].blocks
    assert all(section.title in listed.text for section in note(name).annex)
    assert signed.text.count(BLANK) == 2


@each("name", NAMES)
def test_the_number_is_that_of_the_record_everywhere(name):
    record, heading = sample(name), note(name).heading
    number = control_number(record.sha256)
    assert number.replace("\u00a0", "") == record.sha256[:16]
    assert [len(part) for part in number.split("\u00a0")] == [4, 4, 4, 4]
    copied = minutes_text(record, ["Le groupe propose."])
    assert number in heading.numbered
    assert number in copied
    assert record.sha256 in copied


def test_a_heading_is_part_of_what_the_number_witnesses():
    assert not replay(with_heading(TYPED)).genuine


def plain_weighed(text):
    return text.replace("\u00a0", " ")


def test_who_voted_is_said_with_rounds_declared_void():
    sentence = plain_weighed(voters(sample("contested"))[0])
    assert sentence.startswith("3e vote : 20 votes, 22 présents, fermé le 5 décembre 2026.")
    assert "une personne une voix" in sentence
    assert "Le premier vote a été annulé : question mal affichée (exemple fictif)." in sentence
    assert (
        "Second vote : 20 votes, fermé le 5 décembre 2026, résultats montrés au groupe."
        in sentence
    )
    assert sentence.endswith("»")


@each("shown", Shown)
def test_each_vote_of_the_meeting_is_in_the_minutes_whichever_decides(shown):
    """Also one whose results the room has seen, before one of too few votes."""
    record = few()
    (last,) = record.votes.rounds
    before = last.model_copy(update={"number": 1, "count": 6, "shown": shown})
    rounds = (before, last.model_copy(update={"number": 2}))
    votes = record.votes.model_copy(update={"rounds": rounds})
    record = record.model_copy(update={"votes": votes})
    sentence = plain_weighed(voters(record)[0])
    assert sentence.startswith("Second vote : 2 votes. Rien d’autre que leur nombre")
    assert "Premier vote : 6 votes" in sentence
    assert ("résultats montrés au groupe" in sentence) is (shown is not Shown.COUNT)


def test_too_few_ballots_give_no_weight():
    assert "trop peu nombreux" in voters(few())[0]
    assert len(method_section(few(), None).blocks) == 1


def test_what_moved_between_two_rounds_is_told_in_aggregate():
    assert "sur 20 ayant voté les deux fois" in movement_line(sample("contested"))
    assert movement_line(sample("clear")) == ""


def with_a_round_before(record, count):
    """A record whose first round counted and was not shown, whatever it was."""
    first, *rest = record.votes.rounds
    update = {"void": "", "shown": Shown.COUNT, "count": count, "shares": ()}
    rounds = (first.model_copy(update=update), *rest)
    votes = record.votes.model_copy(update={"rounds": rounds})
    return record.model_copy(update={"votes": votes})


@each(
    ("count", "why"),
    [
        (1, "Rien d’autre que leur nombre n’a été montré"),
        (4, "Rien d’autre que leur nombre n’a été montré"),
        (6, "trop peu de votes envoyés d’un appareil, ou qui pèsent chaque critère"),
    ],
)
def test_a_vote_that_was_not_shown_is_told_with_its_reason_beside_the_one_that_decides(count, why):
    record = with_a_round_before(sample("contested"), count)
    sentence = plain_weighed(voters(record)[0])
    written = "1 vote" if count == 1 else f"{count} votes"
    assert sentence.startswith("3e vote : 20 votes")
    assert f"Premier vote : {written}, fermé le 5 décembre 2026." in sentence
    assert why in sentence.split("Premier vote : ")[1]
    assert "annulé" not in sentence.split("Premier vote : ")[1].split("Question")[0]


# What the vote says against the proposal is on the first two pages, before the annex.


def bare(words):
    """Without spaces, which lines and pages change."""
    return "".join(words.split())


def before_the_annex(name):
    """What each document tells before its annex."""
    document = Document(BytesIO(docx(note(name))))
    paragraphs = [p.text for p in document.paragraphs]
    yield bare("".join(paragraphs[: paragraphs.index("Annexe")]))
    yield bare("".join("".join(page.splitlines()[:-1]) for page in text(note_pdf(note(name)))[:2]))


@pytest.mark.usefixtures("office")
@each("name", NAMES)
def test_duels_camps_and_each_warning_of_the_vote_are_there_with_their_answers(name):
    record = sample(name)
    told = list(warnings_of_the_vote(record))
    of_the_vote = [w for w in record.warnings if w.kind not in IN_THE_CASE]
    assert len(told) == len(of_the_vote)
    assert all(w.answer in words for w, words in zip(of_the_vote, told, strict=True))
    assert len([*warnings_of_the_case(record)]) == len(record.warnings) - len(told)
    for document in before_the_annex(name):
        for words in told:
            assert bare(words) in document
        for w in record.warnings:
            assert document.count(bare(w.answer)) >= len(record.warnings)
        assert bare("tous ses duels") in document
        assert ("esvotesforment2groupes." in document) is (record.results.group.camps is not None)


def test_the_contested_sample_says_that_no_lever_wins_all_its_duels():
    (section,) = [s for s in note("contested").sections if s.title.startswith("5.")]
    words = plain(" ".join(i for b in section.blocks if isinstance(b, Bullets) for i in b.items))
    assert "aucun levier ne gagne tous ses duels." in words
    of_the_vote = {w.kind for w in sample("contested").warnings} - IN_THE_CASE
    assert of_the_vote == {"camps", "minority", "means", "pivotal_voter"}


tests.__test__ = False

WHATEVER = re.compile(
    r"façons de trancher|^Chance : |^Zéro = |^Ces chiffres (ne )?comptent"
    r"|^Les votes ne forment pas|^Trop peu de votes sans abstention|^Toutes les notes sont connues"
)
"""What no other way of counting makes false."""


def test_the_table_holds_ranks_points_and_contributions():
    table = ranking_table(subject_of(sample("undecidable")))
    assert table.header[:3] == ("Rang", "Levier", "Points")
    assert len(table.header) == 6
    assert table.rows[0][:3] == ("1 à 6", "Mieux se déplacer", "61 à 63")
    assert round(sum(table.widths), 9) == 1


def test_one_sentence_a_test_and_never_twice():
    subject = subject_of(sample("contested"))
    lines = [*tests(subject), *more_tests(subject)]
    assert len(lines) == len(set(lines))
    assert all(text.endswith(".") for text in lines)
    assert any("votes sur 20" in text for text in lines)
    assert any("les votes forment 2 groupes" in plain(text) for text in lines)


def standing():
    """Each sample, and what one person chose, all with choices open."""
    for record in (*map(sample, NAMES), alone()):
        subject = subject_of(record)
        assert choices_left(subject.analysis)
        yield subject


def test_each_test_says_by_itself_which_choices_it_holds_with_and_in_one_way():
    """But how many ways to settle there are, and what is so whatever is settled."""
    for subject in standing():
        alternative = set(alternates(subject))
        lines = [line for line in (*tests(subject), *more_tests(subject)) if line]
        assert lines
        for line in map(plain, (one for one in lines if one not in alternative)):
            assert "Tout cela avec les choix" not in line
            if not WHATEVER.search(line):
                assert line.lower().count("avec les choix actuels") == 1, line


def test_a_median_that_rules_a_lever_out_is_no_same_answer():
    subject = subject_of(sample("undecidable"))
    group = subject.results.group
    out, *others = group.mean.possible_firsts
    median = group.median.model_copy(update={"possible_firsts": tuple(others)})
    group = group.model_copy(update={"median": median})
    ruled_out = replace(subject, results=subject.results.model_copy(update={"group": group}))
    label = subject.levers[subject.analysis.matrix.alternatives.index(out)]
    (line,) = [text for text in tests(ruled_out) if "réunir les votes" in text]
    assert "même" not in line
    middle = plain(line).partition("Vote du milieu")[2]
    assert middle
    assert label not in middle


# Colleges on paper: by their names, those told together too, and whoever gave none.

COLLEGES_NAMES = ("Entreprises et branches", "Syndicats", "Collectivités")


@pytest.fixture
def meeting(sitting):
    """Seven of one college, and eight of two others and of none, told together."""
    made = sitting(colleges=list(COLLEGES_NAMES))
    made.open()
    sizes = {COLLEGES_NAMES[0]: 7, COLLEGES_NAMES[1]: 3, COLLEGES_NAMES[2]: 3, "": 2}
    for name, size in sizes.items():
        for _ in range(size):
            points = [100, 0, 0] if name == COLLEGES_NAMES[0] else [0, 10, 100]
            made.cast(made.voter(**({"college": name} if name else {})), points)
    return made.reveal()


def lines(meeting):
    facts = facts_of(meeting.room.rationale(meeting.code, meeting.secret))
    record, computed = computed_record(facts)
    return plain(text_of(new_note(record, computed))), plain(text_of(note_of(record)))


def test_whoever_gave_no_college_is_in_words_wherever_colleges_are_named(meeting):
    together = "sans collège, Collectivités et Syndicats"
    for told in lines(meeting):
        assert f"Entreprises et branches 7 ; {together} 8" in told
    results = meeting.room.results(meeting.code, Role.FACILITATOR)
    assert f"{together} (8)" in colleges(results)


def test_a_college_that_decides_alone_is_called_by_its_name_in_the_note(meeting):
    for told in lines(meeting):
        said = [
            x
            for x in told.splitlines()
            if x.startswith("- ") and "sans le" in x.lower() and "vote" in x
        ]
        assert any("Entreprises et branches" in x or "Syndicats" in x for x in said), said
        assert not any(" de 0" in x or " de 1 " in x for x in said)


# Documents speak the names of the vote, and say once what the case calls each.

VOTED = {
    "Baisse des émissions": "Impact GES",
    "Partenaires mobilisés": "Écosystème partenarial",
    "Peu de fiches action": "Couverture existante",
}
"""On the ballot of the Normandie case, and in the case."""
FOR_PROGRAMS = {DocumentVotedNames.JSON, DocumentVotedNames.CSV}


def strings(content):
    """What an office file says."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = [packed.read(n).decode() for n in packed.namelist() if n.endswith(".xml")]
    return "".join(map(without_tags, parts))


def without_tags(content):
    return unescape(re.sub("<[^>]*>", "", content))


def described(content):
    return "".join(Image.open(BytesIO(content)).text.values())


READERS = {
    "pdf": lambda content: "".join(text(content, "-raw")),
    "png": described,
    "csv": lambda content: content.decode("utf-8-sig"),
}


def words_of(note, document):
    """What is written in a document."""
    name, content = document_file(note, document)
    return bare(READERS.get(name.rsplit(".")[-1], strings)(content))


@pytest.mark.usefixtures("office")
@each("document", sorted({*DocumentVotedNames} - FOR_PROGRAMS))
def test_each_document_has_the_names_of_the_ballot_and_each_official_one(document):
    words = words_of(note_of(present()), document)
    for voted, official in VOTED.items():
        both = bare(f"{voted} (nom officiel : {official})")
        assert words.count(bare(voted)) > words.count(both) or document is DocumentVotedNames.PNG
        assert both in words
        assert bare(official) not in words.replace(both, "")


def test_the_record_keeps_the_names_of_the_case():
    labels = {c.label for c in present().case.criteria}
    assert labels == set(VOTED.values())
    assert note_of(present()).record == text_of_voted_names(present())


@each("name", NAMES)
def test_figures_are_those_of_the_record(name):
    record = sample(name)
    board = board_of(record, subject_of(record))
    places = {p.lever: p for p in record.results.ranking.places}
    for row in board.rows:
        place = places[row.id]
        assert (row.low, row.high) == (place.value.low, place.value.high)
        assert (row.best, row.worst) == (place.best_rank, place.worst_rank)
        assert sum(row.parts) == pytest.approx(row.low)
    assert [c.weight for c in board.columns] == [w.value for w in record.results.weights]


def test_ballots_are_those_that_the_record_tells():
    assert len(recorded_ballots(sample("contested"))) == 20
    assert recorded_ballots(few()) == ()
    assert board_of(few(), None) is EMPTY_BOARD
