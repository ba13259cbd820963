"""Who does something: the user, the workstation and the tenant that a command or question runs under."""

from dataclasses import dataclass
from uuid import UUID

ALL = "*"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user at a workstation. `permissions` holds verbs; "*" or "area.*" stand for many."""

    tenant_id: UUID
    user_id: UUID
    name: str
    workstation: str
    permissions: frozenset[str]

    def may(self, verb: str) -> bool:
        """Whether the user's role allows the verb."""
        area = verb.split(".")[0]
        return not self.permissions.isdisjoint((verb, f"{area}.*", ALL))
