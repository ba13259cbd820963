"""Step 4: the registration card in the guest's language, signed on the screen or on paper."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.features.front_desk import CardFile, CheckInView, RegistrationCard, SignRegistration
from app.features.invoices import LANGUAGES
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.front_desk.check_in.signature_pad import SignaturePad
from ui.features.front_desk.check_in.step_card import Doing, StepCard
from ui.shell.paper import Sheet
from ui.shell.services import ShellServices
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import IconLabel, label, set_tone
from ui.widgets.theme import SMALL

SCREEN, PAPER = "screen", "paper"
PAD = "check_in.pad"


class RegistrationStep(StepCard):
    """Done once it is signed, or where the law asks for no card."""

    def __init__(self, services: ShellServices, doing: Doing, view: CheckInView, parent: QWidget) -> None:
        super().__init__(4, tr("Registration card"), doing, parent)
        self._services = services
        self.language = ChoiceBox()
        self.language.setFixedSize(104, 26)
        for code, name in LANGUAGES.items():
            self.language.add(code, name)
        self.language.choose(view.guest.language[:2] or "en")
        self.language.setAccessibleName(tr("Language of the card"))
        self.read = KeyedButton(tr("Read card"), Kind.QUIET, icon="file-text", size=Size.DENSE)
        self.print_ = KeyedButton(tr("Print"), Kind.QUIET, icon="printer", size=Size.DENSE)
        for tool in (self.language, self.read, self.print_):
            self.tools.addWidget(tool)
        self.pad = SignaturePad()
        self.body.addWidget(self.pad, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._sign = IconLabel("pen-nib", "text_secondary", 14)
        self.note = label("", SMALL, tone="secondary")
        self.clear = KeyedButton(tr("Clear"), Kind.QUIET, icon="eraser", size=Size.DENSE)
        self.paper = KeyedButton(tr("On paper"), Kind.QUIET, icon="file-text", size=Size.DENSE)
        foot.addWidget(self._sign)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.clear)
        foot.addWidget(self.paper)
        self.body.addLayout(foot)
        self.read.clicked.connect(partial(self._open, now=False))
        self.print_.clicked.connect(partial(self._open, now=True))
        self.clear.clicked.connect(self.sign_again)
        self.paper.clicked.connect(self.on_paper)
        self.pad.changed.connect(self._signed)
        self.language.activated.connect(lambda _index: self._show_words())
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._pad_gone)
        self.show_facts(view)

    @property
    def verb(self) -> tuple[str, str]:
        """Keep what was signed, or let it be signed on paper."""
        if self.pad.strokes and not self.pad.locked:
            return tr("Keep the signature"), "pen-nib"
        return tr("Print, to sign on paper"), "printer"

    def show_facts(self, view: CheckInView) -> None:
        """Signed, to be signed, or not needed."""
        super().show_facts(view)
        done = bool(view.signed) or not view.guest.is_signed
        self.set_done(done=done)
        if view.signed or not self.pad.strokes:
            self.pad.show_strokes(view.strokes, locked=bool(view.signed))
        self.clear.setVisible(bool(view.signed) or bool(self.pad.strokes))
        self.clear.setText(tr("Sign again") if view.signed else tr("Clear"))
        self.paper.setVisible(not view.signed)
        self._say(self._usual(view), "success" if view.signed else "secondary")
        self._show_words()

    def act(self) -> None:
        """Keep the signature; without one the card goes to the printer and is signed there."""
        if self.pad.strokes and not self.pad.locked:
            self._send(SCREEN, self.pad.strokes)
        else:
            self._open(now=True)
            self.on_paper()

    def on_paper(self) -> None:
        """The guest signs the printed card; the house keeps it."""
        self._send(PAPER, "")

    def sign_again(self) -> None:
        """An empty box."""
        self.pad.locked = False
        self.pad.clear()
        self.set_done(done=False)
        self.chosen.emit()
        self.changed.emit()

    def take_keyboard(self) -> None:
        """The card itself: signing needs a pen, paper one key."""
        self.paper.setFocus()

    def _send(self, way: str, strokes: str) -> None:
        view = self.view
        if view is None:
            return
        command = SignRegistration(
            id=self._services.app.new_id(), stay_id=view.stay.id, way=way, strokes=strokes,
            language=str(self.language.choice or ""),
        )  # fmt: skip
        self.doing.run(command, tr("The registration card is signed"), None, self._refused)

    def _refused(self, error: AppError) -> bool:
        self._say(error.sentence, "danger")
        return True

    def _open(self, *, now: bool) -> None:
        view = self.view
        if view is None:
            return

        def answer(file: CardFile) -> None:
            from ui.shell.printing import open_print, print_now  # noqa: PLC0415 - loaded when first printed

            sheet = Sheet("registration_card", file.name.removesuffix(".pdf"), file.pdf)
            (print_now if now else open_print)(self._services, sheet)

        query = RegistrationCard(stay_id=view.stay.id, language=str(self.language.choice or ""))
        self._services.operations.ask(query, answer, self._refused_softly, latest="check_in.card")

    def _refused_softly(self, error: AppError) -> None:
        self._say(error.sentence, "danger")

    def _pad_gone(self) -> None:
        """The second screen that the guest signs on was taken away."""
        if not self.is_done:
            self._say(tr("The signature pad is gone. Sign with the mouse, or on paper."), "danger")

    def _signed(self) -> None:
        self.clear.setVisible(bool(self.pad.strokes))
        self.changed.emit()

    def _usual(self, view: CheckInView) -> str:
        if view.signed == PAPER:
            return tr("Signed on paper: put the card into the house’s folder.")
        if view.signed:
            at = f"{view.signed_at.astimezone():%H:%M}" if view.signed_at else ""
            return tr("Signed on the screen at {time}", time=at)
        if not view.guest.is_signed:
            return tr("The law asks for no signature here.")
        return tr("With a pen, the mouse or a finger")

    def _show_words(self) -> None:
        name = LANGUAGES.get(str(self.language.choice or "en"), "")
        self.pad.words = (tr("Sign here"), tr("The card is in {language}", language=name))
        self.pad.update()

    def _say(self, sentence: str, tone: str) -> None:
        self.note.setText(sentence)
        set_tone(self.note, tone)
        icons = {"danger": "warning-circle", "success": "check"}
        self._sign.show_icon(icons.get(tone, "pen-nib"), tone if tone in icons else "text_secondary")
