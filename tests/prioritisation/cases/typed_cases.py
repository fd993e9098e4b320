"""A case as somebody types it: three sites on three criteria."""

from prioritisation.cases.blank import BlankCase, BlankCriterion

COST = BlankCriterion("Coût", "1 500", "500,5", unit="k€", decided=True)
WALK = BlankCriterion("Accès à pied", "0", "30", question="Combien de temps ?")
CONSENT = BlankCriterion("Accord", "refus", "accord", in_words=True, between=("partagé",))
SITES = BlankCase(
    "Où installer la maison des projets ?",
    ("Ancienne gare", "Halle Saint-Martin", "Friche"),
    (COST, WALK, CONSENT),
    "Commune de Sources",
)
