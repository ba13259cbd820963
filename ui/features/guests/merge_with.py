"""The guest of a page and another one who is the same: chosen by name, then compared side by side."""

from app.features.front_desk import ComparedGuests, DuplicatePair
from app.features.guests import GuestView
from app.kernel.text import tr
from ui.features.guests.merge_dialog import MergeDialog
from ui.features.guests.words import title_of
from ui.shell.guest_field import GuestField
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog


class MergeWithDialog(SmallDialog):
    """Enter compares; nothing is merged yet."""

    def __init__(self, services: ShellServices, guest: GuestView) -> None:
        about = tr("Both are compared side by side before anything is merged.")
        super().__init__(
            services, tr("Who is also {name}?", name=title_of(guest.name)), about, verb=tr("Compare")
        )
        self._of = guest
        self.guest = GuestField(services.operations, services.app.new_id)
        self.field("guest_id", tr("Guest"), self.guest)
        self.guest.input.setFocus()

    def agree(self) -> None:
        """Ask for both."""
        if self.guest.guest is None:
            self.fields["guest_id"].say_wrong(tr("Choose a guest from the list."))
        elif self.guest.guest.id == self._of.id:
            self.fields["guest_id"].say_wrong(tr("Choose another guest: this is the same one."))
        else:
            query = ComparedGuests(one_id=self._of.id, other_id=self.guest.guest.id)
            self.services.operations.ask(query, self._compare, self.refuse)

    def _compare(self, pair: DuplicatePair) -> None:
        self.accept()
        MergeDialog(self.services, pair).open()
