"""The life of one drag or keyboard move: every aim is rehearsed beside the window, the answer becomes a
preview with suggestions, and a drop, a number or Enter carries the command out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal

from app.features.rack import RackHouse
from app.features.reservations import BlockView, MoveStay, StayDetail, StayView
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr
from ui.features.rack import preview as seen
from ui.features.rack.desk import Desk
from ui.features.rack.moving import (
    Aim,
    Part,
    Taken,
    detail_of,
    done_sentence,
    drop_command,
    stays_put,
)
from ui.features.rack.preview import Offer, Preview, room_facts

LATEST: Final = "rack.mover"
OFFERS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggested:
    """A drop that would succeed: which choice, and where it would put the bar."""

    choice: Choice
    aim: Aim
    text: str


class Mover(QObject):
    """`changed` when answer, suggestions or preview changed; `ended(bool)` says if it was done."""

    changed = Signal()
    ended = Signal(bool)

    def __init__(self, desk: Desk, house: Callable[[], RackHouse]) -> None:
        super().__init__(desk)
        self._desk, self._house = desk, house
        self.taken: Taken | None = None
        self.aim: Aim | None = None
        self.preview: Preview | None = None
        self.allowed: bool | None = None
        self.suggested: tuple[Suggested, ...] = ()
        self.reprice = True
        self._known: tuple[Aim, int] | None = None
        self._error: AppError | None = None

    @property
    def active(self) -> bool:
        """Whether a bar is in somebody's hand."""
        return self.taken is not None

    def begin(self, taken: Taken) -> None:
        """Take a bar."""
        self.cancel()
        self.taken = taken
        self.aim = Aim(taken.room_id, taken.starts, taken.ends)
        self.reprice = True
        self.changed.emit()

    def aim_at(self, aim: Aim) -> None:
        """The bar would be here now: ask what the drop would say."""
        if self.taken is None or aim == self.aim:
            return
        self.aim = aim
        self._rehearse()

    def switch(self) -> None:
        """The other price."""
        if self.taken is not None and self.preview is not None and self.preview.answers:
            self.reprice = not self.reprice
            self._rehearse()

    def cancel(self) -> None:
        """Put the bar back."""
        if self.taken is None:
            return
        self._let_go()
        self.ended.emit(False)

    def drop(self, at: QPoint) -> None:
        """Let the bar fall where it is; a refusal says what would succeed."""
        taken, aim = self.taken, self.aim
        if taken is None or aim is None:
            return
        command = None if stays_put(taken, aim) else self._command(taken, aim)
        self._let_go()
        if command is None:
            self.ended.emit(False)
            return
        self._run(command, done_sentence(taken, aim, self._number(aim.room_id)), at)

    def take(self, index: int, at: QPoint) -> None:
        """Do one of the suggested moves."""
        if self.taken is None or not 0 <= index < len(self.suggested):
            return
        taken, found = self.taken, self.suggested[index]
        self._let_go()
        sentence = done_sentence(taken, found.aim, self._number(found.aim.room_id))
        self._run(found.choice.command, sentence, at)

    def _run(self, command: Command, sentence: str, at: QPoint) -> None:
        self._desk.do(command, sentence, at=at)
        self.ended.emit(True)

    def _let_go(self) -> None:
        self._desk.services.operations.overtake(LATEST)
        self.taken = self.aim = self.preview = self.allowed = self._error = None
        self.suggested = ()
        self.changed.emit()

    def _command(self, taken: Taken, aim: Aim) -> Command | None:
        return drop_command(
            taken, aim, self._desk.new_id(), reprice=self.reprice and self._retypes(taken, aim)
        )

    def _rehearse(self) -> None:
        taken, aim = self.taken, self.aim
        if taken is None or aim is None:
            return
        self.allowed = None
        operations = self._desk.services.operations
        operations.overtake(LATEST)
        if stays_put(taken, aim):
            self.preview = None
            self.changed.emit()
            return
        command = self._command(taken, aim)
        if command is None:
            self.changed.emit()
            return
        staged = self._desk.staged(command)
        operations.rehearse(staged, detail_of(taken.view), self._answered, self._refused, latest=LATEST)
        self.changed.emit()

    def _answered(self, after: StayView | BlockView) -> None:
        taken, aim = self.taken, self.aim
        if taken is None or aim is None:
            return
        self.allowed = True
        self._error = None
        esc = (tr("Esc"), tr("puts it back"))
        if isinstance(after, BlockView) or isinstance(taken.view, BlockView):
            self.preview = Preview(
                tr("Move the block to {room}", room=self._number(aim.room_id)), True, keys=(esc,)
            )
        else:
            self.preview = self._allowed_preview(taken, aim, taken.view, after, esc)
        self.changed.emit()

    def _allowed_preview(
        self, taken: Taken, aim: Aim, before: StayView, after: StayView, esc: tuple[str, str]
    ) -> Preview:
        house = self._house()
        lines = seen.stay_lines(house, before, after, (taken.room_id, aim.room_id))
        gain = self._gain_told(taken, aim, before, after)
        made = Preview(self._title(taken, aim), True, lines=lines, keys=(esc,))
        if not self._retypes(taken, aim):
            return made
        return replace(
            made, question=tr("The type changes. On drop, the price is:"),
            answers=seen.price_answers(gain, before.currency), answer=0 if self.reprice else 1,
            keys=((tr("U"), tr("switches price")), esc),
        )  # fmt: skip

    def _title(self, taken: Taken, aim: Aim) -> str:
        if taken.part is not Part.WHOLE:
            return tr("Change the stay")
        if aim.room_id is None:
            return tr("Let it wait without a room")
        facts = room_facts(self._house(), aim.room_id)
        if aim.room_id == taken.room_id or facts is None:
            return tr("Move to other days")
        old = room_facts(self._house(), taken.room_id)
        if old is not None and old.type_name != facts.type_name:
            return tr("Move to {room}, {type}", room=facts.number, type=facts.type_name)
        return tr("Move to {room}", room=facts.number)

    def _refused(self, error: AppError) -> None:
        taken, aim = self.taken, self.aim
        if taken is None or aim is None:
            return
        self.allowed, self._error = False, error
        choices = [self._priced(taken, choice) for choice in error.choices]
        found = [(choice, self._aim_of(choice)) for choice in choices]
        self.suggested = tuple(
            Suggested(choice, where, self._suggestion_text(choice, where))
            for choice, where in found[:OFFERS]
            if where is not None
        )
        self._show_refusal()
        self._price_offers()
        self.changed.emit()

    def _priced(self, taken: Taken, choice: Choice) -> Choice:
        """A move to another type at its price, unless the user chose to keep it."""
        command, aim = choice.command, self._aim_of(choice)
        if isinstance(command, MoveStay) and aim is not None and self._retypes(taken, aim):
            return replace(choice, command=replace(command, reprice=self.reprice))
        return choice

    def _show_refusal(self, gains: dict[int, int] | None = None) -> None:
        taken, aim, error = self.taken, self.aim, self._error
        if taken is None or aim is None or error is None:
            return
        number = self._number(aim.room_id)
        title = tr("Cannot move to {room}", room=number)
        if taken.part is not Part.WHOLE:
            title = tr("The stay cannot be changed like this")
        elif aim.room_id == taken.room_id or not number:
            title = tr("Cannot move there")
        offers = tuple(self._offer(i, s, (gains or {}).get(i)) for i, s in enumerate(self.suggested))
        numbers = [(str(o.number), "") for o in offers]
        if numbers:
            numbers[-1] = (numbers[-1][0], tr("or drop on green"))
        lines = () if isinstance(taken.view, BlockView) else self._asked_lines(taken, aim, taken.view)
        self.preview = Preview(
            title, False, error.sentence, lines, offers, keys=(*numbers, (tr("Esc"), tr("puts it back")))
        )

    def _asked_lines(self, taken: Taken, aim: Aim, view: StayView) -> tuple[seen.Line, ...]:
        """What was asked for, though it is refused."""
        shift = aim.starts - taken.starts
        arrival = aim.starts if taken.part is Part.START else view.arrival
        departure = aim.ends if taken.part is Part.END else view.departure
        if taken.part is Part.WHOLE:
            arrival, departure = view.arrival + shift, view.departure + shift
        asked = replace(view, arrival=arrival, departure=departure)
        lines = seen.stay_lines(self._house(), view, asked, (taken.room_id, aim.room_id))
        return tuple(line for line in lines if line.name != tr("Room state"))

    def _offer(self, index: int, suggested: Suggested, gain: int | None) -> Offer:
        facts = room_facts(self._house(), suggested.aim.room_id)
        view = self.taken.view if self.taken else None
        currency = view.currency if isinstance(view, StayView) else "EUR"
        title, detail, state = suggested.choice.label, suggested.choice.detail, ""
        if facts is not None and facts.number in title:
            own = room_facts(self._house(), self.taken.room_id) if self.taken else None
            same = own is not None and own.type_name == facts.type_name
            title = tr(
                "Room {room}, {type}", room=facts.number, type=tr("same type") if same else facts.type_name
            )
            word = seen.state_word(facts.state)
            detail = " · ".join(part for part in (facts.features, word) if part)
            state = facts.state
        amount = seen.gain_text(gain, currency) if gain is not None else ""
        below = tr("same price") if gain == 0 else tr("by its price") if gain else ""
        return Offer(index + 1, title, detail, state, amount, below)

    def _price_offers(self) -> None:
        """What each suggestion would cost, asked the same way."""
        taken, suggested = self.taken, self.suggested
        if taken is None or not isinstance(taken.view, StayView):
            return
        before = taken.view.total_minor
        gains: dict[int, int] = {}
        error = self._error

        def answered(index: int) -> Callable[[StayView], None]:
            def take(after: StayView) -> None:
                if self._error is error and self.taken is taken:
                    gains[index] = after.total_minor - before
                    self._show_refusal(gains)
                    self.changed.emit()

            return take

        for index, found in enumerate(suggested):
            self._desk.services.operations.rehearse(
                found.choice.command, StayDetail(stay_id=taken.view.id), answered(index), lambda _error: None,
                latest=f"{LATEST}.{index}",
            )  # fmt: skip

    def _aim_of(self, choice: Choice) -> Aim | None:
        """Where a choice would put the bar; None for one that moves nothing."""
        taken, aim, command = self.taken, self.aim, choice.command
        if taken is None or aim is None:
            return None
        if isinstance(command, MoveStay):
            return Aim(command.room_id, aim.starts, aim.ends)
        return Aim(taken.room_id, aim.starts, aim.ends) if hasattr(command, "departure") else None

    def _suggestion_text(self, choice: Choice, aim: Aim) -> str:
        other = self.taken is not None and self._retypes(self.taken, aim)
        if not isinstance(choice.command, MoveStay) or aim.room_id is None:
            return choice.label
        return tr("Free, other type") if other else tr("Free, same price")

    def _retypes(self, taken: Taken, aim: Aim) -> bool:
        """Whether the move asks for a price: another type at another price, or sold by a plan."""
        by_plan = isinstance(taken.view, StayView) and any(night.rate_code for night in taken.view.nights)
        gain = self._gain(taken, aim)
        return gain is not None and (by_plan or gain != 0)

    def _gain(self, taken: Taken, aim: Aim) -> int | None:
        """Difference of the published prices a night; None where the type stays."""
        if isinstance(taken.view, BlockView) or taken.part is not Part.WHOLE:
            return None
        house = self._house()
        new = room_facts(house, aim.room_id)
        sold = next((t for t in house.types if t.key == taken.view.room_type_id), None)
        if new is None or sold is None or new.type_name == sold.name:
            return None
        return new.rate_minor - sold.rate_minor

    def _gain_told(self, taken: Taken, aim: Aim, before: StayView, after: StayView) -> int | None:
        """The difference a night that the question names; None where a plan gives it and it is not known."""
        if not any(night.rate_code for night in before.nights):
            return self._gain(taken, aim) or 0
        if self.reprice and aim.starts == taken.starts and len(before.nights) == len(after.nights):
            moved = sum(night.room_id == aim.room_id for night in after.nights)
            self._known = aim, round((after.total_minor - before.total_minor) / max(moved, 1))
        return self._known[1] if self._known is not None and self._known[0] == aim else None

    def _number(self, room_id: UUID | None) -> str:
        facts = room_facts(self._house(), room_id)
        return facts.number if facts is not None else ""
