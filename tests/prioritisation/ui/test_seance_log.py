"""The log of a meeting: in French, where it is, with what scores were."""

import datetime as dt
import itertools
import re

import pytest

from criteria.errors import InvalidCase
from criteria.load import load_case
from criteria.model import Sense, Status
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind
from prioritisation.drawing.projector import projectable_views
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    to_json,
    with_motives,
    with_nobody_objecting,
    with_proposal,
)
from prioritisation.meeting.store import open_store
from prioritisation.ui.meeting import logbook
from prioritisation.ui.visit.visit import Visit
from tests.conftest import NORMANDIE
from tests.criteria.breakages import replace
from tests.prioritisation.ui.reading import html, page, words
from tests.sitting import Sitting
from tests.thresholds import facts_of

LATE = dt.datetime(2026, 2, 1, 22, 30, tzinfo=dt.UTC)
ZONES = {
    "Indian/Reunion": ("02/02/2026 à 02:30", "La Réunion"),
    "": ("01/02/2026 à 23:30", "France"),
}


@pytest.fixture
def at_night(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=lambda: LATE)
    yield Room(store)
    store.close()


def log_of(made, monkeypatch):
    told = []
    found = Visit(made.room, made.code, made.secret, Role.FACILITATOR, made.stage())
    with monkeypatch.context() as patched:
        patched.setattr(logbook.st, "html", told.append)
        logbook.log(found)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", " ".join(told)).replace("\u00a0", " "))


def set_in(folder, zone):
    if zone:
        replace("case.toml", "updated = ", f'timezone = "{zone}"\nupdated = ')(folder)


@pytest.mark.parametrize("zone", ZONES)
def test_days_and_hours_are_those_of_the_territory(at_night, folder, zone, monkeypatch):
    set_in(folder, zone)
    made = Sitting(at_night, folder=folder).open()
    made.vote(6)
    made.reveal()
    moment, place = ZONES[zone]
    told = log_of(made, monkeypatch)
    assert f"Quand (heure : {place})" in told
    assert told.count(moment) == len(at_night.audit(made.code, made.secret))
    assert "UTC" not in told
    facts = facts_of(at_night.rationale(made.code, made.secret))
    day = dt.datetime.strptime(moment[:10], "%d/%m/%Y").date()  # noqa: DTZ007 (a day)
    assert (facts.date, facts.rounds[0].opened, facts.rounds[0].closed) == (day,) * 3


def test_a_score_written_tells_what_it_was_and_what_it_is(at_night, monkeypatch):
    made = Sitting(at_night, Form.FULL).lobby().act(Act.START_REVIEW)
    for word in ("plutot_favorable", "fortement_mobilise", None):
        status = Status.OPINION if word else Status.UNKNOWN
        source = "deck" if word else ""
        edit = ScoreEdit(
            "mieux_se_loger", "partner_ecosystem", word, word, status, source, "entendu"
        )
        at_night.edit_score(made.code, made.secret, edit)
    told = log_of(made, monkeypatch)
    cell = "Mieux se loger, Écosystème partenarial :"
    words = " ; source : deck ; raison : entendu"
    assert f"{cell} note manquante → « plutôt favorable »{words}" in told
    assert f"{cell} « plutôt favorable » → « déjà fortement mobilisé »{words}" in told
    assert f"{cell} « déjà fortement mobilisé » → note manquante ; raison : entendu" in told


ABOUT = {
    WarningKind.FLAT: "existing_coverage",
    WarningKind.CORRELATED: "existing_coverage+partner_ecosystem",
    WarningKind.SHARED_SOURCE: "S1",
    WarningKind.ESSENTIAL: "gone",
}


def ids_of(kind):
    """Ids that a warning of a kind has, of things that the case has, or has no more."""
    if kind in IN_THE_CASE:
        return [f"{kind}:{ABOUT[kind]}" if kind in ABOUT else kind.value]
    return [kind.value, f"{kind}:1"]


def test_a_warning_that_is_gone_has_its_title_in_the_log(at_night, monkeypatch):
    """Those of every kind, most of which do not apply to the meeting."""
    made = Sitting(at_night).open()
    made.vote(12)
    made.reveal()
    ids = [id_ for kind in WarningKind for id_ in ids_of(kind)]
    live = {note.id for note in at_night.warnings(made.code)}
    with at_night.store.change(made.code) as change:
        for id_ in ids:
            change.audit(Role.FACILITATOR, Act.ANSWER_WARNING, id_)
    told = log_of(made, monkeypatch)
    assert len(set(ids) - live) > len(ids) / 2
    assert "Détail qui n’est plus connu ici." not in told
    for id_ in {*ids} - {"camps"}:  # a word of both languages
        assert not re.search(rf"\b{re.escape(id_)}\b", told), id_
    assert "gone" not in told
    assert "Peu de personnes présentes" in told
    assert "Peu de votes, vote 1" in told
    assert "Sans contraste : Couverture existante" in told


def test_rounds_are_numbered_and_those_of_a_rehearsal_are_not_counted(at_night, monkeypatch):
    made = Sitting(at_night).lobby().act(Act.REHEARSE).open()
    made.vote(5)
    made.reveal()
    made.act(Act.END_REHEARSAL)
    for end in (Act.REVEAL, Act.VOID_ROUND, Act.REVEAL):
        made.open().vote(5)
        made.act(end, reason="x")
    told = log_of(made, monkeypatch)
    rounds = re.findall(r"(Ouvrir|Fermer|Annuler) [^()]*\((premier|second|3e) vote\)", told)
    assert rounds == [
        *(("Ouvrir", "premier"), ("Fermer", "premier")),
        *(
            ("Ouvrir", "premier"),
            ("Fermer", "premier"),
            ("Ouvrir", "second"),
            ("Annuler", "second"),
        ),
        *(("Ouvrir", "3e"), ("Fermer", "3e")),
    ]


def test_a_decision_names_what_was_written_and_which_levers_came_for_which(at_night, monkeypatch):
    made = Sitting(at_night).open()
    made.vote(6)
    made.reveal()
    made.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    first = ("mieux_produire",)
    decision = with_motives(Decision(proposed=first), first, "Parce que.")
    for version, written in enumerate(
        (
            with_nobody_objecting(decision, first, nobody=True),
            with_proposal(
                with_nobody_objecting(decision, first, nobody=True), ("mieux_se_loger",)
            ),
        )
    ):
        at_night.write_text(made.code, made.secret, "decision", to_json(written), version)
        if not version:
            told = log_of(made, monkeypatch)
            named = "Leviers proposés aucun → « Mieux produire », Objections, Motifs du groupe"
            assert f"décision, version 1 : {named} " in told
    told = log_of(made, monkeypatch)
    assert "Leviers proposés « Mieux produire » → « Mieux se loger »" in told
    assert "réponse du groupe donnée pour d’autres leviers, plus en vigueur" in told
    assert "Avis minoritaire" not in told


def test_what_no_words_are_known_for_is_not_shown_as_it_is_kept(at_night, monkeypatch):
    made = Sitting(at_night).lobby()
    with at_night.store.change(made.code) as change:
        change.audit(Role.FACILITATOR, Act.PROJECT, "some_view_of_before")
        change.audit(Role.FACILITATOR, Act.EDIT_SCORE, '{"lever": "x"}')
    told = log_of(made, monkeypatch)
    assert told.count("Détail qui n’est plus connu ici.") == 1
    assert "some_view" not in told


def test_what_was_shown_or_settled_of_a_criterion_left_out_since_is_not_known_any_more(
    at_night, monkeypatch
):
    """All that may be projected, every direction and reading; then fewer criteria."""
    made = Sitting(at_night, Form.FULL).lobby().act(Act.START_REVIEW)
    stage, whole = made.stage(), at_night.whole_case(made.code, made.secret)
    for view in projectable_views(stage, None):
        at_night.project(made.code, made.secret, view)
    for reading in [q.readings[-1].id for q in whole.questions if len(q.readings) > 1]:
        at_night.settle_reading(made.code, made.secret, reading)
    for criterion in stage.meeting.unconfirmed:
        at_night.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    combination = made.stage().setup.combination
    unknown = {}
    for kept in itertools.combinations(made.ids, 2):
        at_night.choose_frame(made.code, made.secret, combination=combination, criteria=kept)
        unknown[kept] = log_of(made, monkeypatch).count("Détail qui n’est plus connu ici.")
    assert min(unknown.values()) > 0


def test_the_log_calls_a_way_of_counting_as_whoever_settled_it_was_asked(at_night, monkeypatch):
    made = Sitting(at_night, Form.FULL, folder=NORMANDIE).lobby().act(Act.START_REVIEW)
    case = made.stage().case
    settled = {q.readings[-1].id: q for q in case.questions if len(q.readings) > 1}
    for reading in settled:
        at_night.settle_reading(made.code, made.secret, reading)
    told = log_of(made, monkeypatch)
    names = {
        case.readings[r.id].label: r.label
        for question in settled.values()
        for r in question.in_plain_words().readings
        if r.id in settled
    }
    assert any(official != plain for official, plain in names.items())
    for official, plain in names.items():
        assert plain in told
        assert official == plain or official not in told


def test_a_zone_that_is_none_of_france_is_refused_by_name(folder):
    set_in(folder, "Paris")
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    assert [(p.kind, p.column) for p in error.value.problems] == [("not_allowed", "timezone")]
    assert load_case(NORMANDIE).timezone == "Europe/Paris"


def test_the_help_says_what_the_print_of_the_scores_is_made_of_without_its_method(room, holds):
    made = Sitting(room).open()
    holds(**{f"lien_{made.code}": made.secret})
    log = page(seance=made.code, onglet="journal")
    assert "Empreinte des notes" in html(log)
    assert "SHA-256" not in html(log)
    assert "empreinte des notes" in words(log)
