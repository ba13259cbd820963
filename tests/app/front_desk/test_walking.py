"""A walk: its costs are in the books, it is taken back by postings, its letter speaks as the guest does."""

from typing import Any

import pytest

from app.features.folios import FolioOf, SetUpLedgers, TrialBalance
from app.features.front_desk import CannotWalk, WalkGuest, WalkLetter, Walks
from app.features.guests import ChangeGuest
from app.features.property import ArticleSpec, SetArticle
from app.infra.languages import LANGUAGES
from tests.support.desk import Desk

COST: dict[str, Any] = {
    "hotel": "Hotel Aurora", "address": "Rua do Norte 14", "cost_minor": 14_000, "transport": "Taxi",
    "transport_minor": 1_800,
}  # fmt: skip


def balances(desk: Desk) -> dict[str, int]:
    """What stands on each account of the house."""
    rows = desk.app.ask(TrialBalance(property_id=desk.hotel.property_id))
    return {row.account: row.balance_minor for row in rows if row.balance_minor}


def walk(desk: Desk, stay_id: Any, **more: Any) -> WalkGuest:
    """The command."""
    return WalkGuest(id=desk.app.new_id(), walk_id=desk.app.new_id(), stay_id=stay_id, **(COST | more))


def test_the_house_pays(desk: Desk) -> None:
    """A cost of the house, a debt to the other hotel, nothing on the folio; undone by the opposite."""
    single, family = desk.book("102", 0, 1), desk.book("101", 0, 4, prices=(9_100, 9_200, 9_300, 9_400))
    free = walk(desk, desk.book("103", 0, 1))
    assert desk.app.execute(free).result["posting_ids"] == []
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    command = walk(desk, single)
    desk.app.execute(command)
    assert balances(desk) == {"6150": 15_800, "2270": -15_800}
    assert desk.app.ask(FolioOf(stay_id=single)) is None
    undone = desk.app.new_id()
    desk.app.undo(command.id, undone)
    assert (balances(desk), desk.view(single).status) == ({}, "confirmed")
    assert desk.held(single)
    assert desk.app.ask(Walks(stay_id=single)) == ()
    desk.app.undo(undone)
    assert (balances(desk)["6150"], desk.view(single).status) == (15_800, "cancelled")
    back = walk(desk, family, return_on=desk.day(2), transport="", transport_minor=0)
    nights = desk.nights(family)
    desk.app.execute(back)
    assert balances(desk)["6150"] == 29_800
    desk.book("101", 1, 1, name="Okonkwo")
    desk.app.undo(back.id)
    assert balances(desk)["6150"] == 15_800
    assert [(day, minor) for day, _, minor in desk.nights(family)] == [(n, m) for n, _, m in nights]
    assert {room for _, room, _ in desk.nights(family)} == {""}
    late = walk(desk, desk.book("104", 0, 3), return_on=desk.day(1))
    desk.app.execute(late)
    desk.close_day()
    desk.clock().forward(days=1)
    with pytest.raises(CannotWalk):
        desk.app.undo(late.id)


def test_the_account_is_that_of_the_article(desk: Desk) -> None:
    """A house that keeps such costs elsewhere says so at the article."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    desk.app.execute(walk(desk, desk.book("101", 0, 1)))
    article = ArticleSpec("WALK", "Walk", account="6200")
    desk.do(SetArticle, property_id=desk.hotel.property_id, article=article)
    desk.app.execute(walk(desk, desk.book("102", 0, 1)))
    assert balances(desk) == {"6150": 15_800 + 1_800, "6200": 14_000, "2270": -31_600}


def test_the_letter_speaks_the_guests_language(desk: Desk) -> None:
    """Each language says all of it in its own words; without one it is English."""
    stay = desk.book("101", 0, 3, name="Weiß")
    assert desk.app.ask(WalkLetter(stay_id=stay)) is None
    desk.do(ChangeGuest, guest_id=desk.view(stay).guest_id, language="de")
    desk.app.execute(walk(desk, stay, return_on=desk.day(1)))
    own = desk.app.ask(WalkLetter(stay_id=stay))
    assert own is not None
    assert (own.language, own.title) == ("de", "Ihre Nacht im Hotel Aurora")
    assert own.after[0] == "Das Zimmer dort bezahlen wir für 1 Nacht. Für diese Zeit schulden Sie uns nichts."
    assert "22. November 2026" in own.after[2]
    told = [desk.app.ask(WalkLetter(stay_id=stay, language=language)) for language in LANGUAGES]
    for part in range(4):
        assert len({one.after[part] for one in told if one is not None}) == len(LANGUAGES)
