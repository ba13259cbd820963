"""Something happened: where, and what; the next shift is told of it until it is settled."""

from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.features.front_desk import RecordIncident
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog


class IncidentDialog(SmallDialog):
    """Enter writes it down."""

    def __init__(self, services: ShellServices, property_id: UUID) -> None:
        about = tr("An accident, damage, a complaint, the police, a lift that stands still.")
        super().__init__(services, tr("Something happened"), about, verb=tr("Write it down"))
        self._property_id = property_id
        self.place, self.text = QLineEdit(), QLineEdit()
        self.field("place", tr("Where: a room, the lift, the garage …"), self.place)
        self.field("text", tr("What happened, and what was done"), self.text)
        self.place.setFocus()

    def agree(self) -> None:
        """Write it down."""
        command = RecordIncident(
            id=self.services.app.new_id(), incident_id=self.services.app.new_id(),
            property_id=self._property_id, place=self.place.text(), text=self.text.text(),
        )  # fmt: skip
        self.do(command, tr("It is written down"))
