"""Names that people of a French town might bear; put together by chance, so of nobody."""

from __future__ import annotations

from typing import Final


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


WOMEN: Final = _words(
    "Agnès Aïcha Aminata Amandine Anaïs Anastasia Angélique Assia Aurélie Béatrice Bintou",
    "Brigitte Camille Carole Catherine Cécile Chantal Chloé Christelle Coralie Delphine Djamila",
    "Élodie Emma Estelle Fanta Farida Fatima Fatoumata Florence Gulsen Hatice Houria Inès Irina",
    "Jessica Joëlle Julie Kadiatou Karine Khadija Laëtitia Lan Latifa Laura Leïla Lucie",
    "Ludivine Maëva Magali Malika Manon Mariama Marion Martine Mélanie Myriam Nadège Nadia",
    "Naïma Nathalie Océane Oksana Olga Patricia Rachida Rokia Rosa Sabrina Salima Samira",
    "Sandrine Séverine Sofia Soumaya Stéphanie Sylvie Thi-Mai Valérie Véronique Virginie Yamina",
    "Yasmine Zahra Zineb",
)
MEN: Final = _words(
    "Abdelkader Abdoulaye Adama Adrien Ahmed Alain Alexandre Ali Amadou Anthony Antoine Arnaud",
    "Aymeric Bakary Baptiste Benoît Bilal Boubacar Bruno Bryan Cédric Cheikh Christophe Clément",
    "Corentin Cyril Damien David Denis Didier Dimitri Djibril Dylan Emre Enzo Éric Fabien Farid",
    "Florian Franck Gaël Gilles Giovanni Grégory Guillaume Hakim Hamza Hervé Hicham Hugo",
    "Ibrahim Idriss Ilyes Ismaël Ivan Jamal Jean-Pierre Jérémy João Jonathan Jordan Julien",
    "Kamel Karim Kevin Khaled Lassana Laurent Loïc Luca Ludovic Mamadou Marc Mathieu Maxime",
    "Mehdi Mickaël Mohamed Moussa Mustafa Nabil Nasser Nicolas Olivier Omar Oumar Pascal",
    "Patrice Pedro Philippe Quentin Rachid Raphaël Redouane Rémi Romain Sami Samuel Saïd",
    "Sébastien Seydou Sofiane Stanislas Stéphane Tariq Théo Thierry Tiago Valentin Vincent",
    "Walid Willy Xavier Yacine Yann Yohan Younès Yusuf Zakaria",
)
FAMILIES: Final = _words(
    "Adjovi Aït-Ahmed Amara Aubert Auger Bâ Bachelet Bakayoko Barbosa Baudry Belkacem Bellanger",
    "Benamar Benhaddou Bensaïd Bérenger Berthelot Bertin Besnard Blondel Bocquet Boivin",
    "Bouchard Boukhari Bourgeois Boutin Brunet Buisson Camara Carpentier Caron Carvalho",
    "Cauchois Çelik Chauvin Chérif Cissé Cordier Costa Coulibaly Couturier Dacosta Dahmani Dang",
    "Debray Delacour Delamare Delaunay Demir Denis Deschamps Diaby Diallo Diarra Diop Djebbar",
    "Dos-Santos Doucet Dubois Duchemin Dufour Dumont Duval El-Amrani Fall Fauvel Faye Fernandes",
    "Ferreira Fleury Fofana Fontaine Gallet Garnier Gaudin Gauthier Gomes Gosselin Grandin",
    "Grenier Guérin Gueye Guillot Haddad Hamdi Hamel Haquet Hassani Hébert Henry Herment",
    "Hoareau Huet Hussein Jacquet Joly Jourdain Kaba Kaya Keïta Khelifi Klein Konaté Kouyaté",
    "Kowalski Labbé Lacroix Lahaye Lambert Langlois Laroche Lebas Leblond Lebrun Lecoq Lefebvre",
    "Legrand Lemaire Lemonnier Lepage Leroux Lesueur Letellier Levasseur Lopes Machado Maillard",
    "Mansouri Marchand Marin Marques Martinez Masson Mendy Merabet Mercier Meunier Monnier",
    "Morel Moulin Nait-Slimane N'Diaye Nguyen Niang Noël Novak Ouattara Ouedraogo Özdemir",
    "Pasquier Pelletier Pereira Périer Petrov Pham Picard Pinto Poirier Popescu Prévost Quesnel",
    "Rahmani Renault Ribeiro Rivière Robin Rousseau Roussel Sagna Saïdi Sané Saunier Sauvage",
    "Savary Seck Sidibé Silva Simon Sissoko Slimani Soares Sow Sylla Tahiri Tanguy Tavares",
    "Tessier Thomas Touré Tran Traoré Vasseur Vidal Vieira Villette Yıldız Zanetti Zerrouki",
)
