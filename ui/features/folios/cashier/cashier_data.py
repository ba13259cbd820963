"""What the cashier's page knows: the open drawer here, its report, and the sessions of the house."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.features.folios import DrawerReport, DrawerReportView, Drawers, DrawerView, OpenDrawer
from app.features.property import House, HouseView, PropertyView
from app.features.security import Users, UserView
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from ui.shell.services import ShellServices


class CashierData(QObject):
    """`changed()` after each answer that matters."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, services: ShellServices, page: QWidget) -> None:
        super().__init__(page)
        self.services, self._page = services, page
        self.hotel: PropertyView | None = None
        self.drawer: DrawerView | None = None
        self.report: DrawerReportView | None = None
        self.sessions: tuple[DrawerView, ...] = ()
        self.users: tuple[UserView, ...] = ()
        self.known = False
        services.hub.changed.connect(self._told)

    def load(self) -> None:
        """Read everything again."""
        self.services.operations.ask(House(), self._house, self._fail, latest="cashier.house")

    def _house(self, house: HouseView) -> None:
        self.hotel = house.properties[0] if house.properties else None
        if self.hotel is None:
            return
        ask, station = self.services.operations.ask, self.services.app.actor.workstation
        ask(
            OpenDrawer(property_id=self.hotel.id, workstation=station), self._drawer, self._fail,
            latest="cashier.drawer",
        )  # fmt: skip
        ask(Drawers(property_id=self.hotel.id), self._sessions, self._fail, latest="cashier.sessions")
        ask(Users(), self._users, self._fail, latest="cashier.users")

    def _drawer(self, drawer: DrawerView | None) -> None:
        if drawer is None:
            self.drawer = self.report = None
            self._tell()
            return
        query = DrawerReport(session_id=drawer.session_id)
        self.services.operations.ask(query, self._report, self._fail, latest="cashier.report")

    def _report(self, report: DrawerReportView | None) -> None:
        # Drawer and report change together, so that nobody sees one without the other.
        self.report, self.drawer = report, report.drawer if report is not None else None
        self._tell()

    def _sessions(self, sessions: tuple[DrawerView, ...]) -> None:
        self.sessions = sessions
        if self.known:
            self.changed.emit()

    def _users(self, users: tuple[UserView, ...]) -> None:
        self.users = users
        if self.known:
            self.changed.emit()

    def _tell(self) -> None:
        self.known = True
        self.changed.emit()

    def _told(self, changes: ChangeSet, _initiator: object) -> None:
        if (
            self.hotel is not None
            and self._page.isVisible()
            and changes.touches("cashier_session", "cash_move", "payment")
        ):
            self.load()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)
