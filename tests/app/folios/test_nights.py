"""Nights: room at the price sold, what is inside it, VAT and city tax; once, whoever asks again."""

from app.features import folios
from tests.support.bills import balances, charge, lines, opened, post_nights
from tests.support.desk import Desk


def folio_of(desk: Desk, stay_id: object) -> folios.FolioView:
    """The folio of a stay."""
    found = desk.app.ask(folios.FolioOf(stay_id=stay_id))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_night_is_posted_once(money: Desk) -> None:
    """The price as sold, in the folio of the stay that is opened for it; a second run posts nothing."""
    stay_id = money.check_in("101", prices=(12_345, 9_000, 9_000))
    money.book("102")
    assert post_nights(money) == {"stays": 1, "postings": 2}
    assert post_nights(money)["postings"] == 0
    folio = folio_of(money, stay_id)
    (line,) = folio.windows[0].lines
    assert (line.amount_minor, line.night, line.text) == (12_345, money.day(0), "Room 101")
    assert (folio.guest, folio.room) == ("Friederike Brandt", "101")
    money.close_day()
    assert post_nights(money)["postings"] == 2
    assert folio_of(money, stay_id).balance_minor == 21_345


def test_a_reversed_night_is_posted_again(money: Desk) -> None:
    """What was given back is not charged any more, so that a run charges it."""
    stay_id = money.check_in("101")
    post_nights(money)
    (line,) = folio_of(money, stay_id).windows[0].lines
    money.do(folios.ReversePosting, posting_id=line.posting_id, reason="wrong price")
    post_nights(money)
    assert folio_of(money, stay_id).balance_minor == 9_000


def test_a_day_guest_is_charged_on_the_day(money: Desk) -> None:
    """Day use has no night, and a price."""
    stay_id = money.check_in("101", nights=0)
    post_nights(money)
    assert folio_of(money, stay_id).balance_minor == 9_000


def test_another_day_is_refused(money: Desk) -> None:
    """Only the open business date takes postings."""
    money.check_in("101")
    for day in (-1, 1):
        money.refused(
            folios.DayClosed, folios.PostNights, property_id=money.hotel.property_id,
            business_date=money.day(day), stay_ids=(),
        )  # fmt: skip


def test_a_closed_folio_is_not_opened_by_a_night(money: Desk) -> None:
    """A stay whose folio was closed gets another one."""
    stay_id = money.check_in("101")
    folio_id = opened(money, stay_id=stay_id)
    money.do(folios.CloseFolio, folio_id=folio_id)
    post_nights(money)
    assert folio_of(money, stay_id).folio_id != folio_id
    assert folio_of(money, stay_id).balance_minor == 9_000


def test_routing_sends_the_night(money: Desk) -> None:
    """A fixed amount a night to the company, the rest to the guest; each night anew."""
    stay_id = money.check_in("101", nights=2)
    folio_id = opened(money, 2, stay_id=stay_id)
    money.do(
        folios.SetRouting, rule_id=money.app.new_id(), folio_id=folio_id, to_folio_id=folio_id, to_number=2,
        share="fixed", value=8_000,
    )  # fmt: skip
    post_nights(money)
    money.do(folios.PostCharge, folio_id=folio_id, article_code="BAR", unit_minor=500, night=money.day(0))
    money.close_day()
    post_nights(money)
    assert lines(money, folio_id, 2) == [("ROOM", 8_000), ("ROOM", 8_000)]
    assert lines(money, folio_id) == [("ROOM", 1_000), ("BAR", 500), ("ROOM", 1_000)]


def test_a_walk_in_charge_opens_the_folio(money: Desk) -> None:
    """A charge to a guest in the house stands beside the nights."""
    stay_id = money.check_in("101")
    folio_id = opened(money, stay_id=stay_id)
    charge(money, folio_id, 450, "MINIBAR")
    post_nights(money)
    assert lines(money, folio_id) == [("MINIBAR", 450), ("ROOM", 9_000)]


def test_city_tax_is_posted_with_the_night(money: Desk) -> None:
    """Each adult and night, in the city's account, without VAT."""
    money.do(
        folios.SetCityTaxRule, rule_id=money.app.new_id(), property_id=money.hotel.property_id, code="LIS",
        name="City tax", terms={"basis": "person_night", "amount_minor": 400}, valid_from=money.day(-30),
    )  # fmt: skip
    stay_id = money.check_in("101", adults=2)
    post_nights(money)
    folio = folio_of(money, stay_id)
    assert [(line.article_code, line.amount_minor) for line in folio.windows[0].lines] == [
        ("ROOM", 9_000), ("CITY", 800)
    ]  # fmt: skip
    assert balances(money)["2250"] == -800
