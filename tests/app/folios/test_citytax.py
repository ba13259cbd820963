"""City tax: each basis, ages, seasons, caps and exemptions; and the faults of others that must not return."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.folios.rules.citytax import (
    CityTax,
    Exemption,
    Person,
    city_tax,
    none_owed,
    owes,
    party,
)
from app.features.folios.rules.cityterms import (
    AgeBand,
    Basis,
    CitySeason,
    CityTaxTerms,
    Ground,
    read_terms,
    stored,
)
from app.features.folios.rules.reading import TermsRefused

FIRST = date(2026, 6, 28)
HEADS = CityTaxTerms(
    "LIS", "City tax", Basis.PERSON_NIGHT, amount_minor=400, max_nights=7, bands=(AgeBand(0, 12),),
    grounds=(Ground.MEDICAL,),
)  # fmt: skip
ROOM = CityTaxTerms("BRU", "Room tax", Basis.ROOM_NIGHT, amount_minor=500)
PERCENT = CityTaxTerms("BER", "Bed tax", Basis.PERCENT, bp=750)
PROOF = Exemption(1, Ground.MEDICAL, "letter of the clinic, 12 June")


def nights(count: int, first: date = FIRST) -> list[date]:
    """So many nights."""
    return [first + timedelta(days=n) for n in range(count)]


def tax(
    terms: CityTaxTerms | Sequence[CityTaxTerms], count: int = 3, persons: Sequence[Person] = (Person(),) * 2,
    price_minor: int = 0, exempt: Sequence[Exemption] = (),
) -> CityTax:  # fmt: skip
    """The tax of a stay of so many nights at one net price."""
    rows = [terms] if isinstance(terms, CityTaxTerms) else terms
    days = nights(count)
    return city_tax(rows, days, persons, dict.fromkeys(days, price_minor), exempt, currency="EUR")


def test_each_basis() -> None:
    """Per person and night, per room and night, in percent of the net price."""
    assert tax(HEADS).total_minor == 3 * 2 * 400
    assert tax(ROOM).total_minor == 3 * 500
    assert tax(PERCENT, price_minor=9_999).total_minor == 3 * 750
    assert tax(HEADS, 0).total_minor == 0
    assert tax(ROOM, persons=()).total_minor == 0
    assert tax(PERCENT, persons=(), price_minor=9_000).total_minor == 0


def test_rules_of_several_codes_add_up() -> None:
    """Land and city may both take a tax; each keeps its account."""
    both = tax([HEADS, replace(ROOM, account="2251")])
    assert both.total_minor == 2_400 + 1_500
    assert {(line.code, line.account) for line in both.lines if line.minor} == {
        ("LIS", "2250"),
        ("BRU", "2251"),
    }
    assert [t.minor for t in both.of(FIRST)] == [500, 800]


def test_ages() -> None:
    """Who is in a band owes its share; the edges of the band are in it."""
    halved = replace(HEADS, bands=(AgeBand(0, 5), AgeBand(6, 12, 5_000)))
    for age, minor in ((0, 0), (5, 0), (6, 200), (12, 200), (13, 400), (80, 400)):
        assert tax(halved, 1, [Person(age)]).total_minor == minor
    family = [Person(40), Person(38), Person(10), Person(3)]
    assert tax(halved, 1, family).total_minor == 400 + 400 + 200
    # A percentage: the part of the price that belongs to a free head is free.
    quarter = replace(PERCENT, bands=(AgeBand(0, 12),))
    assert tax(quarter, 1, family, 10_000).total_minor == 375


def test_seasons() -> None:
    """A season has its own amount, also across New Year; a season of a percentage has its own percentage."""
    summer = replace(HEADS, max_nights=None, seasons=(CitySeason((7, 1), (8, 31), 600),))
    assert tax(summer, 4).total_minor == 2 * (400 * 3 + 600)
    winter = CitySeason((11, 1), (3, 31), 100)
    assert [winter.holds(date(2026, month, 1)) for month in (1, 3, 4, 10, 11, 12)] == [
        True, True, False, False, True, True,
    ]  # fmt: skip
    dearer = replace(PERCENT, seasons=(CitySeason((7, 1), (7, 1), None, 1_000),))
    assert tax(dearer, 4, price_minor=10_000).total_minor == 3 * 750 + 1_000


def test_a_rate_that_changes_during_a_stay() -> None:
    """Each night takes the row in force on it, and the explanation has a line for each."""
    change = FIRST + timedelta(days=2)
    rows = [
        replace(HEADS, valid_until=change - timedelta(days=1)),
        replace(HEADS, amount_minor=500, valid_from=change),
    ]
    found = tax(rows, 5)
    assert found.total_minor == 2 * (2 * 400 + 3 * 500)
    assert [line.minor for line in found.lines if line.minor] == [1_600, 3_000]
    ended = tax([replace(HEADS, valid_until=FIRST)], 3)
    assert ended.total_minor == 800


def test_a_percentage_with_a_ceiling() -> None:
    """The most that a person owes for a night."""
    capped = replace(PERCENT, cap_minor=230)
    assert tax(capped, 1, price_minor=4_000).total_minor == 300
    found = tax(capped, 1, price_minor=90_000)
    assert found.total_minor == 460
    assert "at most 2.30 EUR a person" in found.lines[0].text
    assert found.lines[0].text.startswith("Bed tax, 28 Jun 2026: ")
    assert tax(PERCENT, 3, price_minor=4_000).lines[0].text.startswith("Bed tax, 28 Jun 2026 – 30 Jun 2026: ")


def test_a_long_stay_may_owe_none() -> None:
    """More nights than the rule knows: none, not only the ones beyond."""
    short = replace(HEADS, max_nights=None, none_over_nights=60)
    assert tax(short, 60).total_minor == 60 * 800
    assert tax(short, 61).total_minor == 0
    assert "more than 60 nights" in tax(short, 61).lines[-1].text


# The faults of others, from the data dictionary.


@pytest.mark.parametrize("status", ["cancelled", "tentative", "no_show"])
def test_cancelled_and_draft_stays_owe_none(status: str) -> None:
    """And they say so."""
    assert not owes(status)
    assert none_owed(status).total_minor == 0
    assert none_owed(status).lines[0].text.endswith(".")


def test_others_owe() -> None:
    """Who will come, is here, or was here."""
    assert all(owes(status) for status in ("confirmed", "checked_in", "checked_out"))


def test_the_cap_counts_nights() -> None:
    """Seven nights of the stay, not seven person-nights, and not seven times the price."""
    assert tax(HEADS, 7).total_minor == tax(HEADS, 10).total_minor == 7 * 2 * 400
    assert tax(HEADS, 10, [Person()] * 5).total_minor == 7 * 5 * 400
    assert "first 7 nights" in tax(HEADS, 10).lines[-1].text


@given(st.integers(0, 20), st.integers(1, 12), st.sampled_from((HEADS, ROOM, PERCENT)))
def test_posting_night_by_night_is_the_tax_of_the_stay(count: int, most: int, row: CityTaxTerms) -> None:
    """The nights of the tax add up to it, and those beyond the cap are nothing, in whatever order asked."""
    found = tax(replace(row, max_nights=most), count, price_minor=8_888)
    posted = [sum(t.minor for t in found.of(night)) for night in nights(count)]
    assert sum(posted) == found.total_minor
    assert not any(posted[most:])
    assert all(posted[:most])


@given(st.integers(1, 20), st.integers(0, 10))
def test_a_longer_stay_never_changes_nights_already_posted(count: int, more: int) -> None:
    """Extending a stay adds nights at its end only."""
    short, long = tax(HEADS, count), tax(HEADS, count + more)
    assert long.nights[: len(short.nights)] == short.nights


def test_unknown_birth_dates_count_as_the_declared_party() -> None:
    """Two adults and a child without dates: two pay, as declared. Nobody is exempt for a missing date."""
    assert party(2, 1) == (Person(), Person(), Person(child=True))
    assert tax(HEADS, 1, party(2, 1)).total_minor == 800
    assert tax(HEADS, 1, party(2, 1, [None, None, None])).total_minor == 800
    assert tax(HEADS, 1, party(2, 0, [None, None])).total_minor == 800
    # A rule without ages counts children like everybody else.
    assert tax(replace(HEADS, bands=()), 1, party(2, 1)).total_minor == 1_200
    note = tax(HEADS, 1, party(2, 1)).lines[-1].text
    assert note == "1 child without a birth date counts as declared."


def test_registered_ages_make_the_party_precise() -> None:
    """When all are registered, their ages count: a child of 15 pays, a declared adult of 9 does not."""
    assert tax(HEADS, 1, party(2, 1, [40, 38, 15])).total_minor == 1_200
    assert tax(HEADS, 1, party(2, 1, [40, 38, 9])).total_minor == 800
    assert tax(HEADS, 1, party(2, 0, [40, 9])).total_minor == 400
    assert party(1, 1, [40, None]) == (Person(40), Person(child=True))
    assert party(2, 1, [40, None, None]) == (Person(40), Person(), Person(child=True))
    assert party(2, 0, [40, 9, None]) == (Person(40), Person(), Person(9, child=True))
    assert len(party(1, 0, [40, 41, None])) == 3


def test_ages_told_when_booking_make_the_party_precise() -> None:
    """A child of 15 pays, one of 9 does not; they stand until everybody is registered."""
    assert party(2, 1, [40], [15]) == (Person(), Person(), Person(15, child=True))
    assert tax(HEADS, 1, party(2, 1, [None], [15])).total_minor == 1_200
    assert tax(HEADS, 1, party(2, 1, [None], [9])).total_minor == 800
    assert party(2, 1, [40, 38, 9], [15]) == party(2, 1, [40, 38, 9])
    assert party(2, 2, [40], [15]) == (Person(), Person(), Person(15, child=True), Person(child=True))


BANDS = st.sampled_from(
    (
        (),
        (AgeBand(0, 12),),
        (AgeBand(0, 5), AgeBand(6, 17, 5_000)),
        (AgeBand(0, 3, 2_000), AgeBand(4, 12), AgeBand(65, 120)),
    )
)
AGES = st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=6)


@given(st.integers(1, 4), st.integers(0, 3), AGES, BANDS, st.sampled_from((HEADS, ROOM, PERCENT)))
def test_registering_only_some_guests_never_lowers_it(
    adults: int, children: int, ages: list[int | None], bands: tuple[AgeBand, ...], row: CityTaxTerms
) -> None:
    """Whoever is registered first, until all are: at least the tax of the declared party."""
    terms = replace(row, bands=bands)
    some = ages[: adults + children - 1]
    declared = tax(terms, 2, party(adults, children), 9_000)
    assert tax(terms, 2, party(adults, children, some), 9_000).total_minor >= declared.total_minor
    assert len(party(adults, children, some)) == adults + children
    assert len(party(adults, children, ages)) == max(adults + children, len(ages))


def test_an_exemption_names_its_proof() -> None:
    """Without a proof, or for nobody, there is none; the explanation repeats the proof."""
    for persons, proof in ((1, ""), (1, "  "), (0, "card")):
        with pytest.raises(ValueError):
            Exemption(persons, Ground.MEDICAL, proof)
    found = tax(HEADS, exempt=[PROOF])
    assert found.total_minor == 3 * 400
    assert found.lines[-1].text == (
        "1 person owes none for medical treatment, proven by: letter of the clinic, 12 June."
    )


def test_an_exemption_frees_those_who_would_pay() -> None:
    """Not the child that owes none anyway; more than all is all; an unknown ground, none."""
    family = [Person(40), Person(38), Person(3)]
    assert tax(HEADS, 1, family, exempt=[PROOF]).total_minor == 400
    assert tax(HEADS, 1, family, exempt=[replace(PROOF, persons=9)]).total_minor == 0
    assert tax(ROOM, 1, exempt=[replace(PROOF, persons=9)]).total_minor == 500
    business = tax(HEADS, 1, exempt=[Exemption(1, Ground.BUSINESS, "letter of the firm")])
    assert business.total_minor == 800
    assert business.lines[-1].text == "A business trip does not exempt from this tax."


@given(
    st.integers(0, 15),
    st.lists(st.builds(Person, st.one_of(st.none(), st.integers(0, 90))), max_size=5),
    BANDS,
)
def test_the_lines_of_money_add_up(count: int, persons: list[Person], bands: tuple[AgeBand, ...]) -> None:
    """The explanation is the bill: its amounts are the total, and every line is a sentence."""
    rows = [replace(HEADS, bands=bands), ROOM, PERCENT]
    found = tax(rows, count, persons, 7_777, [PROOF])
    assert sum(line.minor for line in found.lines) == found.total_minor
    assert found.lines
    for line in found.lines:
        assert line.text.endswith(".")
        assert "{" not in line.text
    for one, other in pairwise(line for line in found.lines if line.minor and line.code == "LIS"):
        assert one.last is not None
        assert other.first is not None
        assert one.last < other.first


def test_nothing_in_force_is_said() -> None:
    """No night and no rule: a sentence each."""
    assert tax([], 0).lines[0].text == "Without a night there is no city tax."
    assert tax([], 2).lines[0].text == "No city tax is in force on these nights."
    past = tax([replace(HEADS, valid_until=FIRST - timedelta(days=1))], 2)
    assert past.total_minor == 0
    assert past.lines[0].text == "No city tax is in force on these nights."


def test_terms_survive_storage() -> None:
    """What is stored is read again as the same terms."""
    seasons = (CitySeason((12, 1), (2, 29), 0), CitySeason((3, 1), (3, 2)))
    capped = replace(PERCENT, cap_minor=1, none_over_nights=9)
    for terms in (HEADS, ROOM, PERCENT, capped, replace(HEADS, seasons=seasons)):
        again = read_terms(stored(terms), code=terms.code, name=terms.name)
        assert again == terms


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "basis"),
        ({"basis": "person"}, "basis"),
        ({"basis": "person_night", "amount": 400}, "amount"),
        ({"basis": "person_night", "amount_minor": 4.0}, "amount_minor"),
        ({"basis": "person_night", "amount_minor": -1}, "amount_minor"),
        ({"basis": "person_night", "amount_minor": True}, "amount_minor"),
        ({"basis": "person_night", "max_nights": 0}, "max_nights"),
        ({"basis": "person_night", "bp": 750}, "bp"),
        ({"basis": "percent", "bp": 10_001}, "bp"),
        ({"basis": "percent", "bp": 1, "amount_minor": 5}, "amount_minor"),
        (
            {"basis": "percent", "seasons": [{"first": "01-01", "last": "02-01", "amount_minor": 1}]},
            "seasons",
        ),
        ({"basis": "person_night", "seasons": [{"first": "02-30", "last": "03-01"}]}, "first"),
        ({"basis": "person_night", "seasons": [{"first": "02-01", "last": "03-01", "price": 1}]}, "price"),
        ({"basis": "person_night", "bands": [{"first": 0, "last": 12, "share": 1}]}, "share"),
        ({"basis": "person_night", "bands": [{"first": 12, "last": 3}]}, "bands"),
        ({"basis": "person_night", "bands": [{"first": 0, "last": 12}, {"first": 12, "last": 15}]}, "bands"),
        ({"basis": "person_night", "bands": {}}, "bands"),
        ({"basis": "person_night", "bands": ["x"]}, ""),
        ({"basis": "person_night", "grounds": ["whim"]}, ""),
    ],
)
def test_terms_that_cannot_be(data: dict[str, object], field: str) -> None:
    """Unknown entries and impossible values are refused with a sentence at the entry."""
    with pytest.raises(TermsRefused) as caught:
        read_terms(data, code="X", name="X")
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")
