"""Carries out the verbs of panels, menus and keys on what is selected, asking for reasons and rooms first."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from app.features.reservations import (
    BlockView,
    CancelStay,
    ConfirmReservation,
    CutStay,
    JoinStay,
    LockStay,
    MoveStay,
    ReleaseBlock,
    SoldFor,
    SoldView,
    Status,
    StayDetail,
    StayView,
    SwapStays,
    UnlockStay,
)
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rack import arriving as desk_commands
from ui.features.rack import preview as seen
from ui.features.rack import words
from ui.features.rack.ask_reason import AskReason
from ui.features.rack.choosing_room import ChoosingRoom
from ui.features.rack.desk import Desk
from ui.features.rack.rack_data import RackData
from ui.features.rack.room_chooser import RoomChooser
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
            "why": lambda: self._why(view, at),
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

    def _why(self, view: StayView, at: QPoint | None) -> None:
        """What the check-in itself says, with its next steps; it begins where nothing is in the way."""
        self._desk.services.operations.rehearse(
            desk_commands.check_in(self._desk.new_id(), view.id), StayDetail(stay_id=view.id),
            lambda _view: self._check(view, at, arriving=True),
            lambda error: self._desk.show_refusal(error, at), latest="rack.why",
        )  # fmt: skip

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
        """Each takes the other's room; where the types differ, the price is asked."""
        if {self._type_now(first), self._type_now(second)} & {None} or (
            self._type_now(first) == self._type_now(second)
        ):
            self._swap(first, second, at, reprice=False)
            return
        from ui.features.rack.swap_card import SwapCard  # noqa: PLC0415 - loaded when first opened

        lines = tuple(
            tr("{name} takes {room}", name=words.guest_name(one), room=words.rooms_text(other))
            for one, other in ((first, second), (second, first))
        )
        card = SwapCard(tr("Swap rooms"), lines, self._over, popup=self.popups)
        self.card = card
        card.agreed.connect(lambda reprice: self._swap(first, second, at, reprice=reprice))
        both = (first.id, second.id)
        before = first.total_minor + second.total_minor

        def answer(view: SoldView) -> None:
            if self.card is card:
                card.tell_gain(seen.gain_text(view.total_minor - before, first.currency))

        def refused(error: AppError) -> None:
            if self.card is card:
                self.card = None
                card.close()
                self._desk.show_refusal(error, at)

        trial = SwapStays(id=self._desk.new_id(), first_id=first.id, second_id=second.id, reprice=True)
        self._desk.services.operations.rehearse(
            self._desk.staged(trial), SoldFor(stay_ids=both), answer, refused, latest="rack.swap"
        )
        card.open_at(at or QCursor.pos())

    def _swap(self, first: StayView, second: StayView, at: QPoint | None, *, reprice: bool) -> None:
        command = SwapStays(id=self._desk.new_id(), first_id=first.id, second_id=second.id, reprice=reprice)
        names = tr("{one} and {other} have changed rooms", one=first.surname, other=second.surname)
        self._desk.do(command, names, at=at)

    def _type_now(self, view: StayView) -> UUID | None:
        """The type of the room that a stay would give away."""
        today = self._data.today_of(view.property_id)
        since = today if view.status == Status.CHECKED_IN else view.arrival
        room = next((night.room_id for night in view.nights if night.night >= since), None)
        house = self._data.house
        return next((house.types[r.type_index].key for r in house.rooms if r.key == room), None)

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
        self, view: StayView, room_id: UUID | None, at: QPoint | None, *, reprice: bool = False,
        since: date | None = None,
    ) -> None:  # fmt: skip
        """Move the stay to a room, or into the unassigned lane, all of it or from a day on; `reprice` asks
        another type's price."""
        house = self._data.house
        kind = next((house.types[r.type_index].key for r in house.rooms if r.key == room_id), None)
        reprice = reprice and kind is not None and kind != view.room_type_id
        number = self._data.room_number(room_id)
        name = words.guest_name(view)
        if since is not None:
            self._move_from(view, room_id, since, at, reprice=reprice)
            return
        command = MoveStay(id=self._desk.new_id(), stay_id=view.id, room_id=room_id, reprice=reprice)
        done = tr("{name} moved to {room}", name=name, room=number)
        self._desk.do(command, done if number else tr("{name} waits for a room", name=name), at=at)

    def _move_from(
        self, view: StayView, room_id: UUID | None, since: date, at: QPoint | None, *, reprice: bool
    ) -> None:
        """From a day on; in a draft as a cut and a move, which are what it is."""
        from app.features.reservations.late import MoveFrom  # noqa: PLC0415 - no first page needs it

        new_id = self._desk.new_id
        day, number = words.day_month(since), self._data.room_number(room_id)
        told = tr("{name} moves to {room} on {day}", name=words.guest_name(view), room=number, day=day)
        if self._desk.collects():
            part = sum(part.starts < since for part in view.parts)
            cut = CutStay(id=new_id(), stay_id=view.id, at=since)
            self._desk.do_all(
                [cut, MoveStay(id=new_id(), stay_id=view.id, room_id=room_id, segment=part, reprice=reprice)],
                told, at=at,
            )  # fmt: skip
            return
        self._desk.do(
            MoveFrom(id=new_id(), stay_id=view.id, at=since, room_id=room_id, reprice=reprice), told, at=at
        )

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
        choosing = ChoosingRoom(self._desk, self._data, self._over, popup=self.popups)
        chooser = choosing.open(view)
        self.card = chooser
        chooser.chosen.connect(
            lambda room_id: self.move_to(
                view, room_id, at, reprice=not chooser.keep.isChecked(), since=chooser.day
            )
        )
        chooser.open_at(at or QCursor.pos())
        return chooser
