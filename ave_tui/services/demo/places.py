"""Towns around Rouen with their postcodes, and the authorities that buy there."""

from __future__ import annotations

from typing import Final

from ave_tui.domain.choices import AuthorityKind

TOWNS: Final = (
    ("Rouen", "76000"),
    ("Rouen", "76100"),
    ("Sotteville-lès-Rouen", "76300"),
    ("Saint-Étienne-du-Rouvray", "76800"),
    ("Le Petit-Quevilly", "76140"),
    ("Le Grand-Quevilly", "76120"),
    ("Mont-Saint-Aignan", "76130"),
    ("Bois-Guillaume", "76230"),
    ("Bihorel", "76420"),
    ("Darnétal", "76160"),
    ("Maromme", "76150"),
    ("Canteleu", "76380"),
    ("Déville-lès-Rouen", "76250"),
    ("Notre-Dame-de-Bondeville", "76960"),
    ("Barentin", "76360"),
    ("Oissel", "76350"),
    ("Grand-Couronne", "76530"),
    ("Petit-Couronne", "76650"),
    ("Elbeuf", "76500"),
    ("Cléon", "76410"),
    ("Caudebec-lès-Elbeuf", "76320"),
    ("Duclair", "76480"),
)
AREAS: Final = (
    "du Cailly",
    "des Deux Rives",
    "du Rouvray",
    "de l'Austreberthe",
    "du Robec",
    "de l'Aubette",
    "des Essarts",
    "du Val de Seine",
    "du Roumois",
    "de la Boucle",
    "des Falaises",
    "du Pays d'Elbeuf",
)
SITES: Final = (
    "l'école Jules-Ferry",
    "l'école Simone-Veil",
    "le groupe scolaire Pergaud",
    "le collège Rosa-Parks",
    "le lycée des Tilleuls",
    "le gymnase Colette-Besson",
    "la piscine des Bruyères",
    "la médiathèque du Quai",
    "la résidence des Peupliers",
    "la résidence du Moulin",
    "les immeubles Grammont",
    "la maison de santé du Plateau",
    "le centre social Malraux",
    "l'hôtel de ville",
    "le pôle d'échanges de la gare",
    "le dépôt de bus Saint-Julien",
    "la place du Marché",
    "l'avenue des Provinces",
)
OPERATIONS: Final = (
    ("NPNRU Les Hauts du Plateau", 1),
    ("Réhabilitation de 148 logements, résidence des Peupliers", 0),
    ("Écoquartier des Bords de Seine", 0),
    ("Plan écoles", 0),
    ("Ligne de bus à haut niveau de service T5", 0),
    ("Restructuration du pôle médico-chirurgical", 0),
    ("Entretien du patrimoine", 0),
    ("Centre-bourg et espaces publics", 0),
)

LOCAL: Final = 0.44
"""Local authorities and their companies: share of the hours in the survey of 2021."""

AUTHORITIES: Final = (
    (AuthorityKind.COMMUNE, "Ville {of_town}", 0.08),
    (AuthorityKind.COMMUNE, "Commune {of_town}", 0.06),
    (AuthorityKind.COMMUNE, "Mairie {of_town}", 0.04),
    (AuthorityKind.EPCI, "Communauté d'agglomération {area}", 0.10),
    (AuthorityKind.DEPARTEMENT, "Département, direction des bâtiments {area}", 0.04),
    (AuthorityKind.REGION, "Région, direction des lycées {area}", 0.03),
    (AuthorityKind.SEM_SPL, "SPL Aménagement {area}", 0.05),
    (AuthorityKind.SEM_SPL, "SEM Stationnement et mobilités {area}", 0.04),
    (AuthorityKind.BAILLEUR, "Office de l'habitat {area}", 0.10),
    (AuthorityKind.BAILLEUR, "Logis {area}", 0.07),
    (AuthorityKind.ETAT, "Secrétariat aux bâtiments de l'État, site {area}", 0.09),
    (AuthorityKind.ETAB_PUBLIC, "Établissement public du port {area}", 0.12),
    (AuthorityKind.HOPITAL, "Centre hospitalier {area}", 0.09),
    (AuthorityKind.PRIVE, "Promotion immobilière {area}", 0.09),
)
"""Kind, pattern of the name, share of the hours."""
