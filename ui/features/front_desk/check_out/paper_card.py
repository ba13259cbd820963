"""Which document the guest gets, how, and how many of the keys came back."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.features.front_desk import CheckOutView
from app.kernel.documents import DocumentKind
from app.kernel.text import tr, trn
from ui.widgets.form_field import FormField
from ui.widgets.labels import Card, label
from ui.widgets.segmented import SegmentedControl
from ui.widgets.theme import BODY

NONE = "none"


class PaperCard(Card):
    """`kind` is a document's kind or "none"; printed and mailed as ticked."""

    def __init__(self, view: CheckOutView, parent: QWidget) -> None:
        super().__init__(tr("Invoice and keys"), parent)
        self.kind = SegmentedControl(
            [(DocumentKind.INVOICE, tr("Invoice")), (DocumentKind.SIMPLIFIED, tr("Simplified")),
             (NONE, tr("None"))],
            wide=True,
        )  # fmt: skip
        self.kind.choose(DocumentKind.SIMPLIFIED)
        self.body.addWidget(self.kind)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.printed = QCheckBox(tr("Print"))
        self.mailed = QCheckBox(tr("E-mail to"))
        self.address = QLineEdit(view.guest.email)
        self.address.setMaxLength(254)
        self.address.setAccessibleName(tr("E-mail address"))
        self.address_field = FormField("", self.address)
        self.address_field.title.hide()
        row.addWidget(self.printed)
        row.addWidget(self.mailed)
        row.addWidget(self.address_field, 1)
        self.body.addLayout(row)
        self.printed.setChecked(not view.guest.email)
        self.mailed.setChecked(bool(view.guest.email))
        self.keys_row = QHBoxLayout()
        self.keys_word = label("", BODY)
        self.keys = QSpinBox()
        self.keys.setAccessibleName(tr("Keys that came back"))
        self.keys_row.addWidget(self.keys_word)
        self.keys_row.addStretch(1)
        self.keys_row.addWidget(self.keys)
        self.body.addLayout(self.keys_row)
        self.mailed.toggled.connect(self.address_field.setEnabled)
        self.address_field.setEnabled(self.mailed.isChecked())
        self.show_facts(view)

    def show_facts(self, view: CheckOutView) -> None:
        """How many keys are out."""
        self.keys.setRange(0, max(0, view.keys_out))
        self.keys.setValue(view.keys_out)
        self.keys.setVisible(view.keys_out > 0)
        self.keys_word.setText(
            trn("{n} key is out; came back", "{n} keys are out; came back", view.keys_out)
            if view.keys_out
            else tr("No key is out.")
        )
