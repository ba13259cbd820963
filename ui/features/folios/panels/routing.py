"""Which charges go to which window by themselves: the rules that hold, and another one."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.features.folios import FolioRow, FolioView, RemoveRouting, RoutingView, SetRouting, Share
from app.features.property import ArticleView
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.lines import Targets
from ui.features.folios.rows import percent_text
from ui.widgets.buttons import IconButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label, rule
from ui.widgets.money_text import money_text, parse_amount
from ui.widgets.theme import BODY, MEDIUM, SMALL

ALL = ""


class RoutingPanel(FolioPanel):
    """Rules are tried in their order; what no rule takes stays in window 1."""

    verbs = (SetRouting, RemoveRouting)

    def __init__(
        self,
        desk: FolioDesk,
        folio: FolioView,
        rules: Sequence[RoutingView],
        articles: Sequence[ArticleView],
        others: Sequence[FolioRow],
    ) -> None:
        super().__init__(desk, tr("Routing"), tr("Add rule"), "path")
        self._folio, self._names = folio, {article.code: article.name for article in articles}
        self._folios = {other.folio_id: other.name or other.number for other in others}
        self._count = len(rules)
        self.body.addLayout(self._known(rules))
        self.article = ChoiceBox()
        self.article.add(ALL, tr("Every charge"))
        for article in articles:
            self.article.add(article.code, article.name)
        self.field("charges", tr("Charges"), self.article)
        self.share = ChoiceBox()
        for share, title in (
            (Share.FULL, tr("All of it")), (Share.PERCENT, tr("Percent")),
            (Share.FIXED, tr("A fixed amount a night")), (Share.REMAINDER, tr("What is left")),
        ):  # fmt: skip
            self.share.add(share, title)
        self.field("share", tr("How much"), self.share)
        self.value = QLineEdit()
        self.field("value", tr("Value"), self.value)
        self.targets = Targets(folio, others, 1)
        self.field("to_number", tr("To"), self.targets)
        self.body.addStretch(1)
        self.share.currentIndexChanged.connect(self._use)
        self._use()
        self.setFocusProxy(self.article)

    def agree(self) -> None:
        """Add the rule."""
        self.clear_refusal()
        target, share = self.targets.choice, Share(str(self.share.choice))
        value = parse_amount(self.value.text().replace("%", ""), self._folio.currency) if self._valued else 0
        if not isinstance(target, tuple):
            self.fields["to_number"].say_wrong(tr("There is nowhere to send it yet. Add a window first."))
            return
        if value is None:
            self.fields["value"].say_wrong(tr("This is no number."))
            return
        code = str(self.article.choice or "")
        command = SetRouting(
            id=self.desk.new_id(), rule_id=self.desk.new_id(), folio_id=self._folio.folio_id,
            to_folio_id=target[0], to_number=target[1], charges=(code,) if code else (), share=share,
            value=value, rank=self._count,
        )  # fmt: skip
        self.desk.do(command, tr("The rule holds"), on_done=self.finished, on_refused=self.refuse)

    @property
    def _valued(self) -> bool:
        return self.share.choice in (Share.PERCENT, Share.FIXED)

    def _use(self) -> None:
        self.fields["value"].setVisible(self._valued)
        percent = self.share.choice == Share.PERCENT
        self.fields["value"].title.setText(tr("Percent") if percent else tr("Amount a night"))

    def _known(self, rules: Sequence[RoutingView]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        if not rules:
            column.addWidget(
                label(tr("No rule yet: every charge stays in window 1."), SMALL, tone="secondary")
            )
        for rule_view in rules:
            row = QHBoxLayout()
            row.addWidget(label(self._text(rule_view), BODY, MEDIUM, wrap=True), 1)
            forget = IconButton("x", tr("Forget this rule"), Kind.QUIET, size=Size.DENSE)
            forget.clicked.connect(partial(self._forget, rule_view.rule_id))
            row.addWidget(forget)
            column.addLayout(row)
        column.addWidget(rule())
        return column

    def _text(self, view: RoutingView) -> str:
        what = ", ".join(self._names.get(code, code) for code in view.charges) or tr("Every charge")
        share = {
            Share.FULL: "", Share.PERCENT: f" {percent_text(view.value)}", Share.REMAINDER: tr(" the rest"),
            Share.FIXED: f" {money_text(view.value, self._folio.currency)}",
        }.get(Share(view.share), "")  # fmt: skip
        here = view.to_folio_id == self._folio.folio_id
        where = tr("window {number}", number=view.to_number)
        if not here:
            folio = self._folios.get(view.to_folio_id, tr("another folio"))
            where = folio if view.to_number == 1 else f"{folio}, {where}"
        return f"{what}{share} → {where}"

    def _forget(self, rule_id: UUID, *_pressed: object) -> None:
        command = RemoveRouting(id=self.desk.new_id(), rule_id=rule_id)
        self.desk.do(command, tr("The rule is forgotten"), on_done=self.finished, on_refused=self.refuse)
