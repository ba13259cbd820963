"""Carries out the verbs of panels, menus and keys on what is selected, asking for reasons and rooms first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from app.features.reservations import (
    BlockView,
    CancelStay,
    ConfirmReservation,
    CutStay,
    FreeRooms,
    JoinStay,
    LockStay,
    MoveStay,
    ReleaseBlock,
    Status,
    StayView,
    SwapStays,
    UnlockStay,
)
from app.kernel.text import tr, trn
from ui.features.rack import preview as seen
from ui.features.rack import words
from ui.features.rack.ask_reason import AskReason
from ui.features.rack.desk import Desk
from ui.features.rack.rack_data import RackData
from ui.features.rack.room_chooser import RoomChooser, RoomOffer
from ui.features.rack.verbs import nearest_cut

# Dialogs that the front desk lends.
CANCEL: Final = "front_desk.cancel"
NO_SHOW: Final = "front_desk.mark_no_show"


class GivingVerbs(QObject):
    """`run(name, views, at, day)`: one verb on one stay or on several."""

    def __init__(self, desk: Desk, data: RackData, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._data, self._over = desk, data, over
        self.card: QWidget | None = None
        self.popups = True

    def run(
        self, name: str, views: Sequence[StayView], *, at: QPoint | None = None, day: date | None = None
    ) -> None:
        """Do a verb by its name; one that does not fit so many stays says so."""
        if not views:
            return
        if len(views) > 1:
            self._run_many(name, views, at)
            return
        view = views[0]
        simple: dict[str, Callable[[], object]] = {
            "check_in": lambda: self._check(view, at, arriving=True),
            "check_out": lambda: self._check(view, at, arriving=False),
            "no_show": lambda: self._no_show(view, at),
            "confirm": lambda: self._desk.confirm(view, at=at),
            "unlock": lambda: self._desk.unlock(view),
            "lock": lambda: self.ask_lock([view], at),
            "cancel": lambda: self._lend(CANCEL, [view]) or self.ask_cancel([view], at),
            "move": lambda: self.choose_room(view, at),
            "unassign": lambda: self.move_to(view, None, at),
            "cut": lambda: self.cut(view, day, at),
            "join": lambda: self.join(view, day, at),
        }
        if name in simple:
            simple[name]()
        else:
            self._desk.services.toasts.fail(tr("Select two stays to swap their rooms."))

    def _run_many(self, name: str, views: Sequence[StayView], at: QPoint | None) -> None:
        if name == "swap" and len(views) == 2:
            self.swap(views[0], views[1], at)
        elif name == "lock":
            self.ask_lock(views, at)
        elif name == "cancel":
            if not self._lend(CANCEL, views):
                self.ask_cancel(views, at)
        elif name == "no_show" and self._lend(NO_SHOW, views):
            return
        elif name in ("unlock", "confirm"):
            (self._unlock_all if name == "unlock" else self._confirm_all)(views, at)
        elif name in ("check_in", "check_out", "no_show"):
            doing = {
                "check_in": self._desk.check_in, "check_out": self._desk.check_out,
                "no_show": self._desk.no_show,
            }  # fmt: skip
            for view in views:  # facts: each has happened or not, whatever the others did
                doing[name](view, at=at)
        else:
            two = tr("Select two stays to swap their rooms.")
            self._desk.services.toasts.fail(two if name == "swap" else tr("Select one stay for this."))

    def _no_show(self, view: StayView, at: QPoint | None) -> None:
        if not self._lend(NO_SHOW, [view]):
            self._desk.no_show(view, at=at)

    def _lend(self, verb: str, views: Sequence[StayView]) -> bool:
        """Whether the desk's own dialog takes these stays: it knows what ending them costs."""
        services = self._desk.services
        spec = services.actions.find(verb)
        if spec is None or not services.app.actor.may(verb):
            return False
        services.selection.together = tuple(view.id for view in views)
        spec.run()
        return True

    def _check(self, view: StayView, at: QPoint | None, *, arriving: bool) -> None:
        """In the front desk's dialog; in a window without the front desk at once."""
        if self._desk.open("front_desk.check_in" if arriving else "front_desk.check_out", view):
            return
        (self._desk.check_in if arriving else self._desk.check_out)(view, at=at)

    def _unlock_all(self, views: Sequence[StayView], at: QPoint | None) -> None:
        new_id, locked = self._desk.new_id, [view for view in views if view.lock_by]
        if not locked:
            self._desk.services.toasts.fail(tr("None of them is locked."))
        sentence = trn("{n} stay may be moved again", "{n} stays may be moved again", len(locked))
        self._desk.do_all([UnlockStay(id=new_id(), stay_id=view.id) for view in locked], sentence, at=at)

    def _confirm_all(self, views: Sequence[StayView], at: QPoint | None) -> None:
        bookings = dict.fromkeys(v.reservation_id for v in views if v.status == Status.TENTATIVE)
        if not bookings:
            self._desk.services.toasts.fail(tr("None of them is tentative."))
        commands = [ConfirmReservation(id=self._desk.new_id(), reservation_id=id_) for id_ in bookings]
        done = trn("{n} booking is confirmed", "{n} bookings are confirmed", len(bookings))
        self._desk.do_all(commands, done, at=at)

    def _lock_all(self, views: Sequence[StayView], at: QPoint | None, reason: str) -> None:
        if len(views) == 1:
            self._desk.lock(views[0], reason)
            return
        new_id = self._desk.new_id
        commands = [LockStay(id=new_id(), stay_id=view.id, reason=reason) for view in views]
        done = trn("{n} stay is marked: do not move", "{n} stays are marked: do not move", len(views))
        self._desk.do_all(commands, done, at=at)

    def _cancel_all(self, views: Sequence[StayView], at: QPoint | None, reason: str) -> None:
        if len(views) == 1:
            self._desk.cancel(views[0], reason)
            return
        new_id = self._desk.new_id
        commands = [CancelStay(id=new_id(), stay_id=view.id, reason=reason) for view in views]
        done = trn("{n} stay is cancelled", "{n} stays are cancelled", len(views))
        self._desk.do_all(commands, done, at=at)

    def swap(self, first: StayView, second: StayView, at: QPoint | None) -> None:
        """Each takes the other's room."""
        command = SwapStays(id=self._desk.new_id(), first_id=first.id, second_id=second.id)
        names = tr("{one} and {other} have changed rooms", one=first.surname, other=second.surname)
        self._desk.do(command, names, at=at)

    def cut(self, view: StayView, day: date | None, at: QPoint | None) -> None:
        """Cut at a day, or in the middle."""
        middle = view.arrival + (view.departure - view.arrival) // 2
        where = nearest_cut(view, day or middle)
        if where is None:
            self._desk.services.toasts.fail(tr("A stay of one night cannot be cut."))
            return
        command = CutStay(id=self._desk.new_id(), stay_id=view.id, at=where)
        sentence = tr("{name} is cut at {day}", name=words.guest_name(view), day=words.day_month(where))
        self._desk.do(command, sentence, at=at)

    def join(self, view: StayView, day: date | None, at: QPoint | None) -> None:
        """Join at the day where parts meet that is next to this one."""
        meets = [part.starts for part in view.parts[1:]]
        if not meets:
            self._desk.services.toasts.fail(tr("This stay is in one part."))
            return
        where = min(meets, key=lambda each: abs((each - (day or each)).days))
        command = JoinStay(id=self._desk.new_id(), stay_id=view.id, at=where)
        self._desk.do(command, tr("{name} is in one part again", name=words.guest_name(view)), at=at)

    def move_to(
        self, view: StayView, room_id: UUID | None, at: QPoint | None, *, reprice: bool = False
    ) -> None:  # fmt: skip
        """Move the whole stay to a room, or into the unassigned lane; `reprice` asks another type's price."""
        house = self._data.house
        kind = next((house.types[r.type_index].key for r in house.rooms if r.key == room_id), None)
        reprice = reprice and kind is not None and kind != view.room_type_id
        command = MoveStay(id=self._desk.new_id(), stay_id=view.id, room_id=room_id, reprice=reprice)
        number = self._data.room_number(room_id)
        name = words.guest_name(view)
        done = tr("{name} moved to {room}", name=name, room=number)
        self._desk.do(command, done if number else tr("{name} waits for a room", name=name), at=at)

    def release(self, block: BlockView) -> None:
        """Give a blocked room free."""
        command = ReleaseBlock(id=self._desk.new_id(), block_id=block.id)
        self._desk.do(command, tr("Room {room} is free again", room=block.room))

    def ask_lock(self, views: Sequence[StayView], at: QPoint | None) -> AskReason:
        """Why not to move them."""
        whom = words.guest_name(views[0]) if len(views) == 1 else trn("{n} stay", "{n} stays", len(views))
        card = AskReason(
            tr("Do not move {name}", name=whom), tr("Every desk sees the lock and why it is there."),
            tr("Lock"), tr("Promised a room with a view"), parent=self._over, popup=self.popups,
        )  # fmt: skip
        card.agreed.connect(partial(self._lock_all, views, at))
        return self._open(card, at)

    def ask_cancel(self, views: Sequence[StayView], at: QPoint | None) -> AskReason:
        """Whether to cancel, and why."""
        whom = words.guest_name(views[0]) if len(views) == 1 else trn("{n} stay", "{n} stays", len(views))
        days = words.stay_days(views[0].arrival, views[0].departure) if len(views) == 1 else ""
        what = " · ".join(part for part in (days, words.rooms_text(views[0])) if part) if days else ""
        card = AskReason(
            tr("Cancel the stay of {name}?", name=whom), what, tr("Cancel stay"), tr("Guest fell ill"),
            danger=True, parent=self._over, popup=self.popups,
        )  # fmt: skip
        card.agreed.connect(partial(self._cancel_all, views, at))
        return self._open(card, at)

    def _open(self, card: AskReason, at: QPoint | None) -> AskReason:
        self.card = card
        card.open_at(at or QCursor.pos())
        return card

    def choose_room(self, view: StayView, at: QPoint | None) -> RoomChooser:
        """The rooms that are free in these nights, the same type first."""
        today = self._data.today_of(view.property_id)
        arrival = view.arrival
        if view.status == Status.CHECKED_IN:
            arrival = max(arrival, min(today, view.departure))
        title = tr("Move {name} to", name=words.guest_name(view))
        chooser = RoomChooser(title, self._over, popup=self.popups)
        self.card = chooser
        chooser.chosen.connect(
            lambda room_id: self.move_to(view, room_id, at, reprice=not chooser.keep.isChecked())
        )

        def answer(free: Sequence[UUID]) -> None:
            chooser.show_offers(self._offers(view, free))
            if any(night.rate_code for night in view.nights):
                self._price_by_plan(chooser, view, free, arrival)

        query = FreeRooms(property_id=view.property_id, arrival=arrival, departure=view.departure)
        self._desk.services.operations.ask(query, answer, latest="rack.chooser")
        chooser.open_at(at or QCursor.pos())
        return chooser

    def _price_by_plan(self, chooser: RoomChooser, view: StayView, free: Sequence[UUID], since: date) -> None:
        """Say what each type costs more by the plan that sold the stay, as soon as it is known."""
        from ui.features.rack import type_prices  # noqa: PLC0415 - loaded with the first stay sold by a plan

        def answer(quotes: Any) -> None:
            if chooser.isVisible():
                chooser.show_offers(self._offers(view, free, type_prices.gains(view, quotes)))

        query = type_prices.question(view, since)
        if query is not None:
            self._desk.services.operations.ask(query, answer, latest="rack.chooser.prices")

    def _offers(
        self, view: StayView, free: Sequence[UUID], gains: Mapping[UUID, int] | None = None
    ) -> list[RoomOffer]:
        """Rooms with what they cost more: a night as published; in all where a plan says so."""
        by_plan = any(night.rate_code for night in view.nights)
        house = self._data.house
        wanted = frozenset(free)
        sold = next((t for t in house.types if t.key == view.room_type_id), None)
        found = []
        for room in house.rooms:
            if room.key not in wanted:
                continue
            kind = house.types[room.type_index]
            gain = kind.rate_minor - sold.rate_minor if sold is not None else 0
            same = kind.key == view.room_type_id
            text = tr("same type") if same else seen.gain_text(gain, kind.currency)
            if by_plan and not same:
                more = (gains or {}).get(kind.key)
                text = tr("other type") if more is None else seen.gain_text(more, kind.currency)
            detail = ", ".join(part for part in (kind.name, room.features) if part)
            offer = RoomOffer(room.key, room.number, detail, room.state.name.lower(), text)
            found.append(((not same, abs(gain)), offer))
        return [offer for _, offer in sorted(found, key=lambda pair: pair[0])]
