from prioritisation.sentences.phrases import quantity, score_text
from tests.each import each
from tests.prioritisation.sentences.made import case, plain


def criterion(ident):
    return case().criterion(ident)


def score(lever, ident, combination="gt"):
    found = case().tables[combination].score(lever, ident)
    return plain(score_text(criterion(ident), found))


def test_scores_are_written_in_their_unit_or_words():
    assert score("mieux_produire", "ghg_impact") == "4 157 ktCO₂e"
    assert score("mieux_produire", "partner_ecosystem") == "« déjà fortement mobilisé »"
    assert score("mieux_produire", "existing_coverage") == "3 à 10 fiches"
    assert score("mieux_se_nourrir", "existing_coverage") == "0 à 1 fiche"


def test_unknown_is_a_word_and_never_a_number():
    assert score("mieux_se_loger", "partner_ecosystem") == "note manquante"
    assert score("mieux_consommer", "ghg_impact", "sgpe") == "note manquante"


@each(("low", "high", "text"), [(1, 1, "1 fiche"), (2, 2, "2 fiches"), (0, 0, "aucune fiche")])
def test_units_agree_with_their_number(low, high, text):
    assert plain(quantity(criterion("existing_coverage"), low, high)) == text
