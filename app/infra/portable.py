"""A whole house as one file that either engine reads: every row of a tenant, ids, journal and all.

A zip with `house.json` (what it is: format, schema, tenant, tables with columns, rows and SHA-256) and one
`tables/NAME.jsonl` per table, a row as a JSON list on each line, without the tenant, whose rows they are.
Durable jobs under way are rebuilt from the outbox, which is among the tables; so the house must be used on
in one place only.
"""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Column, Date, Table, Time, Uuid, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.infra import bulk
from app.infra.database import Base, Database, Instant
from app.infra.failures import DiskFull, ReadOnly, storage_failure
from app.infra.schema import HEAD, KNOWN
from app.infra.unit_of_work import housekeeping
from app.kernel.errors import AppError
from app.kernel.text import tr

FORMAT = "keyrack-house"
MANIFEST = "house.json"
PART = ".part"
CHUNK = 5_000
# A list of tables is small; what is larger is no list of ours.
MANIFEST_BYTES = 1_000_000
READ_BYTES = 1 << 20
# After this many new rows Postgres is to look at a table again.
MEASURE_ROWS = 20_000

Progress = Callable[[str, int], None]


class BadExport(AppError):
    """The file is no sound export of a house, or of another version."""

    code = "bad_export"


class NotEmpty(AppError):
    """There is a house where another is to be put."""

    code = "not_empty"


@dataclass(frozen=True, slots=True)
class Moved:
    """A house that was written to a file, or read from one: whose, how many rows, the file's fingerprint."""

    tenant_id: UUID
    name: str
    rows: dict[str, int]
    fingerprint: str


def export_house(database: Database, tenant_id: UUID, target: Path, progress: Progress) -> Moved:
    """Write everything of a tenant, as it is at one moment, into a new file. Raises ReadOnly, DiskFull."""
    part = target.with_name(target.name + PART)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with (
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive,
                database.reader(tenant_id) as session,
            ):
                manifest = _write_tables(session, archive, progress)
                text = json.dumps(manifest, indent=1, ensure_ascii=False)
                archive.writestr(MANIFEST, text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except PermissionError as error:
        raise ReadOnly(tr("{place} may not be written. Choose another place.", place=target)) from error
    except OSError as error:
        raise DiskFull(tr("{place} cannot be written: {why}", place=target, why=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
    return _moved(manifest, text.encode())


def import_house(database: Database, source: Path, progress: Progress) -> Moved:
    """Put the house of a file into an empty database, whole or not at all.

    Raises BadExport, NotEmpty, StorageFailed.
    """
    with _opened(source) as archive:
        text = _manifest_text(archive, source)
        manifest = _understood(text, source)
        _ensure_whole(archive, manifest, source)
        tenant_id = UUID(manifest["tenant"]["id"])
        if not _is_empty(database):
            raise NotEmpty(tr("There is a house here already. An export goes into an empty place only."))
        try:
            housekeeping(
                database, tenant_id, lambda session: _read_tables(session, archive, manifest, progress)
            )
        except DBAPIError as error:
            raise storage_failure(error) or BadExport(
                tr("The rows of {file} do not fit: {why}", file=source.name, why=type(error.orig).__name__)
            ) from error
        except (ValueError, TypeError, KeyError) as error:
            raise _unreadable(source) from error
    return _moved(manifest, text)


def _moved(manifest: dict[str, Any], text: bytes) -> Moved:
    tenant = manifest["tenant"]
    rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    return Moved(UUID(tenant["id"]), tenant["name"], rows, hashlib.sha256(text).hexdigest())


def _house_table() -> Table:
    """The table that names tenants: outside of them, so it goes into the manifest."""
    return next(t for t in Base.metadata.sorted_tables if t.info.get("before_tenant"))


def _tables() -> list[Table]:
    return [t for t in Base.metadata.sorted_tables if not t.info.get("before_tenant")]


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name != "tenant_id"]


def _write_tables(session: Session, archive: zipfile.ZipFile, progress: Progress) -> dict[str, Any]:
    named = _house_table()
    found = session.connection().execute(select(named).where(named.c.id == session.info["tenant_id"]))
    tenant = {name: str(value) for name, value in found.mappings().one().items()}
    tables = []
    for table in _tables():
        rows, digest = _write_table(session, table, archive)
        names = [column.name for column in _columns(table)]
        tables.append({"name": table.name, "rows": rows, "sha256": digest, "columns": names})
        progress(table.name, rows)
    return {"format": FORMAT, "version": 1, "schema": HEAD, "tenant": tenant, "tables": tables}


def _write_table(session: Session, table: Table, archive: zipfile.ZipFile) -> tuple[int, str]:
    columns = _columns(table)
    statement = (
        select(*columns).where(table.c.tenant_id == session.info["tenant_id"]).order_by(*table.primary_key)
    )
    digest, count = hashlib.sha256(), 0
    result = session.connection().execution_options(yield_per=CHUNK).execute(statement)
    with archive.open(_file_of(table.name), "w", force_zip64=True) as out:
        for rows in result.partitions():
            text = "".join(
                json.dumps(list(row), ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"
                for row in rows
            ).encode()
            digest.update(text)
            out.write(text)
            count += len(rows)
    return count, digest.hexdigest()


def _file_of(table: str) -> str:
    return f"tables/{table}.jsonl"


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise BadExport(tr("There is no file {file}.", file=source)) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise _unreadable(source) from error


def _unreadable(source: Path) -> BadExport:
    return BadExport(tr("{file} is no export of a house, or is damaged. Export it again.", file=source.name))


def _manifest_text(archive: zipfile.ZipFile, source: Path) -> bytes:
    try:
        with archive.open(MANIFEST) as file:
            return file.read(MANIFEST_BYTES)
    except (KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise _unreadable(source) from error


def _understood(text: bytes, source: Path) -> dict[str, Any]:
    """The manifest, when it describes exactly the tables of this program."""
    try:
        manifest: dict[str, Any] = json.loads(text)
        version, schema = (manifest["format"], manifest["version"]), manifest["schema"]
        described = {table["name"]: table["columns"] for table in manifest["tables"]}
        UUID(manifest["tenant"]["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(source) from error
    if version[0] != FORMAT:
        raise _unreadable(source)
    if version[1] != 1 or schema not in KNOWN:
        raise BadExport(tr("This export was made by a newer Keyrack. Install the newer version."))
    if schema != HEAD:
        raise BadExport(
            tr("This export was made by an older Keyrack. Open the house with this one, and export again.")
        )
    if described != {table.name: [c.name for c in _columns(table)] for table in _tables()}:
        raise _unreadable(source)
    return manifest


def _ensure_whole(archive: zipfile.ZipFile, manifest: dict[str, Any], source: Path) -> None:
    """Every table is there as it was written, before anything is written here."""
    try:
        for table in manifest["tables"]:
            digest = hashlib.sha256()
            with archive.open(_file_of(table["name"])) as file:
                while part := file.read(READ_BYTES):
                    digest.update(part)
            if digest.hexdigest() != table["sha256"]:
                raise _unreadable(source)
    except (KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise _unreadable(source) from error


def _is_empty(database: Database) -> bool:
    with database.engine.connect() as connection:
        return connection.execute(select(_house_table().c.id).limit(1)).first() is None


def _read_tables(
    session: Session, archive: zipfile.ZipFile, manifest: dict[str, Any], progress: Progress
) -> None:
    connection, named = session.connection(), _house_table()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a bed before its room
    tenant = manifest["tenant"]
    connection.execute(insert(named).values(id=UUID(tenant["id"]), slug=tenant["slug"], name=tenant["name"]))
    expected = {described["name"]: described["rows"] for described in manifest["tables"]}
    for table in _tables():
        columns = _columns(table)
        with archive.open(_file_of(table.name)) as file:
            count = bulk.insert_many(
                connection, table, session.info["tenant_id"], [c.name for c in columns], _rows(file, columns)
            )
        if count != expected[table.name]:
            raise ValueError(table.name)
        if count > MEASURE_ROWS:
            bulk.measure(connection)
        progress(table.name, count)


def _rows(file: IO[bytes], columns: list[Column[Any]]) -> Iterator[list[Any]]:
    """Rows as `bulk` takes them: ids and dates as text, instants and times as values."""
    typed = [(n, _reader(column)) for n, column in enumerate(columns)]
    values = [(n, read) for n, read in typed if read is not None]
    for line in io.TextIOWrapper(file, "utf-8", newline="\n"):
        row = json.loads(line)
        if len(row) != len(columns):
            raise ValueError(line[:80])
        for n, read in values:
            if row[n] is not None:
                row[n] = read(row[n])
        yield row


def _reader(column: Column[Any]) -> Callable[[Any], Any] | None:
    kind = column.type
    if isinstance(kind, Instant):
        return datetime.fromisoformat
    if isinstance(kind, Time):
        return time.fromisoformat
    if isinstance(kind, Uuid):
        return lambda text: UUID(text).hex
    if isinstance(kind, Date):
        return lambda text: date.fromisoformat(text).isoformat()
    return None
