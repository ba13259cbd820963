"""The form of Spain's messages: which element stands where, how often, how long; what breaks it. Pure.

Written from the structure that the ministry describes for its service ("Servicio de Hospedajes,
Comunicaciones", altaParteHospedaje and anularComunicacion). A message is held against it before it leaves the
house, because a lot with one fault is refused a day later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from app.kernel.text import tr

_DAY: Final = r"\d{4}-\d\d-\d\d"
_MOMENT: Final = _DAY + r"T\d\d:\d\d:\d\d"
_COUNTRY: Final = r"[A-Z]{3}"
_UUID: Final = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
MOST_MESSAGES, MOST_PERSONS = 100, 99


@dataclass(frozen=True, slots=True)
class Part:
    """An element: how often it may stand, how long its text is, which texts it takes, what is inside."""

    name: str
    least: int = 1
    most: int = 1
    longest: int = 0
    pattern: str = ""
    inside: Sequence["Part"] = field(default=())


_PLACE: Final = Part("direccion", 0, inside=(
    Part("direccion", longest=100), Part("direccionComplementaria", 0, longest=100),
    Part("codigoMunicipio", 0, pattern=r"\d{5}"), Part("nombreMunicipio", 0, longest=100),
    Part("codigoPostal", longest=20), Part("pais", pattern=_COUNTRY),
))  # fmt: skip
_PERSON: Final = (
    Part("rol", pattern="VI|TI"), Part("nombre", longest=50), Part("apellido1", longest=50),
    Part("apellido2", 0, longest=50), Part("tipoDocumento", 0, pattern="NIF|NIE|PAS|OTRO"),
    Part("numeroDocumento", 0, longest=15), Part("soporteDocumento", 0, longest=9),
    Part("fechaNacimiento", pattern=_DAY), Part("nacionalidad", 0, pattern=_COUNTRY),
    Part("sexo", 0, pattern="H|M|O"), _PLACE, Part("telefono", 0, longest=20),
    Part("telefono2", 0, longest=20), Part("correo", 0, longest=250), Part("parentesco", 0, longest=5),
)  # fmt: skip
_CONTRACT: Final = Part("contrato", inside=(
    Part("referencia", longest=50), Part("fechaContrato", pattern=_DAY),
    Part("fechaEntrada", pattern=_MOMENT), Part("fechaSalida", pattern=_MOMENT),
    Part("numPersonas", pattern=r"\d{1,3}"), Part("numHabitaciones", 0, pattern=r"\d{1,3}"),
    Part("internet", 0, pattern="true|false"),
    Part("pago", inside=(
        Part("tipoPago", longest=5), Part("fechaPago", 0, pattern=_DAY), Part("medioPago", 0, longest=50),
        Part("titular", 0, longest=100), Part("caducidadTarjeta", 0, pattern=r"\d\d/\d{4}"),
    )),
))  # fmt: skip
TRAVELLERS: Final = Part("peticion", inside=(
    Part("solicitud", inside=(
        Part("codigoEstablecimiento", longest=10),
        Part("comunicacion", 1, MOST_MESSAGES, inside=(
            _CONTRACT, Part("persona", 1, MOST_PERSONS, inside=_PERSON),
        )),
    )),
))  # fmt: skip
WITHDRAWAL: Final = Part("comunicaciones", inside=(
    Part("codigoComunicacion", 1, MOST_MESSAGES, pattern=_UUID),
))  # fmt: skip


def faults(message: bytes, form: Part) -> list[str]:
    """What breaks the form, and the ministry's rules about persons, in words; none is a message to send."""
    root = fromstring(message)
    found = list(_faults(root, form, _local(root.tag)))
    if form is TRAVELLERS and not found:
        for stay in root.iter("comunicacion"):
            found += _about_persons(stay)
    return found


def _faults(element: Element, form: Part, path: str) -> Iterator[str]:
    if _local(element.tag) != form.name:
        yield tr("{path} should be {name}.", path=path, name=form.name)
        return
    text = (element.text or "").strip()
    if form.longest and not 0 < len(text) <= form.longest:
        yield tr("{path} has {n} characters; {most} are allowed.", path=path, n=len(text), most=form.longest)
    if form.pattern and not re.fullmatch(form.pattern, text):
        yield tr("{path} cannot be “{text}”.", path=path, text=text[:40])
    if form.inside:
        yield from _inside(list(element), form.inside, path)


def _inside(children: list[Element], parts: Sequence[Part], path: str) -> Iterator[str]:
    """In their order, each as often as it may."""
    place = 0
    for part in parts:
        count = 0
        while place < len(children) and _local(children[place].tag) == part.name and count < part.most:
            yield from _faults(children[place], part, f"{path}/{part.name}")
            place, count = place + 1, count + 1
        if count < part.least:
            yield tr("{path}/{name} is missing.", path=path, name=part.name)
    if place < len(children):
        yield tr("{path}/{name} does not belong there.", path=path, name=_local(children[place].tag))


def _about_persons(stay: Element) -> Iterator[str]:
    """Nobody twice, nobody beyond those who were declared, everyone can be reached."""
    persons = stay.findall("persona")
    number = stay.findtext("contrato/referencia", "")
    if int(stay.findtext("contrato/numPersonas", "0")) < len(persons):
        yield tr("{number}: more persons than were declared.", number=number)
    documents = [text for person in persons if (text := person.findtext("numeroDocumento"))]
    if len(set(documents)) < len(documents):
        yield tr("{number}: two persons have the same document.", number=number)
    for person in persons:
        name = f"{person.findtext('nombre', '')} {person.findtext('apellido1', '')}".strip()
        if not (person.findtext("telefono") or person.findtext("correo")):
            yield tr("{number}: {name} has neither phone nor e-mail.", number=number, name=name)
        place = person.find("direccion")
        if place is not None and (place.findtext("pais") == "ESP") != bool(place.findtext("codigoMunicipio")):
            yield tr("{number}: the code of the town belongs to addresses in Spain, and to each of them.",
                     number=number)  # fmt: skip


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
