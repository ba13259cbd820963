"""The confirmation letter: in the guest's language, with each night, the deposit and the terms as sold."""

from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from app.features.front_desk import ConfirmationLetter, LetterView
from app.features.guests import ChangeGuest
from app.features.reservations import CancelReservation, RecordDeposit
from app.kernel.errors import NotFound
from tests.app.rates.house import Rates
from tests.support.desk import Desk


def letter(desk: Desk, booking: object, language: str = "") -> LetterView:
    """The letter of a booking."""
    return desk.app.ask(
        ConfirmationLetter(reservation_id=booking, language=language)  # type: ignore[arg-type]
    )


def words(view: LetterView) -> str:
    """What stands on its pages."""
    buffer = QBuffer()
    buffer.setData(QByteArray(view.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    return " ".join(" ".join(pdf.getAllText(n).text().split()) for n in range(pdf.pageCount()))


def test_a_letter(desk: Desk) -> None:
    """Two rooms by the plan's terms, a part of the deposit paid, in German; and in English when asked."""
    rates = Rates(desk, {})
    rates.plan("BAR", prepayment_bp=5_000, policy={"free_until_days": 2, "fee": "first_night"})
    rates.prices("BAR", 10_000)
    rooms = (desk.request("101", 5, 2, rate_code="BAR"), desk.request("102", 5, 1, rate_code="BAR"))
    command = desk.reserve(*rooms, name="Brandt")
    desk.app.execute(command)
    booking = command.reservation_id
    desk.do(RecordDeposit, reservation_id=booking, amount_minor=4_000)
    guest_id = desk.view(rooms[0].stay_id).guest_id
    desk.do(ChangeGuest, guest_id=guest_id, language="de", email="f@brandt.example")
    view = letter(desk, booking)
    said = words(view)
    number = desk.view(rooms[0].stay_id).number
    for text in (
        "Buchungsbestätigung", number, "26. November 2026", "1. Standard", "2. Standard",
        "Anzahlung von 110,00 EUR", "kostenlos stornieren",
    ):  # fmt: skip
        assert text in said, text
    assert (view.deposit_due_minor, view.language) == (11_000, "de")
    assert "Booking confirmation" in words(letter(desk, booking, "en"))
    draft = message_from_bytes(view.draft, policy=policy.default)
    assert (draft["X-Unsent"], draft["To"], draft["Subject"]) == (
        "1", "f@brandt.example", f"Ihre Buchung {number} im MIR",
    )  # fmt: skip
    (attached,) = list(draft.iter_attachments())
    assert (attached.get_filename(), attached.get_content()) == (view.name, view.content)
    desk.do(CancelReservation, reservation_id=booking)
    with pytest.raises(NotFound, match="Nothing of this booking is left to confirm"):
        letter(desk, booking)
