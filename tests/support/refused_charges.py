"""Refusals of charges that offer a way on, as stories for the test that follows every choice."""

from app.features import folios
from app.kernel.commands import Command
from app.kernel.errors import AppError, NotFound
from tests.support.bills import opened
from tests.support.desk import Desk


def charge_a_closed_folio(desk: Desk) -> tuple[type[AppError], Command]:
    """The bill was closed; it can be opened again."""
    command = _charge(desk)
    desk.do(folios.CloseFolio, folio_id=command.folio_id)
    return folios.FolioClosed, command


def charge_a_closed_day(desk: Desk) -> tuple[type[AppError], Command]:
    """The charge is of yesterday, whose day is closed; it can be posted today."""
    command = _charge(desk)
    return folios.DayClosed, folios.PostCharge(
        id=command.id, folio_id=command.folio_id, article_code=command.article_code,
        unit_minor=command.unit_minor, business_date=desk.day(-1),
    )  # fmt: skip


def nights_without_ledgers(desk: Desk) -> tuple[type[AppError], Command]:
    """Nobody has set the ledgers up; that is one step."""
    stay_id = desk.check_in("101")
    return NotFound, folios.PostNights(
        id=desk.app.new_id(), property_id=desk.hotel.property_id, business_date=desk.day(0),
        stay_ids=(stay_id,),
    )  # fmt: skip


def _charge(desk: Desk) -> folios.PostCharge:
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return folios.PostCharge(
        id=desk.app.new_id(), folio_id=opened(desk), article_code="OTHER", unit_minor=1_250
    )


CHARGE_STORIES = (charge_a_closed_folio, charge_a_closed_day, nights_without_ledgers)
