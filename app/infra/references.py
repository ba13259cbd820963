"""Every row that names a thing, of whichever capability: led over to another thing, and led back.

Which columns name it is read from the foreign keys, so that a table of tomorrow is not forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError

from app.infra.codec import cell
from app.infra.database import Base
from app.infra.undo import column_value
from app.infra.unit_of_work import UnitOfWork

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a table that names things of another table."""

    model: type[Base]
    table: Table
    column: str


@dataclass(slots=True)
class LedOver:
    """What was led over (`table`, `column`, `key`), and rows put aside (`table`, `values`); JSON-shaped."""

    moved: list[Cells] = field(default_factory=list)
    aside: list[Cells] = field(default_factory=list)


def references_to(target: str, kept: Iterable[str] = ()) -> Iterator[Reference]:
    """Every column that names a row of the table `target` by a foreign key, but for tables in `kept`."""
    passed = {target, *kept}
    for mapper in sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table)):
        table = mapper.local_table
        if isinstance(table, Table) and table.name not in passed:
            for column in sorted(_columns(table, target)):
                yield Reference(mapper.class_, table, column)


def lead_over(uow: UnitOfWork, target: str, old: UUID, new: UUID, kept: Iterable[str] = ()) -> LedOver:
    """Let every row that names `old` name `new`; a row that `new` has already is put aside."""
    done = LedOver()
    for reference in references_to(target, kept):
        for row in uow.session.scalars(_naming(reference, old)).all():
            values = _values(reference.table, row)
            changed = values | {reference.column: new}
            if _is_taken(uow, reference, changed):
                done.aside.append({"table": reference.table.name, "values": _cells(values)})
                uow.delete(row)
                continue
            _change(uow, reference, row, new)
            key = {column.name: changed[column.name] for column in reference.table.primary_key}
            done.moved.append(
                {"table": reference.table.name, "column": reference.column, "key": _cells(key)}
            )  # fmt: skip
        uow.flush()
    return done


def lead_back(uow: UnitOfWork, done: LedOver, now: UUID, back: UUID) -> None:
    """Let what was led over and names `now` still name `back` again; what was put aside returns."""
    for entry in done.moved:
        table = Base.metadata.tables[entry["table"]]
        reference = Reference(_model(table), table, entry["column"])
        key = _typed(table, entry["key"])
        if reference.column in key:
            key[reference.column] = now
        row = uow.find(reference.model, *(key[c.name] for c in table.primary_key if c.name in key))
        if row is None or getattr(row, reference.column) != now:
            continue
        if not _is_taken(uow, reference, _values(table, row) | {reference.column: back}):
            _change(uow, reference, row, back)
    uow.flush()
    for entry in done.aside:
        table = Base.metadata.tables[entry["table"]]
        _add_again(uow, _model(table)(**_typed(table, entry["values"])))


def _naming(reference: Reference, id_: UUID) -> Any:
    keys = [getattr(reference.model, column.name) for column in reference.table.primary_key]
    return select(reference.model).where(getattr(reference.model, reference.column) == id_).order_by(*keys)


def _change(uow: UnitOfWork, reference: Reference, row: Base, id_: UUID) -> None:
    """In a key the row is written anew: the journal tells rows by their keys."""
    if reference.column not in reference.table.primary_key:
        setattr(row, reference.column, id_)
        uow.flush()
        return
    values = _values(reference.table, row) | {reference.column: id_}
    uow.delete(row)
    uow.add(reference.model(**values))


def _is_taken(uow: UnitOfWork, reference: Reference, values: Mapping[str, Any]) -> bool:
    """Whether the row would name the same thing twice, or be there twice."""
    own = _columns(reference.table, _target_of(reference))
    if len({values[column] for column in own}) < len(own):
        return True
    table = reference.table
    keys = [[c.name for c in table.primary_key]] if reference.column in table.primary_key else []
    keys += [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint) and reference.column in constraint.columns
    ]
    for names in keys:
        same = (getattr(reference.model, name) == values[name] for name in names if name != "tenant_id")
        if uow.session.scalars(select(reference.model).where(*same)).first() is not None:
            return True
    return False


def _add_again(uow: UnitOfWork, row: Base) -> None:
    """Where its place was taken meanwhile, or what it stood by is gone, it stays away."""
    try:
        with uow.session.begin_nested():
            uow.add(row)
    except IntegrityError:
        return


def _columns(table: Table, target: str) -> set[str]:
    return {
        column.name
        for constraint in table.foreign_key_constraints
        if _leads_to(constraint, target)
        for column in constraint.columns
        if column.name != "tenant_id"
    }


def _leads_to(constraint: ForeignKeyConstraint, target: str) -> bool:
    return constraint.referred_table.name == target


def _target_of(reference: Reference) -> str:
    return next(
        constraint.referred_table.name
        for constraint in reference.table.foreign_key_constraints
        if reference.column in constraint.columns
    )


def _model(table: Table) -> type[Base]:
    found: type[Base] = next(m.class_ for m in Base.registry.mappers if m.local_table is table)
    return found


def _values(table: Table, row: Base) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in table.columns}


def _cells(values: Mapping[str, Any]) -> Cells:
    return {name: cell(value) for name, value in values.items() if name != "tenant_id"}


def _typed(table: Table, cells: Mapping[str, Any]) -> dict[str, Any]:
    return {name: column_value(table.c[name], value) for name, value in cells.items()}
