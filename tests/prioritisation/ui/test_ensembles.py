"""The page *Un ou deux leviers*, and its phase of a meeting, through the framework's runner."""

import re

import pytest

from prioritisation.analysis.sets.discussion import from_json as cards_of
from prioritisation.analysis.sets.question import (
    Capacity,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
    with_synergy,
    with_wait,
)
from prioritisation.analysis.sets.text import from_json as question_of
from prioritisation.analysis.sets.text import to_json
from prioritisation.meeting.room.paper_log import paper_change_from
from prioritisation.meeting.rules import Act, Role
from prioritisation.settings import CASE_VARIABLE
from tests.prioritisation.ui.reading import NBSP, html, plain_words, screened, weigh
from tests.prioritisation.ui.reading import page as page_at
from tests.prioritisation.ui.sets import (
    FIRST,
    LEVERS,
    PAGE,
    SECOND,
    form,
    page,
    pick,
    press,
    say_synergy,
    words,
)
from tests.sitting import in_portfolio
from tests.synthetic import mixed, write_case

pytestmark = pytest.mark.usefixtures("room", "fresh")


SIDES = ("moins", "plus")


def test_the_question_is_the_group_s_and_both_answers_say_when_they_hold():
    told = words(page())
    assert "À nous de juger : est-ce que s’éparpiller fait perdre plus que le second" in told
    less, more = (int(re.search(rf"si l’on y perd {w} de (\d+) points", told)[1]) for w in SIDES)
    assert f"le second apporte {less} à {more} points" in told
    assert f"Entre {less} et {more} points, on ne peut pas dire" in told
    assert html(page()).count('role="img"') >= 2


def test_the_five_arguments_stand_under_the_answer_that_each_is_for():
    shown = html(page())
    no, yes = re.findall(r"<section><h2>.*?</section>", shown)
    assert (no.count("<li>"), yes.count("<li>")) == (3, 2)
    assert "Possibles synergies" in no
    assert "Risque d’éparpillement" in yes


def judge(app, loss, name="sets"):
    """What the group judges that leading two loses."""
    app.slider(key=f"{name}_dilution").set_value(loss).run()
    assert not app.exception
    return app


def test_what_is_judged_lost_is_looked_at_until_it_is_no_longer_said():
    app = page()
    start = app.slider(key="sets_dilution").value
    folds = plain_words(" ".join(e.label for e in app.expander)).replace("\\", "")
    assert f"plus de {start} % de l’effet de chacun" in folds
    judge(app, 10)
    assert "Si s’éparpiller fait perdre 10 % de l’effet de chacun, deux leviers" in words(app)
    judge(app, 58)
    assert "Si s’éparpiller fait perdre 58 % de l’effet de chacun, un seul levier" in words(app)
    press(app, "Ne plus se prononcer")
    assert app.slider(key="sets_dilution").value == start
    assert "À nous de juger" in words(app)


def test_moving_a_weight_moves_the_threshold():
    app = page()
    before = words(app)
    weigh(app, ghg_impact=100)
    assert not app.exception
    assert words(app) != before


def test_what_is_said_counts_survives_a_page_change_and_is_taken_back():
    app = say_synergy(page())
    assert "synergie (+10 points) : « mêmes entreprises »" in words(app)
    assert "+10, ils s’aident" in words(app)
    app.switch_page("screens/classer.py").run()
    app.switch_page(PAGE).run()
    assert "mêmes entreprises" in words(app)
    press(app, "Retirer")
    assert "mêmes entreprises" not in words(app)


def test_what_was_said_is_changed_in_its_form():
    app = press(say_synergy(page()), "Changer")
    assert app.selectbox(key="sets_second").value == SECOND
    assert app.text_input(key="sets_synergy_reason").value == "mêmes entreprises"
    app.text_input(key="sets_synergy_reason").set_value("autre raison")
    press(app, "Garder cette synergie")
    assert "autre raison" in words(app)
    assert "mêmes entreprises" not in words(app)


def test_text_is_never_markup():
    app = say_synergy(page(), reason="<img src=x onerror=alert(1)>")
    assert "&lt;img src=x" in html(app)
    assert "<img" not in html(app)


def test_what_is_not_whole_is_refused_beside_its_form():
    app = page()
    form(app, "synergy")
    press(app, "Garder cette synergie")
    assert "Choisissez deux leviers" in words(app)
    app.selectbox(key="sets_first").set_value(FIRST)
    app.selectbox(key="sets_second").set_value(FIRST)
    pick(app, "sets_synergy", Synergy.HELP)
    press(app, "Garder cette synergie")
    assert "une synergie" in words(app)
    assert "Rien n’est encore dit" in words(app)


def test_a_date_that_is_none_is_named_with_its_place():
    app = page()
    form(app, "wait")
    app.selectbox(key="sets_waiting").set_value(FIRST)
    app.text_input(key="sets_until").set_value("32/13/2027")
    press(app, "Garder cette attente")
    assert "Jusqu’au : « 32/13/2027 » n’est pas une date (jj/mm/aaaa)." in words(app)
    app.text_input(key="sets_until").set_value("1/3/2027")
    press(app, "Garder cette attente")
    assert "attend jusqu’au 01/03/2027, sans raison écrite" in words(app)


def test_when_every_lever_waits_nothing_can_be_chosen():
    app = page()
    for lever in LEVERS:
        form(app, "wait")
        app.selectbox(key="sets_waiting").set_value(lever)
        press(app, "Garder cette attente")
    assert "Rien ne peut être choisi" in words(app)
    assert "Aucun levier ne peut être choisi" in words(app)
    press(app, "Retirer")
    assert "Un seul levier peut être choisi" in words(app)


def test_a_workload_beyond_a_capacity_that_is_a_limit_excludes():
    app = page()
    form(app, "load")
    pick(pick(app, "sets_loaded", LEVERS), "sets_load", Load.HEAVY)
    press(app, "Garder cette charge")
    form(app, "frame")
    app.radio(key="sets_capacity").set_value(Capacity.FAIR.value)
    app.checkbox(key="sets_hard").check()
    press(app, "Garder la capacité et le départ")
    assert "un choix est exclu" in words(app)
    assert "Au-delà de la capacité du groupe" in words(app)
    assert "Un seul levier peut être choisi" in words(app)


@pytest.mark.parametrize(("most", "said"), [(1, "Un seul levier peut"), (3, "3 leviers")])
def test_a_choice_has_as_many_levers_as_is_said(most, said):
    app = page()
    pick(app, "sets_most", most).run()
    assert not app.exception
    assert said in words(app)


def test_the_five_arguments_have_their_place_and_are_edited_withdrawn_and_put_back():
    app = page()
    assert words(app).count("diapo 24") == 5
    app.button(key="edit_sets_E12").click().run()
    assert not app.exception
    app.text_area(key="sets_text").set_value("Synergies probables <b>")
    press(app, "Garder cet argument")
    assert "Synergies probables &lt;b&gt;" in html(app)
    assert "modifié" in words(app)
    app.button(key="withdraw_sets_E12").click().run()
    assert "Synergies probables" not in words(app)
    press(app, "Remettre l’argument retiré")
    assert "Possibles synergies entre leviers ?" in words(app)


def test_an_argument_is_added_and_an_empty_one_is_refused():
    app = press(page(), "Ajouter un argument")
    press(app, "Garder cet argument")
    assert "Écrivez d’abord l’argument." in words(app)
    app.text_area(key="sets_text").set_value("Un poste de plus")
    press(app, "Garder cet argument")
    assert "Un poste de plus" in words(app)
    assert "écrit par le groupe" in words(app)


def test_without_any_weight_the_page_says_so():
    app = page(
        **{f"poids.{c}": "0" for c in ("ghg_impact", "partner_ecosystem", "existing_coverage")}
    )
    assert (
        "Aucun critère n’a de poids. Rien ne peut être classé. Donnez du poids à un critère au "
        "moins." in words(app)
    )


KNOWN, NOTHING = mixed(), lambda _lever, _criterion: None


@pytest.mark.parametrize(
    ("levers", "scores"),
    [(2, KNOWN), (2, NOTHING), (30, KNOWN)],
    ids=["two levers", "nothing known", "thirty levers"],
)
def test_cases_of_other_sizes_and_of_nothing_known(tmp_path, monkeypatch, levers, scores):
    write_case(tmp_path / "cas", levers, 3, scores)
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path / "cas"))
    app = page()
    told = words(app)
    assert ("ce n’est sûr pour aucun nombre de points" in told) == (scores is NOTHING)
    assert "Deux leviers" in told
    form(app, "synergy")
    assert len(app.selectbox(key="sets_first").options) == levers


def test_choices_too_many_to_list_leave_the_single_levers_drawn_and_say_so(tmp_path, monkeypatch):
    write_case(tmp_path / "cas", 30, 3, lambda lever, _criterion: (2, 9) if lever < 6 else (1, 1))
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path / "cas"))
    app = page()
    app.button_group(key="sets_most").set_value(3).run()
    assert "Les choix sont trop nombreux pour être listés" in words(app)
    drawn = html(app)
    assert drawn.count('class="setrow"') >= 4
    assert "choix ne sont pas dessinés" not in words(app)


# --- in a meeting


def visited(made, screen="screens/seance.py"):
    return page_at(screen, seance=made.code)


def loud_answer(shown):
    """The first answer that is in large letters."""
    return re.search(r'<p class="answer"[^>]*><strong>(.*?)</strong>', shown).group(1)


def paper(made, name="portfolio"):
    return made.room.text(made.code, name)


@pytest.mark.parametrize("role", [None, Role.RECORDER])
def test_the_office_writes_what_the_group_says_and_it_is_kept(room, holds, role):
    made = in_portfolio(room)
    secret = room.new_link(made.code, made.secret, role) if role else made.secret
    holds(**{f"lien_{made.code}": secret})
    name = f"sets_{made.code}"
    app = say_synergy(visited(made), name)
    assert "synergie (+10 points) : « mêmes entreprises »" in words(app)
    found = question_of(paper(made).content)
    assert [(s.first, s.second, s.word) for s in found.synergies] == [
        (FIRST, SECOND, Synergy.STRONG)
    ]
    app.button(key=f"withdraw_{name}_E12").click().run()
    assert not app.exception
    assert len(cards_of(paper(made, "arguments").content)) == 4
    assert "Les 7 votes" in words(app)
    entries = [e for e in room.audit(made.code, made.secret) if e.act == Act.EDIT_PAPER]
    changes = [paper_change_from(e.detail) for e in entries]
    assert [(c.paper, c.first, c.last) for c in changes] == [
        ("portfolio", 1, 1),
        ("arguments", 1, 1),
    ]
    assert set(changes[0].parts) >= {"most", "synergies"}
    assert not {"loads", "hard", "waits"} & set(changes[0].parts)


@pytest.mark.parametrize("role", [Role.LEAD, None])
def test_others_read_and_have_no_control(room, holds, role):
    made = in_portfolio(room)
    question = with_wait(Question(), Wait(FIRST, "attendre les premiers résultats"))
    room.write_text(made.code, made.secret, "portfolio", to_json(question), 0)
    secret = room.new_link(made.code, made.secret, role) if role else ""
    holds(**{f"lien_{made.code}": secret})
    app = visited(made)
    assert "attendre les premiers résultats" in words(app)
    assert not [b.key for b in app.button if str(b.key).startswith(("edit_", "add_", "drop_"))]
    assert not [one for one in app.slider if "dilution" in str(one.key)]


def test_what_the_office_judges_lost_is_kept_and_everybody_reads_it(room, holds):
    made = in_portfolio(room)
    holds(**{f"lien_{made.code}": made.secret})
    judge(visited(made), 20, f"sets_{made.code}")
    assert question_of(paper(made).content).dilution == 20
    holds(**{f"lien_{made.code}": ""})
    told = words(visited(made))
    assert "Si s’éparpiller fait perdre 20 % de l’effet de chacun, avec ces poids" in told
    assert "pour 7 votes, sur 7" in told


def test_who_comes_second_sees_both_texts_and_chooses(room, holds):
    made = in_portfolio(room)
    holds(**{f"lien_{made.code}": made.secret})
    name = f"sets_{made.code}"
    app = visited(made)
    theirs = with_synergy(Question(), PairSynergy(SECOND, FIRST, Synergy.HARM, "concurrence"))
    theirs = with_wait(theirs, Wait("mieux_se_nourrir", "plus tard"))
    form(app, "synergy", name)
    app.selectbox(key=f"{name}_first").set_value(FIRST)
    app.selectbox(key=f"{name}_second").set_value(SECOND)
    pick(app, f"{name}_synergy", Synergy.STRONG)
    app.text_input(key=f"{name}_synergy_reason").set_value("mêmes entreprises")
    room.write_text(made.code, made.secret, "portfolio", to_json(theirs), 0)
    press(app, "Garder cette synergie")
    told = words(app)
    assert "Quelqu’un d’autre a écrit entre-temps" in told
    assert "De vous : Mieux se déplacer et Mieux produire, synergie (+10 points)" in told
    assert "« concurrence »" in told
    press(app, "Écrire le mien")
    found = question_of(paper(made).content)
    assert [s.reason for s in found.synergies] == ["mêmes entreprises"]
    assert [w.reason for w in found.waits] == ["plus tard"]
    assert paper(made).version == 2
    assert "entre-temps" not in words(app)


def test_a_paper_that_cannot_be_read_is_left_out_and_said(room, holds):
    made = in_portfolio(room)
    room.write_text(made.code, made.secret, "portfolio", '{"most": "deux"}', 0)
    holds(**{f"lien_{made.code}": made.secret})
    told = words(visited(made))
    assert "ne peut pas être lu" in told
    assert "most : une autre sorte de valeur est attendue." in told


def test_while_another_round_is_open_nothing_of_it_is_shown(room, holds):
    made = in_portfolio(room)
    room.write_text(made.code, made.secret, "portfolio", to_json(Question()), 0)
    holds()
    before = html(visited(made))
    answers = [loud_answer(before), *re.findall(r"<section><h2>([^<]*)", before)]
    assert len(answers) == 3
    made.open()
    shown = html(visited(made))
    holds(**{f"present_{made.code}": "1"})
    own_page = html(page())
    assert "Les résultats du vote ne sont pas encore montrés" in own_page.replace(NBSP, " ")
    for surface in (shown, own_page):
        assert 'class="sides"' not in surface
        assert not [answer for answer in answers if answer in surface]


def test_the_projector_shows_the_question_that_the_group_discusses(room, holds):
    made = in_portfolio(room)
    holds(**{f"lien_{made.code}": made.secret})
    loud = loud_answer(html(visited(made)))
    shown = screened(made)
    assert "Un levier ou deux ?" in plain_words(shown)
    assert loud in shown
    assert "Quel levier d’abord ?" not in plain_words(shown)
