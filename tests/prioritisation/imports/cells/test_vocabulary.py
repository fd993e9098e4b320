"""Words that name no lever and no criterion, and those that only look like them."""

from prioritisation.imports.cells import headings
from tests.each import each

ASIDE = {
    "total": (
        *("Total", "TOTAL", "Total :", "Total général", "Total des notes", "Totaux", "Somme"),
        *("Sous-total", "Score total", "Note globale", "Score pondéré", "Total /20", "Total HT"),
        *("Grand Total", "Sous-total axe 1", "Sous total"),
        *(
            "Note finale pondérée",
            "Score global pondéré /20",
            "% du total",
            "Part du total",
            "Total des notes pondérées",
        ),
    ),
    "mean": (
        "Moyenne",
        "Moyenne générale",
        "Moy.",
        "Médiane",
        "Écart-type",
        "Min",
        "Maximum",
        "Moyenne régionale",
    ),
    "rank": ("Rang", "Classement", "Rang final", "Ranking", "Ordre de priorité"),
    "weight": (
        *("Poids", "Pondération", "Coef.", "Coefficient", "Poids (%)", "Poids du critère"),
        *("Weight", "Poids (sur 100)"),
    ),
    "number": (
        "N°",
        "№",
        "n°",
        "Num.",
        "ID",
        "#",
        "N° d'ordre",
        "Code",
        "Réf.",
        "N° site",
        "INSEE",
    ),
    "unit": ("Unité", "Unités", "Unité de mesure"),
    "direction": ("Sens", "Sens (min/max)", "Min/Max", "Sens de préférence"),
    "source": (
        "Source",
        "Sources",
        "Source des données",
        "Origine de la donnée",
        "Source coût",
        "Source (délai)",
    ),
    "remark": (
        *("Commentaire", "Commentaires du service", "Remarques", "Observations", "Pilote"),
        *(
            "Définition",
            "Date",
            "Date de mise à jour",
            "Lien",
            "E-mail",
            "Justification de la note",
        ),
    ),
    "": (
        *("Coût total", "Total des émissions", "Rang social", "Importance écologique", "Coût"),
        *(
            "Poids lourds",
            "Poids (kg)",
            "Source d'eau",
            "Sources d'énergie",
            "Numérique",
            "Sensibilité",
        ),
        *("Commerces", "Moyens humains", "Minimum vital", "Totalité des accès", "Unité paysagère"),
        *("Pilotage", "Datation", "Classement énergétique", "Noms", "Navette gare", ""),
    ),
}


@each(("why", "text"), [(w, one) for w, texts in ASIDE.items() for one in texts])
def test_a_heading_is_set_aside_by_the_whole_of_it(why, text):

    assert headings.aside_reason(text) == why


@each(
    "text",
    [
        "Importance",
        "Priorité",
        "Score",
        "Note",
        "Position",
        "Total axe 2",
        "Moyenne des sites",
        "Ensemble",
    ],
)
def test_what_only_an_answer_can_tell_is_doubtful_and_not_set_aside(text):
    assert headings.doubtful_reason(text)
    assert headings.aside_reason(text) == ""


@each(
    ("text", "side"),
    [
        ("Sites", "lever"),
        ("Nom du projet", "lever"),
        ("Critère", "criterion"),
        ("Critères d\u2019évaluation", "criterion"),
        ("Leviers / Critères", "lever"),
        ("Critères \\ Sites", "criterion"),
        ("Valeur", "score"),
        ("Coût du projet", ""),
        ("Notation", ""),
        ("", ""),
    ],
)
def test_a_corner_says_what_the_names_under_it_are(text, side):
    assert headings.corner_side(text) == side


@each(
    ("text", "way"),
    [
        ("à maximiser", "max"),
        ("À MINIMISER", "min"),
        ("Max", "max"),
        ("min.", "min"),
        ("↓", "min"),
        ("plus = mieux", "max"),
        ("moins c'est mieux", "min"),
        ("le plus bas possible", "min"),
        ("La plus élevée possible", "max"),
        ("plus faible, c’est mieux", "min"),
        ("Plus haut = mieux", "max"),
        ("le plus haut", ""),
        ("+", ""),
        ("-", ""),
        ("min ou max", ""),
        ("minimum 3", ""),
    ],
)
def test_a_direction_is_what_a_cell_says_and_no_sign_alone(text, way):
    assert headings.direction_in(text) == way


@each(
    ("text", "is_one"),
    [
        ("Source : services techniques", True),
        ("* estimation", True),
        ("(1) hors foncier", True),
        ("NB : à confirmer", True),
        ("Données provisoires au 12 mars", True),
        ("Notes de synthèse", False),
        ("Navette gare", False),
        ("**", False),
    ],
)
def test_what_stands_under_a_table_is_no_lever(text, is_one):
    assert headings.is_footnote(text) is is_one


@each(
    ("text", "is_one"),
    [
        ("Note max", True),
        ("Objectif", True),
        ("Seuil de rentabilité", True),
        ("TVA 20 %", True),
        ("Nombre de projets", True),
        ("Statut", True),
        ("Objectif zéro déchet", False),
        ("Gare", False),
        ("Type A", False),
    ],
)
def test_a_row_that_may_be_no_lever_is_doubtful(text, is_one):
    assert headings.is_doubtful_row(text) is is_one
