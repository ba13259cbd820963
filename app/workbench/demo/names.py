"""Invented names of guests from many countries, companies and agents: data of the demo hotel.

Only scripts that the shipped typeface has, so that the demo looks right where no other fonts are installed.
"""

import random
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Nation:
    """Where guests come from: country, language, telephone code, how often, their names."""

    country: str
    language: str
    phone: str
    share: int
    surnames: tuple[str, ...]
    given: tuple[str, ...]


# A line with country, language, telephone code and share; then surnames; then, further in, given names.
_TEXT: Final = """
PT pt +351 24
  Almeida, Baptista, Carvalho, Coelho, Costa, Cunha, Ferreira, Fonseca, Freitas, Gonçalves, Lopes,
  Marques, Mendes, Moreira, Neves, Nogueira, Oliveira, Pereira, Pinto, Ribeiro, Santos, Silva, Teixeira,
  Vieira
    Ana, André, Beatriz, Bruno, Carolina, Catarina, Diogo, Duarte, Francisca, Gonçalo, Inês, Joana,
    João, Leonor, Luís, Margarida, Miguel, Rita, Rui, Sofia, Teresa, Tiago
FR fr +33 10
  Bernard, Dubois, Fontaine, Garnier, Lambert, Laurent, Leroy, Moreau, Perrin, Rousseau, Simon, Vasseur
    Camille, Chloé, Clément, Élise, Hugo, Julien, Léa, Manon, Maxime, Noémie, Théo, Zoé
DE de +49 9
  Bauer, Becker, Brandt, Krüger, Meyer, Möller, Müller, Schäfer, Schneider, Schröder, Vogel, Weber
    Annika, Friederike, Jonas, Jürgen, Karin, Katharina, Lukas, Matthias, Sabine, Sören, Tobias, Ursula
GB en +44 9
  Ashworth, Campbell, Clarke, Doyle, Evans, Fraser, Hughes, Patel, Smith, Thornton, Whitfield, Wright
    Alistair, Ciara, Declan, Eleanor, Gareth, Harriet, Isla, Oliver, Rhys, Rosalind, Sanjay, Yasmin
ES es +34 8
  Fernández, García Lorca, Gutiérrez, Hernández, Ibáñez, Muñoz, Ortega, Reyes, Romero, Torres, Vázquez
    Alba, Álvaro, Carmen, Diego, Elena, Íñigo, Joaquín, Lucía, Mateo, Nuria, Pablo
IT it +39 6
  Barbieri, Colombo, De Luca, Ferri, Marino, Pellegrini, Ricci, Rossi, Russo, Villa
    Alessandra, Chiara, Davide, Elisa, Giulia, Lorenzo, Marco, Paolo, Serena, Tommaso
US en +1 6
  Abernathy, Anderson, Chen, Goldberg, Hernandez, Jackson, Kowalski, Nguyen, Ramirez, Walsh
    Aaliyah, Ethan, Grace, Jordan, Madison, Marcus, Natalie, Owen, Priya, Tyler
BR pt +55 5
  Albuquerque, Azevedo, Barbosa, Cavalcanti, Farias, Nascimento, Rezende, Siqueira
    Aline, Caio, Fernanda, Gustavo, Larissa, Marcelo, Renata, Thiago
NL nl +31 4
  Bakker, de Vries, Hendriks, Jansen, Smit, van den Berg, van Dijk, Visser
    Anouk, Daan, Femke, Joost, Lotte, Maarten, Sanne, Sjoerd
BE fr +32 3
  Claes, Dupont, Lemaire, Maes, Peeters, Wouters
    Amélie, Arne, Céline, Jef, Lieselot, Quentin
IE en +353 3
  Byrne, Gallagher, Murphy, Nolan, O’Brien, O’Sullivan
    Aoife, Ciarán, Niamh, Oisín, Róisín, Seán
CH de +41 3
  Aebischer, Bühler, Favre, Gerber, Zbinden, Zürcher
    Anaïs, Beat, Céline, Reto, Ueli, Vreni
SE sv +46 3
  Åkesson, Björk, Eriksson, Lindqvist, Nyström, Sjöberg
    Agneta, Björn, Elsa, Göran, Mårten, Sólveig
NO nb +47 2
  Eriksen, Hansen, Johansen, Nygård, Øverland
    Bjørg, Håkon, Ingrid, Kjetil, Sigrid
DK da +45 2
  Jensen, Kjær, Mikkelsen, Nielsen, Sørensen
    Bente, Mads, Rasmus, Signe, Søren
FI fi +358 2
  Aalto, Hämäläinen, Korhonen, Mäkinen, Virtanen
    Aino, Eero, Päivi, Veikko, Yrjö
AT de +43 2
  Gruber, Hofstätter, Leitner, Pichler, Wögerer
    Andreas, Heidi, Leopold, Resi, Zita
PL pl +48 2
  Kowalczyk, Łukasiewicz, Nowak, Wiśniewska, Wójcik
    Agnieszka, Hanna, Łukasz, Paweł, Zofia
CZ cs +420 1
  Dvořák, Novák, Procházka, Růžička
    Eliška, Jiří, Tomáš, Zdeňka
HU hu +36 1
  Farkas, Kovács, Nagy, Szabó
    Bence, Dóra, Gergő, Zsófia
RO ro +40 1
  Ionescu, Munteanu, Popescu, Țepeș
    Andreea, Mihai, Ștefan, Ioana
BG bg +359 1
  Димитров, Иванова, Петров
    Елена, Георги, Мария
UA uk +380 1
  Бондаренко, Коваленко, Шевченко
    Оксана, Тарас, Юлія
GR el +30 1
  Papadopoulos, Georgiou, Νικολάου, Vlachos
    Dimitris, Eleni, Κωνσταντίνος, Stavroula
TR tr +90 2
  Kaya, Ozturk, Şahin, Yıldız, Yılmaz
    Ayşe, Deniz, Emre, İpek, Zeynep
AL sq +355 1
  Gashi, Hoxha, Krasniqi
    Arben, Elira, Gëzim
IL he +972 1
  Ben-David, Katz, Mizrahi
    Avigail, Noam, Tamar
EG ar +20 1
  Abdelrahman, El-Sayed, Haddad
    Amira, Karim, Samir
SO so +252 1
  Abdi, Warsame
    Hodan, Cabdi
NG en +234 2
  Adeyemi, Balogun, Eze, Okonkwo
    Adaeze, Chidi, Tunde, Yetunde
GH en +233 1
  Asante, Mensah, Osei
    Abena, Kofi, Kwame
SN fr +221 1
  Diallo, Ndiaye, Sow
    Fatoumata, Ibrahima, Mariama
ZA en +27 1
  Botha, Dlamini, Naidoo
    Anneke, Sipho, Thandiwe
IN hi +91 3
  Iyer, Kapoor, Patel, Sharma, Singh
    Anjali, Harpreet, Meera, Rohan, Vikram
BD bn +880 1
  Chowdhury, Hossain, Rahman
    Farhana, Imran, Nusrat
CN zh +86 2
  Chen, Li, Wang
    Jing, Wei-Ting, Xiaoming
JP ja +81 3
  Ito, Nakamura, Sato, Suzuki, Tanaka
    Aiko, Haruki, Kenji, Ren, Yuki
KR ko +82 2
  Kim, Lee, Park
    Ji-woo, Min-jun, Seo-yeon
VN vi +84 1
  Lê, Nguyễn, Phạm, Trần
    Đức, Hương, Minh, Thảo
AU en +61 2
  Fitzgerald, Harrington, Nguyen, Papadakis
    Bronte, Hamish, Lachlan, Matilda
CA en +1 2
  Bouchard, MacKenzie, Singh, Tremblay
    Avery, Étienne, Logan, Simone
AR es +54 1
  Bianchi, Gutiérrez, Quiroga
    Agustina, Facundo, Martina
"""


def _nations() -> tuple[Nation, ...]:
    found: list[tuple[list[str], list[str], list[str]]] = []
    for line in _TEXT.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        if depth == 0:
            found.append((line.split(), [], []))
        else:
            found[-1][depth].extend(name.strip() for name in line.split(",") if name.strip())
    return tuple(
        Nation(country, language, phone, int(share), tuple(surnames), tuple(given))
        for (country, language, phone, share), surnames, given in found
    )


NATIONS: Final = _nations()
COMPANIES: Final = (
    ("NORDLYS", "Nordlys Shipping AS"), ("TEJOBIO", "Tejo Biotech, S.A."),
    ("ATLENG", "Atlântico Engenharia, Lda."),
    ("HELVMED", "Helvetia Medtech AG"),
    ("KESTREL", "Kestrel & Rowe Advisory LLP"), ("SOLARE", "Solare Energia S.p.A."),
)  # fmt: skip
AGENTS: Final = (
    ("LUSITUR", "Lusitur Viagens"), ("HANSEREI", "Hanse Reisen GmbH"), ("CELTICW", "Celtic Ways Travel"),
    ("SAKURA", "Sakura Tours K.K."),
)  # fmt: skip


def nation(rng: random.Random) -> Nation:
    """A nation, the nearer ones more often."""
    return rng.choices(NATIONS, [n.share for n in NATIONS])[0]


def nation_of(surname: str) -> Nation:
    """The nation in which an invented surname stands."""
    return next((n for n in NATIONS if surname in n.surnames), NATIONS[0])
