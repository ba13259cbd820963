"""Spain's messages for SES.Hospedajes: the travellers' report of a check-in, a booking's, a withdrawal.

Both are XML without a name space inside their root. A message is sent by the web service or uploaded; a lot
of it is looked at later, so an entry waits (to process) until the answer is known.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.features.front_desk.rules import register
from app.features.front_desk.rules.countries import three_letters
from app.features.front_desk.rules.identity import (
    ADDRESS,
    BIRTH,
    GIVEN,
    KIND,
    NATIONALITY,
    NUMBER,
    PHONE,
    SEX,
    SURNAME,
)
from app.features.front_desk.rules.register import Case, Facts

TRAVELLERS: Final = "http://www.neg.hospedajes.mir.es/altaParteHospedaje"
BOOKINGS: Final = "http://www.neg.hospedajes.mir.es/altaReservaHospedaje"
WITHDRAWALS: Final = "http://www.neg.hospedajes.mir.es/anularComunicacion"
AT_THE_HOUSE, BY_PLATFORM, BY_CARD, BY_TRANSFER, CASH = "DESTI", "PLATF", "TARJT", "TRANS", "EFECT"
_SEXES: Final = {"M": "H", "F": "M"}
_OTHER_SEX: Final = "O"


def travellers(cases: Sequence[Case]) -> bytes:
    """The message of check-ins: one communication for each stay, everyone in it a traveller (VI)."""
    root, request = _request(TRAVELLERS)
    SubElement(request, "codigoEstablecimiento").text = cases[0].establishment
    for case in cases:
        one = SubElement(request, "comunicacion")
        _contract(one, case)
        for facts in case.persons:
            _person(one, _reachable(facts, case.persons[0]), "VI")
    return _text(root)


def withdrawals(codes: Sequence[str]) -> bytes:
    """The message that takes communications back, by the codes that the authority gave them."""
    root = Element("anul:comunicaciones", {"xmlns:anul": WITHDRAWALS})
    for code in codes:
        SubElement(root, "anul:codigoComunicacion").text = code
    return _text(root)


def bookings(cases: Sequence[Case]) -> bytes:
    """The message of bookings: the house, the contract, and who booked (TI)."""
    root, request = _request(BOOKINGS)
    for case in cases:
        one = SubElement(request, "comunicacion")
        SubElement(SubElement(one, "establecimiento"), "codigo").text = case.establishment
        _contract(one, case)
        _person(one, case.persons[0], "TI")
    return _text(root)


def paid_by(guarantee: str, channel: str, deposit_minor: int) -> str:
    """The word for how a booking is paid."""
    if channel and deposit_minor:
        return BY_PLATFORM
    if guarantee == "card":
        return BY_CARD
    return BY_TRANSFER if guarantee in ("deposit", "company") else AT_THE_HOUSE


def document_kind(facts: Facts) -> str:
    """NIF of Spaniards, NIE of who lives there, passport, anything else."""
    if facts.get(KIND) == "passport":
        return "PAS"
    if facts.get(KIND) == "residence":
        return "NIE"
    return "NIF" if facts.get(KIND) == "id_card" and facts.get(NATIONALITY) == register.SPAIN else "OTRO"


def _reachable(facts: Facts, guest: Facts) -> Facts:
    """A child, and whoever gave no contact, is reached through the guest; each person needs one."""
    if facts.get(PHONE) or facts.get(register.EMAIL):
        return facts
    contact: Mapping[str, str] = {n: guest[n] for n in (PHONE, register.EMAIL) if guest.get(n)}
    return {**facts, **contact}


def _request(space: str) -> tuple[Element, Element]:
    root = Element("ns2:peticion", {"xmlns:ns2": space})
    return root, SubElement(root, "solicitud")


def _contract(parent: Element, case: Case) -> None:
    contract = SubElement(parent, "contrato")
    _tell(contract, "referencia", case.number)
    _tell(contract, "fechaContrato", case.booked_on.isoformat())
    _tell(contract, "fechaEntrada", _moment(case.arrived))
    _tell(contract, "fechaSalida", _moment(case.leaves))
    _tell(contract, "numPersonas", str(len(case.persons)))
    _tell(contract, "numHabitaciones", "1")
    _tell(SubElement(contract, "pago"), "tipoPago", case.paid_by or AT_THE_HOUSE)


def _person(parent: Element, facts: Facts, role: str) -> None:
    person = SubElement(parent, "persona")
    surname = facts.get(SURNAME, "") or facts.get(GIVEN, "")
    _tell(person, "rol", role)
    _tell(person, "nombre", facts.get(GIVEN, ""))
    _tell(person, "apellido1", surname)
    _tell(person, "apellido2", facts.get(register.SECOND_SURNAME, ""))
    if facts.get(NUMBER):
        _tell(person, "tipoDocumento", document_kind(facts))
        _tell(person, "numeroDocumento", facts[NUMBER])
        _tell(person, "soporteDocumento", facts.get(register.SUPPORT, ""))
    _tell(person, "fechaNacimiento", facts.get(BIRTH, ""))
    _tell(person, "nacionalidad", three_letters(facts.get(NATIONALITY, "")))
    _tell(person, "sexo", _SEXES.get(facts.get(SEX, ""), _OTHER_SEX) if facts.get(SEX) else "")
    if facts.get(ADDRESS):
        place = SubElement(person, "direccion")
        _tell(place, "direccion", facts[ADDRESS])
        _tell(place, "codigoMunicipio", facts.get(register.MUNICIPALITY, ""))
        _tell(place, "nombreMunicipio", facts.get(register.TOWN, ""))
        _tell(place, "codigoPostal", facts.get(register.POSTCODE, ""))
        _tell(place, "pais", three_letters(facts.get(register.HOME_COUNTRY, "")))
    _tell(person, "telefono", facts.get(PHONE, ""))
    _tell(person, "correo", facts.get(register.EMAIL, ""))
    _tell(person, "parentesco", facts.get(register.KINSHIP, ""))


def _tell(parent: Element, name: str, text: str) -> None:
    if text:
        SubElement(parent, name).text = text


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _text(root: Element) -> bytes:
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
