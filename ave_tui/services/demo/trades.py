"""Trades of clause-bearing lots: what is bought, who does it, under which codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ave_tui.domain.choices import CompanyKind, Nature


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade, with the codes that companies, contracts and jobs in it bear."""

    nature: Nature
    lot: str
    subject: str
    naf: str
    cpv: str
    share: int
    """Labour share of the price, in hundredths: by it the hours due are sized."""
    firms: tuple[str, ...]
    jobs: tuple[tuple[str, str], ...]
    """ROME code and name of the job."""


_W, _S = Nature.WORKS, Nature.SERVICES

WORKS: Final = (
    Trade(
        _W,
        "Gros œuvre",
        "Construction : {site}",
        "43.99C",
        "45223220-4",
        50,
        ("Maçonnerie {area}", "{family} Construction", "Bâti {area}"),
        (("F1703", "Aide-maçon"), ("F1704", "Manœuvre gros œuvre"), ("F1701", "Coffreur")),
    ),
    Trade(
        _W,
        "Voirie et réseaux divers",
        "Requalification : {site}",
        "42.11Z",
        "45233120-6",
        35,
        ("{family} Travaux Publics", "Routes {area}"),
        (("F1702", "Ouvrier VRD"), ("F1705", "Aide-canalisateur")),
    ),
    Trade(
        _W,
        "Démolition, curage",
        "Démolition : {site}",
        "43.11Z",
        "45110000-1",
        45,
        ("Démolition {area}", "{family} Déconstruction"),
        (("F1704", "Manœuvre démolition"), ("F1302", "Conducteur de mini-pelle")),
    ),
    Trade(
        _W,
        "Électricité",
        "Rénovation électrique : {site}",
        "43.21A",
        "45310000-3",
        45,
        ("{family} Électricité", "Courants {area}"),
        (("F1602", "Aide-électricien"), ("F1602", "Électricien du bâtiment")),
    ),
    Trade(
        _W,
        "Plomberie, chauffage, ventilation",
        "Rénovation thermique : {site}",
        "43.22A",
        "45330000-9",
        45,
        ("{family} Génie climatique", "Thermique {area}"),
        (("F1603", "Aide-plombier"), ("F1603", "Monteur en ventilation")),
    ),
    Trade(
        _W,
        "Menuiseries",
        "Remplacement des menuiseries : {site}",
        "43.32A",
        "45421000-4",
        40,
        ("Menuiserie {area}", "{family} Fermetures"),
        (("F1607", "Poseur de menuiseries"), ("F1604", "Aide-menuisier agenceur")),
    ),
    Trade(
        _W,
        "Peinture, revêtements de sols",
        "Réfection intérieure : {site}",
        "43.34Z",
        "45442100-8",
        70,
        ("{family} Peinture", "Peintures {area}"),
        (("F1606", "Peintre en bâtiment"), ("F1609", "Solier")),
    ),
    Trade(
        _W,
        "Plâtrerie, isolation",
        "Rénovation énergétique : {site}",
        "43.31Z",
        "45410000-4",
        55,
        ("{family} Plâtrerie", "Isolation {area}"),
        (("F1613", "Ouvrier en isolation"), ("F1601", "Plaquiste")),
    ),
    Trade(
        _W,
        "Couverture, étanchéité",
        "Réfection de la toiture : {site}",
        "43.91B",
        "45261000-4",
        45,
        ("Couverture {area}", "{family} Toitures"),
        (("F1610", "Aide-couvreur"), ("F1613", "Étancheur")),
    ),
)
SERVICES: Final = (
    Trade(
        _S,
        "Nettoyage des locaux",
        "Nettoyage : {site}",
        "81.21Z",
        "90910000-9",
        80,
        ("Propreté {area}", "{family} Services Propreté", "Netta {area}"),
        (
            ("K2204", "Agent d'entretien"),
            ("K2204", "Agent de propreté"),
            ("K2202", "Laveur de vitres"),
        ),
    ),
    Trade(
        _S,
        "Entretien des espaces verts",
        "Entretien des abords : {site}",
        "81.30Z",
        "77310000-6",
        65,
        ("Paysages {area}", "{family} Espaces verts"),
        (("A1203", "Ouvrier paysagiste"), ("A1203", "Jardinier")),
    ),
    Trade(
        _S,
        "Collecte et tri",
        "Collecte et tri des déchets : secteur {area}",
        "38.11Z",
        "90511000-2",
        55,
        ("{family} Recyclage", "Collecte {area}"),
        (("K2304", "Agent de tri"), ("K2303", "Ripeur")),
    ),
    Trade(
        _S,
        "Restauration collective",
        "Restauration : {site}",
        "56.29A",
        "55520000-1",
        50,
        ("Cuisines {area}", "{family} Restauration"),
        (("G1603", "Employé de restauration"), ("G1603", "Plongeur")),
    ),
    Trade(
        _S,
        "Gardiennage, accueil",
        "Surveillance et accueil : {site}",
        "80.10Z",
        "79710000-4",
        85,
        ("{family} Sécurité", "Vigie {area}"),
        (("K2503", "Agent de sécurité"), ("K2503", "Agent d'accueil et de surveillance")),
    ),
)
SUPPLIES: Final = (
    Trade(
        Nature.SUPPLIES,
        "Mobilier, livraison et montage",
        "Mobilier scolaire",
        "46.65Z",
        "39100000-3",
        20,
        ("Mobilier {area}", "{family} Équipement"),
        (("N1103", "Préparateur de commandes"), ("N1105", "Manutentionnaire")),
    ),
)
TRADES: Final = {Nature.WORKS: WORKS, Nature.SERVICES: SERVICES, Nature.SUPPLIES: SUPPLIES}

INSERTION: Final = {
    CompanyKind.ETTI: (4, "78.20Z", ("Tremplin Intérim {area}", "Mission Insertion {area}")),
    CompanyKind.ETT: (2, "78.20Z", ("{family} Intérim", "Travail Temporaire {area}")),
    CompanyKind.AI: (3, "78.30Z", ("Entraide Emploi {area}", "Coup de main {area}")),
    CompanyKind.EI: (3, "81.29B", ("Envol {area}", "Atelier Multiservices {area}")),
    CompanyKind.ACI: (2, "88.99B", ("Chantier Nature {area}", "Jardins {area}")),
    CompanyKind.GEIQ: (2, "78.30Z", ("GEIQ BTP {area}", "GEIQ Propreté {area}")),
    CompanyKind.REGIE: (1, "81.29B", ("Régie des quartiers {area}",)),
    CompanyKind.EA: (1, "81.21Z", ("Entreprise adaptée {area}",)),
    CompanyKind.EATT: (1, "78.20Z", ("Intérim adapté {area}",)),
    CompanyKind.ESAT: (1, "88.10C", ("ESAT {area}",)),
}
"""How many in a portfolio, NAF code, patterns of names; the other 30 are ordinary companies."""
