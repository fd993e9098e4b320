"""Words that ``tests.mutants`` writes around and into tables."""

MADE_UP = (
    *("Zorvel", "Quibran", "Talmoche", "Fendrel", "Ozique", "Brastin", "Lumargue", "Pélissane"),
    *("Garveau", "Trismol", "Ardelune", "Mocraie", "Vauglin", "Serpelle", "Cormast", "Blandoire"),
    *("Issarde", "Noumel", "Tarquine", "Oublay"),
)
UNKNOWN = ("", "", "n.c.", "?", "à compléter", "n.d.", "—")
TITLES = (
    ("Tableau de travail du groupe",),
    ("Date :", "12/03/2026"),
    (),
    ("Version 3 – document provisoire, ne pas diffuser sans accord",),
    ("Rédacteur", "secrétariat"),
    ("Comité de pilotage du 4 mai",),
)
FOOTERS = (
    "Source : enquête 2025, données provisoires.",
    "* Montants hors taxes",
    "Note : les délais sont ceux du calendrier prévisionnel de la maîtrise d'ouvrage.",
)
