"""Small dialogs of what the desk knows of a guest: what he likes, and who belongs to him."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCompleter, QLineEdit

from app.features.front_desk import RelateGuests, SetPreferences, likings
from app.features.guests import GuestView
from app.kernel.text import tr
from ui.features.guests.words import relation_word, title_of, wish_word
from ui.shell.guest_field import GuestField
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.choice_box import ChoiceBox

WIDTH = 620


class WishesDialog(SmallDialog):
    """A line for each kind of wish; what is often said is offered while one types."""

    def __init__(self, services: ShellServices, guest: GuestView, likes: Sequence[tuple[str, str]]) -> None:
        about = tr("Shown at check-in. What is left empty is not known.")
        super().__init__(services, title_of(guest.name), about, verb=tr("Save"), width=WIDTH)
        self._guest, self._before = guest, dict(likes)
        self.lines: dict[str, QLineEdit] = {}
        kinds = list(likings.PREFERENCES)
        for left, right in zip(kinds[::2], kinds[1::2], strict=True):
            self.row(self._line(left), self._line(right))
        self.lines[kinds[0]].setFocus()

    def agree(self) -> None:
        """Write what changed."""
        said = {kind: line.text() for kind, line in self.lines.items()}
        likes = tuple(
            (kind, text) for kind, text in said.items() if text.strip() != self._before.get(kind, "")
        )
        command = SetPreferences(id=self.services.app.new_id(), guest_id=self._guest.id, likes=likes)
        self.do(command, tr("What {name} likes is noted", name=self._guest.name))

    def _line(self, kind: str) -> tuple[str, str, QLineEdit, int]:
        line = self.lines[kind] = QLineEdit(self._before.get(kind, ""))
        often = [tr(text) for text in likings.OFTEN.get(kind, ())]
        if often:
            line.setCompleter(QCompleter(often, line))
            line.setPlaceholderText(", ".join(often[:2]))
        return kind, wish_word(kind), line, 1


class RelateDialog(SmallDialog):
    """Another guest, and what he or she is to this one."""

    def __init__(self, services: ShellServices, guest: GuestView) -> None:
        about = tr("Family and companions are offered when somebody is added to a room.")
        super().__init__(
            services, tr("Who belongs to {name}", name=title_of(guest.name)), about, verb=tr("Save")
        )
        self._of = guest
        self.guest = GuestField(services.operations, services.app.new_id)
        self.kind = ChoiceBox()
        for kind in likings.RELATIONS:
            self.kind.add(kind, relation_word(kind))
        self.field("other_id", tr("Guest"), self.guest)
        self.field("kind", tr("Is"), self.kind)
        self.guest.input.setFocus()

    def agree(self) -> None:
        """Relate them; only guests who are known."""
        if self.guest.guest is None:
            self.fields["other_id"].say_wrong(tr("Choose a guest from the list."))
            return
        new_id = self.services.app.new_id
        command = RelateGuests(
            id=new_id(), relation_id=new_id(), guest_id=self._of.id, other_id=self.guest.guest.id,
            kind=str(self.kind.choice),
        )  # fmt: skip
        self.do(command, tr("{name} belongs to {guest}", name=self.guest.guest.name, guest=self._of.name))
