"""The life of a drag of several bars: each aim is rehearsed as one command, the answer tells of each bar."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal

from app.features.rack import RackHouse
from app.features.reservations import NotTogether, SoldFor, SoldView, Together
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn
from ui.features.rack import preview as seen
from ui.features.rack.desk import Desk
from ui.features.rack.mover import Suggested
from ui.features.rack.moving_many import Going, HeldBar, Offset, commands_of, currency_of, gain_minor
from ui.features.rack.preview import Line, Offer, Preview, room_facts
from ui.features.rack.rack_data import date_of
from ui.features.rack.words import day_month
from ui.widgets.money_text import money_text

LATEST: Final = "rack.mover.many"
LISTED: Final = 6
Places = Callable[[Sequence[HeldBar], Offset], tuple[Going, ...]]


class ManyMover(QObject):
    """`changed` when answer or preview changed; `ended(bool)` says if it was done."""

    changed = Signal()
    ended = Signal(bool)
    suggested: tuple[Suggested, ...] = ()
    """Moves in the grid that would succeed; of several bars none is drawn, the card offers them."""

    def __init__(self, desk: Desk, house: Callable[[], RackHouse], places: Places) -> None:
        super().__init__(desk)
        self._desk, self._house, self._places = desk, house, places
        self._held: tuple[HeldBar, ...] = ()
        self.offset = Offset()
        self.going: tuple[Going, ...] = ()
        self.refused: dict[int, str] = {}
        self.preview: Preview | None = None
        self.allowed: bool | None = None
        self.reprice = True
        self._before: SoldView | None = None
        self._choices: tuple[Choice, ...] = ()

    @property
    def active(self) -> bool:
        """Whether bars are in somebody's hand."""
        return bool(self._held)

    def begin(self, held: tuple[HeldBar, ...]) -> None:
        """Take bars."""
        self.cancel()
        self._held, self.offset, self.reprice = held, Offset(), True
        self.going = self._places(held, self.offset)
        self._before = None
        self._desk.services.operations.ask(self._sold(), self._know, latest=f"{LATEST}.before")
        self.changed.emit()

    def aim_by(self, offset: Offset) -> None:
        """All would go so far: ask what the drop would say."""
        if self.active and offset != self.offset:
            self.offset = offset
            self._rehearse()

    def switch(self) -> None:
        """The other prices."""
        if self.active and self.preview is not None and self.preview.answers:
            self.reprice = not self.reprice
            self._rehearse()

    def cancel(self) -> None:
        """Put all back."""
        if self.active:
            self._let_go()
            self.ended.emit(False)

    def drop(self, at: QPoint) -> None:
        """Let all fall where they are, or none; a refusal says what would succeed."""
        going, offset = self.going, self.offset
        count = len({each.held.id for each in going})
        command = self._command()
        hindered = next((each for each in going if each.why_not), None)
        self._let_go()
        if hindered is not None:
            why = tr("{who}: {why}", who=hindered.held.name, why=hindered.why_not)
            self._desk.services.toasts.fail(why)
        if command is None or hindered is not None or offset == Offset():
            self.ended.emit(False)
            return
        self._run(command, count, at)

    def take(self, index: int, at: QPoint) -> None:
        """Do one of the offered ways."""
        if self.active and 0 <= index < len(self._choices):
            choice = self._choices[index]
            self._let_go()
            self._desk.take(choice, at=at)
            self.ended.emit(True)

    def _run(self, command: Command, count: int, at: QPoint) -> None:
        self._desk.do(command, trn("{n} bar is moved", "{n} bars are moved", count), at=at)
        self.ended.emit(True)

    def _let_go(self) -> None:
        self._desk.services.operations.overtake(LATEST)
        self._held, self.going, self._choices = (), (), ()
        self.preview = self.allowed = None
        self.refused = {}
        self.changed.emit()

    def _command(self) -> Together | None:
        reprice = self.reprice and self._gain() != 0
        new_id = self._desk.new_id
        parts = commands_of(self.going, self.offset, new_id, reprice=reprice) if self._all_fit() else ()
        return Together(id=new_id(), commands=parts) if parts else None

    def _all_fit(self) -> bool:
        return not any(each.why_not for each in self.going)

    def _gain(self) -> int:
        if not self.offset.rows or not currency_of(self._house(), self.going):
            return 0
        return gain_minor(self._house(), self.going)

    def _rehearse(self) -> None:
        operations = self._desk.services.operations
        operations.overtake(LATEST)
        self.going = self._places(self._held, self.offset)
        self.allowed, self.refused, self._choices = None, {}, ()
        if not self._all_fit():
            self._say_refused({each.held.bar: each.why_not for each in self.going if each.why_not})
        elif self.offset == Offset():
            self.preview = None
        elif (command := self._command()) is not None:
            staged = self._desk.staged(command)
            operations.rehearse(staged, self._sold(), self._fine, self._refused(command), latest=LATEST)
        self.changed.emit()

    def _sold(self) -> SoldFor:
        return SoldFor(stay_ids=tuple(sorted({each.id for each in self._held if each.is_stay})))

    def _know(self, before: SoldView) -> None:
        self._before = before

    def _price_line(self, after: SoldView) -> tuple[Line, ...]:
        """What all are sold for, where rate plans have a say in it."""
        before, currency = self._before, currency_of(self._house(), self.going)
        if before is None or not before.by_plan or not currency:
            return ()
        was, would = (money_text(view.total_minor, currency) for view in (before, after))
        return (Line(tr("Price"), was, would if was != would else tr("unchanged"), was != would),)

    def _fine(self, after: SoldView) -> None:
        if not self.active:
            return
        self.allowed = True
        count = len({each.held.id for each in self.going})
        esc = (tr("Esc"), tr("puts them back"))
        gain = self._gain()
        self.preview = Preview(
            trn("Move {n} together", "Move {n} together", count),
            True,
            lines=(*self._lines(), *self._price_line(after)),
            keys=(esc,),
        )
        if gain:
            self.preview = Preview(
                self.preview.title, True, lines=self.preview.lines,
                question=tr("Types change. On drop, the prices of all are together:"),
                answers=seen.price_answers(
                    None if after.by_plan else gain, currency_of(self._house(), self.going)
                ),
                answer=0 if self.reprice else 1, keys=((tr("U"), tr("switches price")), esc),
            )  # fmt: skip
        self.changed.emit()

    def _lines(self) -> tuple[Line, ...]:
        """From where to where, for the first ones."""
        lines: list[Line] = []
        if self.offset.days:
            first = min(self.going, key=lambda each: each.held.cells.start)
            was, would = (day_month(date_of(cells.start)) for cells in (first.held.cells, first.cells))
            lines.append(Line(tr("First day"), was, would))
        for each in self.going[:LISTED] if self.offset.rows else ():
            old = self._places((each.held,), Offset())[0].room_id
            lines.append(Line(each.held.surname, self._room(old), self._room(each.room_id)))
        rest = len(self.going) - LISTED if self.offset.rows else 0
        if rest > 0:
            lines.append(Line(trn("and {n} more", "and {n} more", rest), "", "", False))
        return tuple(lines)

    def _room(self, room_id: UUID | None) -> str:
        facts = room_facts(self._house(), room_id)
        return facts.number if facts is not None else tr("no room")

    def _refused(self, command: Together) -> Callable[[AppError], None]:
        def take(error: AppError) -> None:
            if not self.active:
                return
            if isinstance(error, NotTogether):
                self._choices = error.choices
                self._say_refused(self._bars_refused(command, error))
            else:
                self._say_refused({each.held.bar: error.sentence for each in self.going})
            self.changed.emit()

        return take

    def _bars_refused(self, command: Together, error: NotTogether) -> dict[int, str]:
        """Which bars stand in red, and why."""
        about = {part.id: _subject(part) for part in command.commands}
        why = {about[refused.command_id]: refused.sentence for refused in error.refused}
        return {each.held.bar: why[each.held.id] for each in self.going if each.held.id in why}

    def _say_refused(self, refused: dict[int, str]) -> None:
        """Each refused bar with its reason; below, what would succeed."""
        self.allowed, self.refused = False, refused
        named = {each.held.name: refused[each.held.bar] for each in self.going if each.held.bar in refused}
        told = [tr("{who}: {why}", who=who, why=why) for who, why in list(named.items())[:LISTED]]
        if len(named) > LISTED:
            told.append(trn("and {n} more", "and {n} more", len(named) - LISTED))
        count = len({each.held.id for each in self.going})
        title = tr("{n} of {count} cannot be moved", n=len(named), count=count)
        offers = tuple(
            Offer(number, choice.label, choice.detail) for number, choice in enumerate(self._choices, 1)
        )
        keys = (*((str(offer.number), "") for offer in offers), (tr("Esc"), tr("puts them back")))
        self.preview = Preview(title, False, "\n".join(told), offers=offers, keys=keys)


def _subject(part: Command) -> object:
    """The stay or block that a part is about."""
    return getattr(part, "stay_id", None) or getattr(part, "block_id", None)
