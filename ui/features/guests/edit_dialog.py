"""Everything that is kept of a guest, to change: names, contacts, birth, VIP, tags, blacklist, note."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.features.guests import ChangeGuest, GuestView
from app.kernel.text import tr
from ui.features.guests.words import title_of
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import parse_day

MOST_VIP: Final = 3
WIDTH, NOTE_HEIGHT = 680, 64
# A day without a year falls so far back that it is refused: nobody was born this year by mistake.
LONG_AGO: Final = date(1000, 1, 1)


class EditDialog(SmallDialog):
    """A refusal stands at the field that it is about; nothing that was typed is lost."""

    def __init__(self, services: ShellServices, view: GuestView) -> None:
        about = tr("One name is enough. A blacklisted guest is shown as such at booking and check-in.")
        super().__init__(services, title_of(view.name), about, verb=tr("Save"), width=WIDTH)
        self._view = view
        self.lines: dict[str, QLineEdit] = {}
        self.vip = ChoiceBox()
        self.vip.add(0, tr("No VIP"))
        for level in range(1, MOST_VIP + 1):
            self.vip.add(level, tr("VIP {level}", level=level))
        self.vip.choose(view.vip)
        self.note = QPlainTextEdit(view.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        self._fill(view)
        self.lines["surname"].setFocus()

    def agree(self) -> None:
        """Change the guest."""
        text = {name: line.text() for name, line in self.lines.items()}
        typed = text.pop("birth_date").strip()
        born = parse_day(typed, LONG_AGO) if typed else None
        if typed and born is None:
            self.fields["birth_date"].say_wrong(tr("Give a day such as 14.3.1988."))
            self.lines["birth_date"].setFocus()
            return
        tags = tuple(tag for tag in text.pop("tags").split(",") if tag.strip())
        command = ChangeGuest(
            id=self.services.app.new_id(), guest_id=self._view.id, birth_date=born,
            forget_birth_date=born is None, vip=int(str(self.vip.choice)), tags=tags,
            note=self.note.toPlainText(), **text,
        )  # fmt: skip
        self.do(command, tr("{name} is changed", name=self._view.name))

    def _fill(self, view: GuestView) -> None:
        born = f"{view.birth_date:%d.%m.%Y}" if view.birth_date else ""
        line = self._line
        self.row(
            line("surname", tr("Surname"), view.surname, 1), line("given", tr("Given name"), view.given, 1)
        )
        self.row(line("email", tr("E-mail"), view.email, 3), line("phone", tr("Phone"), view.phone, 2))
        self.row(
            line("street", tr("Street"), view.street, 4), line("postcode", tr("Postcode"), view.postcode, 2),
            line("city", tr("City"), view.city, 3), line("country", tr("Country"), view.country, 1, "DE"),
        )  # fmt: skip
        self.row(
            line("birth_date", tr("Born on"), born, 2, "14.3.1988"),
            line("nationality", tr("Nationality"), view.nationality, 1, "DE"),
            line("language", tr("Language"), view.language, 1, "de"), ("vip", tr("VIP"), self.vip, 1),
        )  # fmt: skip
        self.row(line("tags", tr("Tags, with commas between"), ", ".join(view.tags), 1))
        reason = tr("Blacklisted because (empty: not blacklisted)")
        self.row(line("blacklist_reason", reason, view.blacklist_reason, 1))
        self.field("note", tr("Note"), self.note)

    def _line(
        self, name: str, title: str, text: str, stretch: int, example: str = ""
    ) -> tuple[str, str, QLineEdit, int]:
        line = self.lines[name] = QLineEdit(text)
        line.setCursorPosition(0)
        line.setPlaceholderText(example)
        return name, title, line, stretch
