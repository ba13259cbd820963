"""What a committed write changed, for screens that must decide whether it concerns them."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The rows that one transaction touched: table name to the ids of the rows' owners.

    `revision` is the tenant's gap-free counter. A batch says `everything=True` and names no rows.
    """

    revision: int
    rows: dict[str, frozenset[UUID]] = field(default_factory=dict)
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Whether one of the tables changed."""
        return self.everything or any(table in self.rows for table in tables)

    def ids(self, table: str) -> frozenset[UUID]:
        """The ids of the changed rows of a table."""
        return self.rows.get(table, frozenset())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gave back: its result value (JSON-shaped), and what it changed.

    `repeated` tells that the command had been executed before and the first result is given again.
    """

    result: dict[str, object]
    changes: ChangeSet
    repeated: bool = False
