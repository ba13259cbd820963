"""A new group, or what is said of one: name, code, dates, until when rooms are kept, who pays."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.guests import Companies, CompanyView
from app.features.property import PropertyView
from app.features.reservations.groups import GroupView, OpenGroup
from app.kernel.dates import StayDates
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import parse_day, short_day
from ui.widgets.stay_picker import StayPicker

WIDTH: Final = 560
CUT_OFF_DAYS: Final = 14


class GroupDialog(SmallDialog):
    """Enter opens the group."""

    def __init__(self, services: ShellServices, hotel: PropertyView, view: GroupView | None = None) -> None:
        title = tr("New group") if view is None else view.row.name
        about = tr("Rooms that are kept for it are not sold to others until they are released.")
        super().__init__(services, title, about, verb=tr("Save"), width=WIDTH)
        self._hotel, self._view = hotel, view
        row = view.row if view is not None else None
        self.name, self.code = QLineEdit(row.name if row else ""), QLineEdit(row.code if row else "")
        self.code.setEnabled(row is None)
        self.row(("name", tr("Name"), self.name, 3), ("code", tr("Code"), self.code, 1))
        first = hotel.business_date + timedelta(days=30)
        dates = StayDates(row.arrival, row.departure) if row else StayDates(first, first + timedelta(days=3))
        self.stay = StayPicker(dates, day_use=False, say_nights=False)
        self.cut_off = QLineEdit(short_day(row.cut_off) if row and row.cut_off else "")
        self.cut_off.setPlaceholderText(tr("Never"))
        if row is None:
            self.cut_off.setText(short_day(self._usual_cut_off(dates.arrival)))
        self.row(("departure", tr("Nights"), self.stay, 3), ("cut_off", tr("Kept until"), self.cut_off, 1))
        self.company, self.rate = ChoiceBox(), QLineEdit(view.rate_code if view else "")
        self.company.add(None, tr("Nobody yet"))
        self.row(
            ("company_id", tr("Company or agent"), self.company, 3), ("rate_code", tr("Rate"), self.rate, 1)
        )
        self.contact, self.note = (
            QLineEdit(view.contact if view else ""),
            QLineEdit(view.note if view else ""),
        )
        self.contact.setPlaceholderText(tr("Who organises it, telephone, e-mail"))
        self.field("contact", tr("Contact"), self.contact)
        self.field("note", tr("Note"), self.note)
        self.stay.changed.connect(self._moved)
        self.name.setFocus()
        services.operations.ask(Companies(), self._list_companies, latest="groups.companies")

    def agree(self) -> None:
        """Write it."""
        text, cut_off = self.cut_off.text().strip(), None
        if text:
            cut_off = parse_day(text, self._hotel.business_date)
            if cut_off is None:
                self.fields["cut_off"].say_wrong(tr("This is no day. Type it like 21.11 or +3."))
                self.cut_off.setFocus()
                return
        dates, company = self.stay.dates, self.company.choice
        command = OpenGroup(
            id=self.services.app.new_id(),
            group_id=self._view.row.id if self._view else self.services.app.new_id(),
            property_id=self._hotel.id, code=self.code.text().strip() or _code(self.name.text()),
            name=self.name.text(), arrival=dates.arrival, departure=dates.departure, cut_off=cut_off,
            rate_code=self.rate.text().strip().upper(),
            company_id=company if isinstance(company, UUID) else None,
            contact=self.contact.text(), note=self.note.text(),
        )  # fmt: skip
        self.do(command, tr("{name} is saved", name=self.name.text().strip()))

    def _usual_cut_off(self, arrival: date) -> date:
        return max(arrival - timedelta(days=CUT_OFF_DAYS), self._hotel.business_date)

    def _moved(self, dates: StayDates) -> None:
        if self._view is None and self.cut_off.text():
            self.cut_off.setText(short_day(self._usual_cut_off(dates.arrival)))

    def _list_companies(self, companies: Sequence[CompanyView]) -> None:
        for company in companies:
            self.company.add(company.id, company.name)
        if self._view is not None:
            self.company.choose(self._view.company_id)


def _code(name: str) -> str:
    """A code from a name, when none was typed."""
    return "".join(letter for letter in name.upper() if letter.isalnum())[:12]
