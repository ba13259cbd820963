"""The section of the settings about taking money: the key of the card provider, and deposits."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bootstrap import App, card_key_kind, keep_card_key
from app.features.folios import DepositPart, PaymentTermsOf, PaymentTermsView, SetPaymentTerms
from app.features.property import House, HouseView, PropertyView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.folios.panels.deposits import percent_bp
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress
from ui.widgets.buttons import KeyedButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import label, rule, set_tone
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY, MEDIUM, SMALL

STARTS = ("sk_", "rk_")
CHECK_IN, CHECK_OUT, HAND = "check_in", "check_out", "hand"


class PayingSection(QWidget):
    """One hotel at a time. The key goes to the keyring of this computer and nowhere else."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.setWindowTitle(tr("Cards and deposits"))
        self._services = services
        self._hotels: dict[str, PropertyView] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.hotels = ChoiceBox()
        self.hotels.setAccessibleName(tr("Hotel"))
        self.hotels.activated.connect(lambda _index: self._ask())
        self.hotels.hide()
        column.addWidget(self.hotels)
        self._add_key(column)
        column.addWidget(rule())
        self._add_deposits(column)
        services.operations.ask(House(), self._house, latest="folios.paying.house")

    @property
    def hotel(self) -> PropertyView | None:
        """The hotel whose terms show."""
        return self._hotels.get(str(self.hotels.choice))

    def keep(self) -> None:
        """Put the key into the keyring; then payments by link are offered."""
        hotel, key = self.hotel, self.key.text().strip()
        self.key_field.clear()
        if hotel is None:
            return
        if not key.startswith(STARTS) or len(key) < 12 or not key.isascii():
            self.key_field.say_wrong(tr("A secret key of Stripe's begins with sk_ or rk_."))
            return
        self.key.clear()

        def work(_app: App, _progress: Progress) -> str:
            keep_card_key(hotel.id, key)
            return card_key_kind(hotel.id)

        self._services.operations.run_task(work, self._kept, self._not_kept)

    def _kept(self, kind: str) -> None:
        hotel = self.hotel
        self._show_kind(kind)
        if hotel is not None:
            terms = SetPaymentTerms(id=self._services.app.new_id(), property_id=hotel.id, provider="stripe")
            self._write(terms, tr("Cards are taken by Stripe now"))

    def _not_kept(self, error: AppError) -> None:
        self.key_field.say_wrong(error.sentence)

    def disconnect_provider(self) -> None:
        """Offer no payments by link any more; what waits is still asked for."""
        hotel = self.hotel
        if hotel is not None:
            terms = SetPaymentTerms(id=self._services.app.new_id(), property_id=hotel.id, provider="")
            self._write(terms, tr("Cards are not taken by Stripe any more"))

    def apply(self, moment: str) -> None:
        """Another moment at which deposits are applied."""
        hotel = self.hotel
        if hotel is not None:
            terms = SetPaymentTerms(
                id=self._services.app.new_id(), property_id=hotel.id, apply_deposit=moment
            )
            self._write(terms, tr("When deposits are applied is saved"))

    def save_usual(self) -> None:
        """The usual deposit; an empty share is none."""
        hotel, text = self.hotel, self.share.text().strip()
        self.share_field.clear()
        bp = percent_bp(text) if text else 0
        days = self.days.text().strip()
        if bp is None or not (days.isdecimal() or not days):
            self.share_field.say_wrong(tr("Write a share such as 30, and a number of days."))
        elif hotel is not None:
            parts = (DepositPart(bp=bp, before_arrival=int(days or 0)),) if bp else ()
            terms = SetPaymentTerms(id=self._services.app.new_id(), property_id=hotel.id, deposit_parts=parts)
            self._write(terms, tr("The usual deposit is saved"))

    def _write(self, command: SetPaymentTerms, sentence: str) -> None:
        def done(_outcome: object) -> None:
            self._services.did(command.id, sentence)
            self._ask()

        self._services.operations.run_command(
            command, done, self._services.navigator.show_refusal, initiator=self
        )

    def _house(self, house: HouseView) -> None:
        for hotel in house.properties:
            self._hotels[str(hotel.id)] = hotel
            self.hotels.add(str(hotel.id), hotel.name)
        self.hotels.setVisible(len(self._hotels) > 1)
        self._ask()

    def _ask(self) -> None:
        hotel = self.hotel
        if hotel is None:
            return
        query = PaymentTermsOf(property_id=hotel.id)
        self._services.operations.ask(query, self._show, latest="folios.paying.terms")

        def work(_app: App, _progress: Progress) -> str:
            return card_key_kind(hotel.id)

        self._services.operations.run_task(work, self._show_kind)

    def _show(self, terms: PaymentTermsView) -> None:
        self.moment.choose(terms.apply_deposit)
        self.disconnecting.setVisible(bool(terms.provider))
        part = terms.deposit_parts[0] if terms.deposit_parts else None
        self.share.setText(f"{part.bp / 100:g}" if part is not None and part.bp else "")
        self.days.setText(str(part.before_arrival or 0) if part is not None else "")

    def _show_kind(self, kind: str) -> None:
        words = {
            "live": tr("A key is kept on this computer."),
            "test": tr("A test key is kept on this computer: no money moves."),
        }
        self.state.setText(words.get(kind, tr("This computer keeps no key.")))
        set_tone(self.state, "warning" if kind == "test" else "success" if kind else "secondary")

    def _add_key(self, column: QVBoxLayout) -> None:
        column.addWidget(label(tr("Cards by Stripe"), BODY, MEDIUM))
        note = tr(
            "Pay links, holds and kept cards. The secret key goes to this computer's keyring, not into the "
            "house's data; give it to the computer that carries out the house's jobs."
        )
        column.addWidget(label(note, SMALL, tone="secondary", wrap=True))
        self.state = label("", SMALL, tone="secondary")
        column.addWidget(self.state)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(tr("sk_live_…"))
        self.key.returnPressed.connect(self.keep)
        self.key_field = FormField(tr("Secret key"), self.key)
        self.keeping = KeyedButton(tr("Keep the key"))
        self.keeping.clicked.connect(self.keep)
        self.disconnecting = KeyedButton(tr("Disconnect"))
        self.disconnecting.clicked.connect(self.disconnect_provider)
        self.disconnecting.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.key_field, 1)
        row.addWidget(self.keeping, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.disconnecting, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)

    def _add_deposits(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.addWidget(label(tr("A deposit that is held is applied"), BODY, MEDIUM), 1)
        self.moment = SegmentedControl(
            ((CHECK_IN, tr("At check-in")), (CHECK_OUT, tr("At check-out")), (HAND, tr("By hand")))
        )
        self.moment.chosen.connect(self.apply)
        row.addWidget(self.moment)
        column.addLayout(row)
        self.share, self.days = QLineEdit(), QLineEdit()
        self.share.setPlaceholderText(tr("none"))
        self.share_field = FormField(tr("Usual deposit, percent of the price"), self.share)
        usual = QHBoxLayout()
        usual.setSpacing(8)
        usual.addWidget(self.share_field, 1)
        usual.addWidget(FormField(tr("Days before arrival"), self.days), 1)
        save = KeyedButton(tr("Save"))
        save.clicked.connect(partial(PayingSection.save_usual, self))
        usual.addWidget(save, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(usual)
