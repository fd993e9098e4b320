"""The bare tables that ``tests.mutants`` deforms: all made up."""

from typing import NamedTuple

Value = float | tuple[float, float] | str | None
"""A number, a range, a word; None where nothing is known."""


class Measured(NamedTuple):
    """A criterion and its unit."""

    name: str
    unit: str = ""


class BaseTable(NamedTuple):
    """Levers, criteria, scores."""

    name: str
    levers: tuple[str, ...]
    criteria: tuple[Measured, ...]
    grid: tuple[tuple[Value, ...], ...]


SITES = BaseTable(
    "sites",
    ("Ancienne gare", "Halle Saint-Martin", "Friche des Tanneurs", "École Jean-Macé", "Les Prés"),
    (
        Measured("Coût d'aménagement", "k€"),
        Measured("Accès", "min"),
        Measured("Travaux", "mois"),
        Measured("Accord des riverains"),
    ),
    (
        (1250, 4, (8, 12), "favorable"),
        (980, 11, 9, "partagé"),
        (1810.5, 15, 18, "favorable"),
        (1400.5, 9, 6, "défavorable"),
        (760, 26, 4, "partagé"),
    ),
)
ACTIONS = BaseTable(
    "actions",
    ("Plan vélo", "Navettes rurales", "Covoiturage", "Télétravail"),
    (
        Measured("Habitants concernés", "habitants"),
        Measured("Coût annuel", "€"),
        Measured("Part de voitures évitées", "%"),
        Measured("Facilité de mise en œuvre"),
    ),
    (
        (12000, 350000, 6, "moyenne"),
        (4500, 620000, 2, "faible"),
        (8000, 80000, 3.5, "forte"),
        (20000, 25000, 4, "forte"),
    ),
)
PROJECTS = BaseTable(
    "projets",
    ("Gymnase", "Maison de santé", "Chaufferie bois", "Voie verte", "Halle couverte", "Crèche"),
    (Measured("Emplois", "ETP"), Measured("Avancement", "%"), Measured("Budget", "€"),
     Measured("Maturité")),
    (
        (3.5, 45, 1250000, "B"),
        (12.25, 20, 2400000, "A"),
        (1.5, 80, 890000, "A"),
        (0, 10, 640000, "C"),
        (2, 60, 710000, "B"),
        (7, 35, 980000, "C"),
    ),
)  # fmt: skip
MARKS = BaseTable(
    "notes de 1 à 5",
    ("Nord", "Sud", "Est", "Ouest", "Centre"),
    (Measured("Proximité"), Measured("Ambiance"), Measured("Ouverture"), Measured("Image")),
    ((4, 3, 5, 1), (2, 3, 4, 5), (3, 5, 2, 4), (5, 1, 2, 3), (4, 4, 3, 2)),
)
CLIMATE = BaseTable(
    "climat",
    ("Haies bocagères", "Toitures solaires", "Compostage", "Isolation des écoles"),
    (
        Measured("Émissions évitées", "t CO2e"),
        Measured("Surface", "ha"),
        Measured("Délai", "mois"),
    ),
    ((1200, 120, 24), ((300, 450), 6, 18), (95.5, 2, 6), (3100, 1.5, 36)),
)
WORDS = BaseTable(
    "en mots",
    (
        "Bibliothèque mobile",
        "Maison des jeunes",
        "Jardin partagé",
        "Café associatif",
        "Ludothèque",
    ),
    (Measured("Soutien des élus"), Measured("Besoin des habitants"), Measured("Faisabilité")),
    (
        ("fort", "moyen", "faible"),
        ("moyen", "fort", "fort"),
        ("faible", "moyen", "fort"),
        ("fort", "fort", "moyen"),
        ("moyen", "faible", "faible"),
    ),
)
ROADS = BaseTable(
    "voirie",
    tuple(f"Rue {one}" for one in (
        "Pasteur", "des Lilas", "du Moulin", "Victor-Hugo", "de la Poste", "Neuve",
        "des Écoles", "Carnot", "du Lavoir", "Basse", "Haute", "de l'Église",
    )),
    (Measured("Trafic", "véhicules/jour"), Measured("Accidents", "nombre"),
     Measured("Coût", "k€")),
    tuple(
        (float(1800 + 977 * k % 7300), float(k * 7 % 5), 40.0 + 13 * k % 170) for k in range(12)
    ),
)  # fmt: skip
TWO = BaseTable(
    "deux critères",
    ("Navette gare", "Autopartage", "Vélos en libre-service", "Parking relais"),
    (Measured("Coût", "k€"), Measured("Accord")),
    ((210, "fort"), (95, "moyen"), (340, "fort"), (1200, "faible")),
)
WIDE = BaseTable(
    "beaucoup de critères",
    ("Scénario A", "Scénario B", "Scénario C"),
    (
        Measured("Coût d'investissement", "M€"), Measured("Coût de fonctionnement", "k€"),
        Measured("Durée du chantier", "mois"), Measured("Emplois créés", "ETP"),
        Measured("Bruit"), Measured("Qualité paysagère"),
        Measured("Surface imperméabilisée", "m²"),
    ),
    (
        (12.5, 340, 18, 24, "faible", "bonne", 1200),
        (8.2, 410, 12, 15, "moyen", "moyenne", 800),
        (19, 220, 30, 41, "fort", "bonne", 3400),
    ),
)  # fmt: skip
SERVICES = BaseTable(
    "services",
    ("Accueil de jour", "Épicerie sociale", "Permanence juridique", "Portage de repas",
     "Atelier numérique", "Garage solidaire", "Halte-garderie"),
    (Measured("Personnes aidées", "par an"), Measured("Coût par personne", "€"),
     Measured("Urgence"), Measured("Bénévoles", "nombre")),
    (
        (420, 150.5, "forte", 12), (900, 85, "forte", 25), (310, 40, "moyenne", 4),
        (150, 620, "forte", 9), (260, 95, "faible", 6), (80, 310, "moyenne", 5),
        (65, 1400, "moyenne", 3),
    ),
)  # fmt: skip
MEASURES_AS_LEVERS = BaseTable(
    "des leviers qui ont des noms de mesures",
    ("Qualité de l'air", "Accès aux soins", "Emploi local", "Risque d'inondation"),
    (Measured("Ampleur"), Measured("Soutien"), Measured("Retard")),
    ((4, 2, 3), (3, 3, 5), (5, 4, 2), (1, 5, 4)),
)
SCORES_OF_PLACES = BaseTable(
    "des notes sur 10",
    ("Bourg", "Plaine", "Vallon", "Plateau", "Marais", "Côte"),
    (Measured("Coût"), Measured("Nature"), Measured("Accès"), Measured("Voisinage")),
    ((7, 4, 9, 3), (5, 6, 2, 8), (3, 9, 4, 6), (6, 5, 5, 5), (2, 10, 1, 7), (8, 7, 6, 4)),
)
MONEY = BaseTable(
    "tout en euros",
    ("Pont", "Tunnel", "Bac", "Contournement"),
    (Measured("Études", "€"), Measured("Chantier", "€"), Measured("Entretien", "€")),
    ((120000, 8400000, 45000), (310000, 22500000, 80000), (15000, 900000, 260000),
     (240000, 12750000, 30000)),
)  # fmt: skip
BASES = (
    SITES, ACTIONS, PROJECTS, MARKS, CLIMATE, WORDS, ROADS, TWO, WIDE, SERVICES,
    MEASURES_AS_LEVERS, SCORES_OF_PLACES, MONEY,
)  # fmt: skip
