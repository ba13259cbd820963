"""Found a house, add users, keep how a user likes his screens."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from app.features.security import repository, rules
from app.features.security.models import AppUser, Role, Tenant, UserSetting
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr


class LoginTaken(AppError):
    """Another user signs in with this name."""

    code = "login_taken"


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundHouse(Command):
    """Begin: the organisation, its first roles and its owner. Runs as the owner-to-be of a new tenant."""

    verb: ClassVar[str] = "security.found_house"
    sort: ClassVar[Sort] = Sort.FACT

    slug: str
    name: str
    owner_id: UUID
    owner_login: str
    owner_name: str
    role_ids: tuple[UUID, ...]
    password_hash: str = ""

    @classmethod
    def why_never_undone(cls) -> str:
        """Nobody could sign in any more."""
        return tr("A house that was founded stays.")


@dataclass(frozen=True, kw_only=True, slots=True)
class AddUser(Command):
    """Let another person sign in, under a role."""

    verb: ClassVar[str] = "security.add_user"

    user_id: UUID
    login: str
    name: str
    role: str
    password_hash: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SaveSetting(Command):
    """Remember how the user likes a screen."""

    verb: ClassVar[str] = "security.save_setting"

    key: str
    value: Any


def found_house(command: FoundHouse, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write tenant, roles and owner."""
    uow.session.add(Tenant(id=uow.actor.tenant_id, slug=command.slug, name=command.name))
    uow.session.flush()
    roles = [
        Role(id=id_, code=code, name=name, permissions=list(verbs))
        for id_, (code, name, verbs) in zip(command.role_ids, rules.FIRST_ROLES, strict=True)
    ]
    owner = AppUser(
        id=command.owner_id, login=command.owner_login, name=command.owner_name,
        password_hash=command.password_hash, role_id=roles[0].id,
    )  # fmt: skip
    uow.add(*roles, owner)
    return {"tenant_id": str(uow.actor.tenant_id), "owner_id": str(owner.id)}


def add_user(command: AddUser, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write a user with an existing role."""
    if not command.login.strip():
        raise InvalidInput(tr("Give the name that the user signs in with."), field="login")
    if repository.user_by_login(uow.session, command.login):
        raise LoginTaken(tr("Somebody signs in as {login} already.", login=command.login), field="login")
    role = repository.role_by_code(uow.session, command.role)
    if role is None:
        raise NotFound(tr("There is no role {role}.", role=command.role), field="role")
    uow.add(
        AppUser(
            id=command.user_id, login=command.login, name=command.name,
            password_hash=command.password_hash, role_id=role.id,
        )
    )  # fmt: skip
    return {"user_id": str(command.user_id)}


def save_setting(command: SaveSetting, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write or replace one setting of the acting user."""
    row = repository.setting(uow.session, uow.actor.user_id, command.key)
    if row is None:
        uow.add(UserSetting(user_id=uow.actor.user_id, key=command.key, value=command.value))
    else:
        row.value = command.value
        uow.flush()
    return {}


HANDLERS = (
    Handling(FoundHouse, found_house),
    Handling(AddUser, add_user),
    Handling(SaveSetting, save_setting),
)
