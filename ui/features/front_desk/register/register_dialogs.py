"""Dialogs of the guest register: what is missing of a person, the authority's answer, the house's code."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from app.features.front_desk import (
    AnswerRegister,
    CompleteRegister,
    RegisterRow,
    SetRegisterTerms,
    identity,
    register,
)
from app.kernel.text import tr
from ui.shell.services import ShellServices
from ui.shell.small_dialog import SmallDialog
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.day_text import parse_day

DATES: Final = (identity.BIRTH, identity.EXPIRES)
CODES: Final = (
    identity.NATIONALITY, register.BIRTH_COUNTRY, register.HOME_COUNTRY, register.BIRTH_PROVINCE,
)  # fmt: skip


class CompleteDialog(SmallDialog):
    """The fields that are missing of one person; those of the next person come after it."""

    def __init__(self, services: ShellServices, row: RegisterRow, then: Callable[[], None]) -> None:
        self._row, self._then = row, then
        self.place = row.lacks[0].place
        known = row.persons[self.place - 1]
        name = " ".join(filter(None, (known.get(identity.GIVEN), known.get(identity.SURNAME))))
        about = tr("Guest {n} of {all} · room {room}", n=self.place, all=row.party, room=row.room)
        super().__init__(
            services, tr("Complete the register: {name}", name=name or tr("guest {n}", n=self.place)), about,
            verb=tr("Save"),
        )  # fmt: skip
        self.editors: dict[str, QWidget] = {}
        lacks = [lack for lack in row.lacks if lack.place == self.place]
        for first, second in zip(lacks[::2], [*lacks[1::2], None], strict=False):
            pair = [lack for lack in (first, second) if lack is not None]
            self.row(*((lack.field, lack.word, self._editor(lack.field, known.get(lack.field, "")), 1)
                       for lack in pair))  # fmt: skip
        next(iter(self.editors.values())).setFocus()

    def agree(self) -> None:
        """What was typed, in the words of the register."""
        facts: dict[str, str] = {}
        for name, editor in self.editors.items():
            if isinstance(editor, ChoiceBox):
                facts[name] = str(editor.choice)
            elif isinstance(editor, QLineEdit):
                facts[name] = self._as_fact(name, editor.text().strip())
        facts = {name: text for name, text in facts.items() if text}
        if not facts:
            self.say(tr("Type at least one of the fields."))
            return
        command = CompleteRegister(
            id=self.services.app.new_id(), stay_id=self._row.stay_id, place=self.place, facts=facts
        )
        told = tr("The register of {name} has more now", name=self._row.guest)
        self.do(command, told, lambda _outcome: self._then())

    def _as_fact(self, name: str, text: str) -> str:
        if name in DATES and text:
            day = parse_day(text, self.services.app.clock.now().date())
            return day.isoformat() if day is not None else text
        if name in CODES:
            return text.upper()
        return text

    def _editor(self, name: str, value: str) -> QWidget:
        choices = {
            identity.SEX: (("F", tr("Female")), ("M", tr("Male")), ("X", tr("Another"))),
            identity.KIND: (
                ("passport", tr("Passport")), ("id_card", tr("Identity card")),
                ("residence", tr("Residence permit")), ("visa", tr("Visa")),
                ("other", tr("Another document")),
            ),
        }.get(name)  # fmt: skip
        made: ChoiceBox | QLineEdit
        if choices is not None:
            made = ChoiceBox()
            for key, word in choices:
                made.add(key, word)
        else:
            made = QLineEdit(value)
            made.setMaxLength(identity.LONGEST)
            made.setPlaceholderText(_hint(name))
        self.editors[name] = made
        return made


class AnswerDialog(SmallDialog):
    """What the authority said of an entry that was sent."""

    def __init__(self, services: ShellServices, row: RegisterRow, then: Callable[[], None]) -> None:
        super().__init__(services, tr("Answer for {name}", name=row.guest), row.reference, verb=tr("Save"))
        self._row, self._then = row, then
        self.answer, self.words = ChoiceBox(), QLineEdit()
        for key, word in (
            ("processed", tr("Taken")), ("refused", tr("Refused")), ("failed", tr("Did not arrive")),
        ):  # fmt: skip
            self.answer.add(key, word)
        self.field("answer", tr("The authority's answer"), self.answer)
        self.field("words", tr("In its words"), self.words)
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(tr("by which the entry can be withdrawn"))
        self.field("reference", tr("Its number of the entry"), self.reference)
        self.answer.setFocus()

    def agree(self) -> None:
        """Keep the answer."""
        command = AnswerRegister(
            id=self.services.app.new_id(), stay_id=self._row.stay_id, answer=str(self.answer.choice),
            words=self.words.text(), reference=self.reference.text(),
        )  # fmt: skip
        self.do(command, tr("The answer is kept"), lambda _outcome: self._then())


class CodeDialog(SmallDialog):
    """The code under which the authority knows the house."""

    def __init__(
        self, services: ShellServices, terms: Callable[[str], SetRegisterTerms], code: str,
        then: Callable[[], None],
    ) -> None:  # fmt: skip
        about = tr("The authority gave it when the house was signed up, such as 0000000972.")
        super().__init__(services, tr("Code of the establishment"), about, verb=tr("Save"))
        self._terms, self._then = terms, then
        self.code = QLineEdit(code)
        self.field("establishment", tr("Code"), self.code)
        self.code.setFocus()

    def agree(self) -> None:
        """Keep the code."""
        self.do(self._terms(self.code.text()), tr("The code is kept"), lambda _outcome: self._then())


def _hint(name: str) -> str:
    return {
        identity.BIRTH: tr("14.03.1988"), identity.EXPIRES: tr("14.03.2031"),
        identity.NATIONALITY: tr("two letters: DE"), register.BIRTH_COUNTRY: tr("two letters: DE"),
        register.HOME_COUNTRY: tr("two letters: DE"), register.BIRTH_COMMUNE: tr("code, or name (province)"),
        register.ISSUE_PLACE: tr("country or town"), register.MUNICIPALITY: tr("five digits"),
        register.KINSHIP: tr("of the adult: HJ, NI, SB …"),
    }.get(name, "")  # fmt: skip
