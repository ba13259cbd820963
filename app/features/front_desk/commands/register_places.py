"""Italy's tables of communes and states: taken over from the police's files, asked for the code of a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Session

from app.features.front_desk.models.register import RegisterPlace
from app.features.front_desk.repository import register as repository
from app.features.front_desk.rules import register
from app.features.front_desk.rules.identity import BIRTH
from app.features.front_desk.rules.register_places import COMMUNE, KINDS, LONGEST_NAME, PlaceLine, split_name
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import fold, tr

MOST_LINES = 2_000
CODE_LENGTH = 9
# How many of the same name a sentence names.
NAMED = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class AddRegisterPlaces(Command):
    """Lines of a table: new codes come to it, known ones learn their name and end. None is taken out."""

    verb: ClassVar[str] = "front_desk.add_register_places"

    kind: str
    lines: tuple[PlaceLine, ...]


def add_register_places(command: AddRegisterPlaces, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Codes of nine digits, each once."""
    if command.kind not in KINDS:
        raise InvalidInput(tr("A table has communes or states."), field="kind")
    if len(command.lines) > MOST_LINES:
        raise InvalidInput(tr("At most {most} lines at once, please.", most=MOST_LINES), field="lines")
    wrong = next((line for line in command.lines if not _is_possible(line)), None)
    if wrong is not None or len({line.code for line in command.lines}) < len(command.lines):
        code = wrong.code if wrong is not None else ""
        raise InvalidInput(tr("“{code}” is no code of a place, or stands there twice.", code=code[:20]),
                           field="lines")  # fmt: skip
    codes = [line.code for line in command.lines]
    known = {row.code: row for row in repository.places_coded(uow.session, command.kind, codes)}
    changed = 0
    for line in command.lines:
        row = known.get(line.code)
        if row is not None and (row.name, row.province, row.ended) != (line.name, line.province, line.ended):
            uow.keep(row)
            row.name, row.folded = line.name, fold(line.name)
            row.province, row.ended = line.province, line.ended
            changed += 1
    new = [line for line in command.lines if line.code not in known]
    rows = [
        {"id": uow.new_id(), "kind": command.kind, "code": line.code, "name": line.name,
         "folded": fold(line.name), "province": line.province, "ended": line.ended}
        for line in new
    ]  # fmt: skip
    uow.insert_rows(RegisterPlace, rows)
    uow.flush()
    return {"added": len(new), "changed": changed}


def as_codes(session: Session, facts: Mapping[str, str]) -> dict[str, str]:
    """The same facts with the code of a commune that was given by its name. Raises InvalidInput."""
    found = dict(facts)
    for name in (register.BIRTH_COMMUNE, register.ISSUE_PLACE):
        typed = found.get(name, "")
        if len(typed) <= 2 or (len(typed) == CODE_LENGTH and typed.isdigit()):
            continue
        born = _day(found.get(BIRTH, "")) if name == register.BIRTH_COMMUNE else None
        row = _only(session, typed, name, born)
        if row is None:
            continue
        found[name] = row.code
        if name == register.BIRTH_COMMUNE and not found.get(register.BIRTH_PROVINCE):
            found[register.BIRTH_PROVINCE] = row.province
    return found


def _only(session: Session, typed: str, field: str, born: date | None) -> RegisterPlace | None:
    """The one place that is meant; None for a country's name, and where no table was read in."""
    name, province = split_name(typed)
    rows = [
        row for row in repository.places_named(session, COMMUNE, fold(name))
        if not province or row.province == province
    ]  # fmt: skip
    # Who was born before a commune was joined to another was born in the old one.
    rows = [row for row in rows if row.ended is None or (born is not None and born <= row.ended)]
    if born is not None and any(row.ended is not None for row in rows):
        rows = [row for row in rows if row.ended is not None]
    if len(rows) > 1:
        names = ", ".join(f"{row.name.title()} ({row.province})" for row in rows[:NAMED])
        raise InvalidInput(
            tr("There are several: {names}. Write the province in brackets after the name.", names=names),
            field=field,
        )
    return rows[0] if rows else None


def _is_possible(line: PlaceLine) -> bool:
    return (
        len(line.code) == CODE_LENGTH and line.code.isdigit() and 0 < len(line.name) <= LONGEST_NAME
        and len(line.province) <= 2
    )  # fmt: skip


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


HANDLERS = (Handling(AddRegisterPlaces, add_register_places),)
