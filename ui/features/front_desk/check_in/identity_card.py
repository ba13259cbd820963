"""Step 1: whose document was seen. Fields by law and nationality; a scanner, a picture or typing."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.features.front_desk import CheckInView, IdentityView, Mrz, VerifyIdentity, identity
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_in.document_form import DocumentForm, shown_fact
from ui.features.front_desk.check_in.picture_source import PictureSource
from ui.features.front_desk.check_in.step_card import Doing, StepCard, emptied
from ui.features.front_desk.check_in.words import country_name, kind_word, way_word
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.labels import IconLabel, label
from ui.widgets.shapes import rounded
from ui.widgets.status_chip import StatusChip
from ui.widgets.theme import BODY, REGULAR, SEMIBOLD, SMALL, font, theme


class _Portrait(QWidget):
    """Where a document has its picture; none is kept, so it is a shape."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(88, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A head and shoulders."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        painter.setPen(QPen(c.line_strong, 1))
        painter.setBrush(c.sunken)
        painter.drawPath(rounded(self.rect(), 4))
        painter.setClipPath(rounded(self.rect().adjusted(1, 1, -1, -1), 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.line_strong)
        painter.drawEllipse(QRect(26, 22, 36, 36))
        painter.drawRoundedRect(QRect(10, 68, 68, 60), 26, 26)


class _Seen(QWidget):
    """What was seen, each fact with a tick."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(_Portrait(), 0, Qt.AlignmentFlag.AlignTop)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        row.addLayout(self._grid, 1)
        column.addLayout(row)
        self.zone = QLabel()
        self.zone.setProperty("ground", "sunken")
        self.zone.setTextFormat(Qt.TextFormat.PlainText)
        self.zone.setContentsMargins(10, 5, 10, 5)
        face = font(SMALL)
        face.setFamilies(["DejaVu Sans Mono", "Liberation Mono", "Courier New", "monospace"])
        self.zone.setFont(face)
        column.addWidget(self.zone)
        column.addStretch(1)
        self.foot = label("", SMALL, tone="secondary")
        column.addWidget(self.foot)

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Name and value, a line each."""
        emptied(self._grid)
        for line, (name, text) in enumerate(rows):
            self._grid.addWidget(label(name, BODY, tone="secondary"), line, 0)
            value = label(text, BODY, SEMIBOLD if line == 0 else REGULAR)
            value.setMinimumWidth(40)
            value.setToolTip(text)
            self._grid.addWidget(value, line, 1)
            self._grid.addWidget(IconLabel("check", "success", 14), line, 2)
        self._grid.setRowStretch(len(rows), 1)


class IdentityCard(StepCard):
    """Verifies one guest after the other; the first one is enough to go on."""

    def __init__(self, services: ShellServices, doing: Doing, view: CheckInView, parent: QWidget) -> None:
        super().__init__(1, tr("Identity"), doing, parent)
        self._services, self._place, self._again = services, 1, False
        self._zones: dict[int, Mrz] = {}
        self.form = DocumentForm(view.house.business_date)
        self.seen = _Seen()
        self.nobody = label("", BODY, tone="secondary", wrap=True)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        for widget in (self.form, self.seen, self.nobody):
            self.stack.addWidget(widget)
        self.chip = StatusChip("nothing_due", tr("Read and verified"))
        self.next = KeyedButton("", Kind.QUIET, icon="user", size=Size.DENSE)
        self.picture = KeyedButton(tr("Picture…"), Kind.QUIET, icon="image", size=Size.DENSE)
        self.scan = KeyedButton(tr("Scan again"), Kind.QUIET, icon="identification-card", size=Size.DENSE)
        for tool in (self.chip, self.next, self.picture, self.scan):
            self.tools.addWidget(tool)
        self.body.addWidget(self.stack, 1)
        self.source = PictureSource(services, self, view.house.business_date)
        self.source.read.connect(self._take_picture)
        self.source.failed.connect(lambda sentence: self.form.say(sentence, "warning"))
        self.picture.clicked.connect(self.source.choose)
        self.scan.clicked.connect(self.scan_again)
        self.next.clicked.connect(self.next_guest)
        self.form.zone_read.connect(self._keep_zone)
        self.show_facts(view)

    @property
    def verb(self) -> tuple[str, str]:
        """Verify what stands in the fields."""
        return tr("Verify document"), "identification-card"

    def show_facts(self, view: CheckInView) -> None:
        """The form until the guest is verified, then what was seen."""
        fresh = self.view is None
        super().show_facts(view)
        seen = {check.place: check for check in view.identities}
        asked = bool(view.guest.needed)
        self.set_done(done=1 in seen or not asked)
        current = seen.get(self._place)
        typing = (current is None or self._again) and (asked or self._place > 1)
        self.picture.setVisible(typing)
        self.chip.setVisible(current is not None and not typing)
        self.scan.setVisible(not typing)
        self.scan.setText(tr("Scan again") if current is not None else tr("Scan"))
        more = self._place < view.stay.adults + view.stay.children and current is not None and not typing
        self.next.setVisible(more)
        self.next.setText(tr("Guest {n}", n=self._place + 1))
        if typing:
            if fresh or self.stack.currentWidget() is not self.form:
                self.form.ask(self._fields(view), self._known(view))
            self.stack.setCurrentWidget(self.form)
        elif current is not None:
            self._show_seen(view, current)
            self.stack.setCurrentWidget(self.seen)
        else:
            self.nobody.setText(
                tr("The law of this country asks nothing of guests from {country}. Scanning stays possible.",
                   country=country_name(view.guest.nationality))
            )  # fmt: skip
            self.stack.setCurrentWidget(self.nobody)

    def act(self) -> None:
        """Verify."""
        view = self.view
        if view is None:
            return
        command = VerifyIdentity(
            id=self._services.app.new_id(), check_id=self._services.app.new_id(), stay_id=view.stay.id,
            facts=self.form.facts, way=self.form.way, place=self._place,
        )  # fmt: skip
        self._again = False
        self.doing.run(
            command, tr("The document of {name} was seen", name=self._name(view)), None, self._refused
        )

    def take_keyboard(self) -> None:
        """The first field that is empty, else the zone."""
        if self.stack.currentWidget() is not self.form:
            self.setFocus()
            return
        empty = next((edit for edit in self.form.editors.values() if not edit.text()), None)
        (empty or self.form.zone).setFocus()

    def scan_again(self) -> None:
        """Open the form once more."""
        self._again = True
        if self.view is not None:
            self.form.ask(self._fields(self.view), self._known(self.view))
            self.stack.setCurrentWidget(self.form)
            self.set_done(done=False)
            self.chip.hide()
            self.scan.hide()
            self.next.hide()
            self.picture.show()
        self.form.zone.setFocus()
        self.chosen.emit()
        self.changed.emit()

    def next_guest(self) -> None:
        """Those who come along."""
        self._place += 1
        if self.view is not None:
            seen = any(check.place == self._place for check in self.view.identities)
            if not seen:
                self.scan_again()
            else:
                self.show_facts(self.view)

    def _refused(self, error: AppError) -> bool:
        self._again = self._place > 1 or self._again
        self.form.say(error.sentence, "danger", field=error.field)
        return True

    def _take_picture(self, text: str) -> None:
        self.form.put_zone(text)
        if self.form.way == "scanner":
            self.form.way = "picture"

    def _keep_zone(self, zone: Mrz) -> None:
        self._zones[self._place] = zone

    def _fields(self, view: CheckInView) -> tuple[str, ...]:
        needed = view.guest.needed or identity.USUAL_FIELDS
        return needed if identity.EXPIRES in needed else (*needed, identity.EXPIRES)

    def _known(self, view: CheckInView) -> dict[str, str]:
        """What the house knows of the guest himself."""
        if self._place > 1:
            return {}
        guest = view.guest
        known = {
            identity.SURNAME: guest.surname, identity.GIVEN: guest.given,
            identity.NATIONALITY: guest.nationality, identity.PHONE: guest.phone or guest.email,
            identity.BIRTH: guest.birth_date.isoformat() if guest.birth_date else "",
        }  # fmt: skip
        own = next((check for check in view.identities if check.place == 1), None)
        return known | (dict(own.facts) if own is not None else {})

    def _name(self, view: CheckInView) -> str:
        return f"{view.guest.given} {view.guest.surname}".strip()

    def _show_seen(self, view: CheckInView, check: IdentityView) -> None:
        guest, zone = view.guest, self._zones.get(check.place)
        facts = dict(check.facts)
        name = tr("{surname}, {given}", surname=guest.surname.upper(), given=guest.given)
        if check.place > 1:
            name = " ".join(part for part in (facts.get("given", ""), facts.get("surname", "")) if part)
        elif not guest.given:
            name = guest.surname.upper()
        rows = [(tr("Name"), name)]
        rows.append((tr("Document"), f"{kind_word(check.kind)} {facts.get(identity.NUMBER, '')}".strip()))
        nationality = facts.get(identity.NATIONALITY, guest.nationality if check.place == 1 else "")
        if nationality:
            rows.append((tr("Nationality"), country_name(nationality)))
        born = facts.get(identity.BIRTH, guest.birth_date.isoformat() if guest.birth_date else "")
        if born:
            rows.append((tr("Born"), shown_fact(identity.BIRTH, born)))
        for field, title in ((identity.EXPIRES, tr("Expires")), (identity.ADDRESS, tr("Address"))):
            if facts.get(field):
                rows.append((title, shown_fact(field, facts[field])))
        if guest.stays_before:
            rows.append((tr("Guest"), tr("stay number {n} with us", n=guest.stays_before + 1)))
        self.seen.show_rows(rows[:6])
        self.seen.zone.setText("\n".join(zone.lines) if zone is not None else "")
        self.seen.zone.setVisible(zone is not None)
        time = f"{check.at.astimezone():%H:%M}"
        who = tr("{way} by {name} at {time}. No picture is kept.", way=way_word(check.way),
                 name=check.by_name, time=time)  # fmt: skip
        self.seen.foot.setText(who)
