"""The finding rule: one capability, one name, three places, and the same file names inside each."""

import re

from tests.architecture.source import project_files

FILES = {
    "__init__", "events", "rules", "models", "repository", "queries", "commands",
    "subscribers", "api", "jobs", "providers",
    "invariants",  # what must hold of the rows that a write touched
    "nights",  # the one place that writes a stay's nights, bars and holds
    "ledger",  # the one place that writes postings
    "integrity",  # what `keyrack check` proves of the whole house
    "importing",  # how files from outside become rows of the capability
    "groups",  # bookings that belong together, with files of the same names inside; loaded late
    "late",  # what a first capability gives to the bus beyond the first page
}  # fmt: skip
SHARED_SCREENS = {"shell", "widgets"}
SHARED_APP = {"workbench"}


def below(paths: tuple[str, ...], folder: str) -> set[str]:
    """The names of the folders directly below a folder that hold Python."""
    pattern = re.compile(rf"{re.escape(folder)}/([^/]+)/.*\.py$")
    return {found.group(1) for path in paths if (found := pattern.match(path))}


def strange_files(paths: tuple[str, ...]) -> list[str]:
    """Files of capabilities that are neither one of the known names nor inside a package of such a name."""
    pattern = re.compile(r"app/features/[^/]+/([^/]+?)(\.py|/.*)$")
    return [path for path in paths if (found := pattern.match(path)) and found.group(1) not in FILES]


def lost_folders(paths: tuple[str, ...]) -> list[str]:
    """Screens and tests of capabilities that do not exist, and capabilities without a test."""
    capabilities = below(paths, "app/features")
    screens = below(paths, "ui/features")
    app_tests, ui_tests = below(paths, "tests/app"), below(paths, "tests/ui")
    lost = [f"ui/features/{name}: no such capability" for name in sorted(screens - capabilities)]
    lost += [
        f"tests/app/{name}: no such capability" for name in sorted(app_tests - capabilities - SHARED_APP)
    ]
    lost += [f"tests/ui/{name}: no such screens" for name in sorted(ui_tests - screens - SHARED_SCREENS)]
    lost += [f"app/features/{name}: no tests in tests/app" for name in sorted(capabilities - app_tests)]
    return lost + [f"ui/features/{name}: no tests in tests/ui" for name in sorted(screens - ui_tests)]


def test_capabilities_hold_known_files() -> None:
    """Each capability folder has the same file names, or packages of these names."""
    assert strange_files(project_files()) == []


def test_everything_is_where_it_is_looked_for() -> None:
    """Screens and tests stand under the name of their capability, and each capability has tests."""
    assert lost_folders(project_files()) == []


def test_planted_sins_are_caught() -> None:
    """A strange file, screens without a capability and a capability without tests are found."""
    paths = (
        "app/features/property/__init__.py", "app/features/property/commands/rooms.py",
        "app/features/property/service.py", "app/features/property/services/x.py",
        "tests/app/property/test_rules.py", "tests/ui/shell/test_x.py", "app/features/folios/__init__.py",
        "ui/features/rooms/rooms_page.py", "tests/app/guests/test_x.py", "tests/ui/folios/test_x.py",
    )  # fmt: skip
    assert strange_files(paths) == ["app/features/property/service.py", "app/features/property/services/x.py"]
    assert lost_folders(paths) == [
        "ui/features/rooms: no such capability",
        "tests/app/guests: no such capability",
        "tests/ui/folios: no such screens",
        "app/features/folios: no tests in tests/app",
        "ui/features/rooms: no tests in tests/ui",
    ]
