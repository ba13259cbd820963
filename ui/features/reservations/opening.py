"""Opens the dialogs of bookings: a new one, from drawn nights, for a guest, a stay once more, a walk-in."""

from collections.abc import Callable
from uuid import UUID

from app.features.guests import GuestDetail, GuestHit, GuestView
from app.features.property import House, HouseView, PropertyView
from app.features.reservations import StayDetail, StayView
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.text import tr
from ui.features.reservations.booking_dialog import BookingDialog
from ui.features.reservations.draft import BookingDraft, copy_of, new_draft
from ui.features.reservations.walk_in_dialog import WalkInDialog
from ui.shell.services import ShellServices

CHECK_IN, PAY = "front_desk.check_in", "folios.take_payment"
# What of the house the dialogs show; they ask for it again after one of these changed.
SHOWN = ("property", "room_type", "room", "building")


class KnownHouse:
    """The house as a window's dialogs know it: asked for once, and again when something of it changed."""

    def __init__(self, services: ShellServices) -> None:
        self._services = services
        self._house: HouseView | None = None
        services.hub.changed.connect(self._changed)

    def ask(self, on_answer: Callable[[HouseView], None]) -> None:
        """Answer at once, where it is known."""
        if self._house is not None:
            on_answer(self._house)
            return

        def answered(house: HouseView) -> None:
            self._house = house
            on_answer(house)

        self._services.operations.ask(House(), answered)

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.touches(*SHOWN):
            self._house = None


def new_booking(services: ShellServices, known: KnownHouse) -> None:
    """For the nights that were drawn, else from today on; for the guest that a page has told of."""
    selection = services.selection
    nights, selection.nights = selection.nights, None
    guest_id, selection.guest = selection.guest, None

    def with_house(house: HouseView) -> None:
        hotel = _hotel(services, house, nights.property_id if nights else None)
        if hotel is None:
            return
        draft = new_draft(hotel.id, hotel.business_date, nights)
        if guest_id is None:
            _open(services, house, draft)
        else:
            services.operations.ask(
                GuestDetail(guest_id=guest_id), lambda view: _open(services, house, draft, _hit(view))
            )

    known.ask(with_house)


def book_again(services: ShellServices, known: KnownHouse) -> None:
    """The selected stay once more."""
    stay_id = services.selection.stay
    if stay_id is None:
        return

    def with_stay(stay: StayView) -> None:
        def with_guest(guest: GuestView) -> None:
            def with_house(house: HouseView) -> None:
                hotel = _hotel(services, house, stay.property_id)
                if hotel is not None:
                    _open(services, house, copy_of(stay, hotel.business_date), _hit(guest))

            known.ask(with_house)

        services.operations.ask(GuestDetail(guest_id=stay.guest_id), with_guest)

    services.operations.ask(StayDetail(stay_id=stay_id), with_stay)


def walk_in(services: ShellServices, known: KnownHouse) -> None:
    """Somebody stands at the desk."""

    def with_house(house: HouseView) -> None:
        hotel = _hotel(services, house, None)
        if hotel is not None:
            dialog = WalkInDialog(services, house, hotel)
            dialog.walked_in.connect(lambda outcome, pays: _walked_in(services, outcome, pays=pays))
            dialog.open()

    known.ask(with_house)


def _walked_in(services: ShellServices, outcome: Outcome, *, pays: bool) -> None:
    """Where check-in asks for more, its dialog opens; who pays now, pays."""
    services.selection.tell(UUID(str(outcome.result["stay_id"])))
    checked_in = bool(outcome.result["checked_in"])
    if not checked_in:
        services.toasts.fail(str(outcome.result["why"]))
    spec = services.actions.find(PAY if checked_in else CHECK_IN)
    if spec is not None and (pays or not checked_in) and not spec.reason(services.app.actor):
        spec.run()


def _open(
    services: ShellServices, house: HouseView, draft: BookingDraft, guest: GuestHit | None = None
) -> None:
    dialog = BookingDialog(services, house, draft, guest)
    dialog.open()


def _hotel(services: ShellServices, house: HouseView, wanted: UUID | None) -> PropertyView | None:
    """The hotel that is meant, else the first that has rooms; none is said."""
    known = {room.property_id for room in house.rooms}
    hotels = [hotel for hotel in house.properties if hotel.id in known]
    found = next((hotel for hotel in hotels if hotel.id == wanted), hotels[0] if hotels else None)
    if found is None:
        services.toasts.fail(tr("There are no rooms yet."))
    return found


def _hit(view: GuestView) -> GuestHit:
    return GuestHit(
        view.id, view.name, view.surname, view.given, view.email, view.phone, view.country, view.vip,
        view.blacklist_reason, (),
    )  # fmt: skip
