"""The `keyrack` command: opens the desk, draws `screens`; every other verb goes to app.cli without Qt."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

VERBS_WITH_QT = ("screens",)
BENCHES_WITH_QT = ("calendar", "start", "desk")
OPTIONS_WITH_VALUE = ("--data", "--database", "--central", "--theme")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; returns 0, 1 (refused) or 2 (bad usage)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    verb, rest = _verb(arguments)
    if verb == "screens" or verb == "bench":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pictures and figures need no display
    if verb == "bench" and rest[:1] and rest[0] in BENCHES_WITH_QT:
        from ui.application import benches  # noqa: PLC0415 - Qt, not on the way of a headless verb

        return benches.run(rest)
    if verb and verb not in VERBS_WITH_QT:
        from app import cli  # noqa: PLC0415 - heavy, not on the way to the first screen

        return cli.main(arguments)
    given = _parser().parse_args(arguments)
    if given.central:
        print("A central service cannot be joined yet: this version has none.", file=sys.stderr)
        return 2
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads multiply matrices; we have none
    gc.disable()  # nothing is thrown away while modules load; the desk turns it on again
    if given.verb == "screens":
        from ui.application import pictures  # noqa: PLC0415 - Qt, not on the way of a headless verb

        return pictures.run(given.out)
    if _no_display():
        print("There is no display here. Start Keyrack from a desktop session.", file=sys.stderr)
        return 1
    from ui.application import lightened  # noqa: PLC0415 - not on the way of a headless verb

    lightened.make_dataclasses_lazily()
    lightened.load_sqlalchemy()
    # The house begins to open now: its database is busy while Qt loads.
    if given.demo:
        from ui.application import demo  # noqa: PLC0415 - heavy, only for the furnished hotel

        opening = demo.open_furnished(given.data)
    else:
        from ui.application.opening import open_named  # noqa: PLC0415 - not on the way of a headless verb

        opening = open_named(given.data, given.database)
    lightened.load_qt()
    from ui.application import desk  # noqa: PLC0415 - Qt, not on the way of a headless verb

    watch = None
    if given.until_calm:
        from ui.application.calm import tell_when_calm  # noqa: PLC0415 - for the bench alone

        watch = tell_when_calm
    return desk.open_desk(opening, given.theme, until_ready=given.until_ready, watch=watch)


def _no_display() -> bool:
    """Whether Qt would find no screen: it would end the process without a sentence."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in known)


def _verb(arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The first word that is no option, and what follows it."""
    skip = False
    for index, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in OPTIONS_WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            return word, arguments[index + 1 :]
    return "", ()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="keyrack",
        description="The front desk of a hotel. Without a verb it opens the desk; "
        "`keyrack VERB --help` tells about import, export, report, check, backup, restore, bench, …",
    )
    parser.add_argument("--demo", action="store_true", help="open a furnished hotel; nothing in it is real")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the embedded database lives")
    parser.add_argument("--database", default="", metavar="URL", help="a shared Postgres, postgresql://…")
    parser.add_argument("--central", default="", metavar="URL", help="a replica of a central service")
    parser.add_argument("--theme", choices=("light", "dark"), default="", help="the palette for this run")
    for moment in ("ready", "calm"):
        parser.add_argument(f"--until-{moment}", action="store_true", help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", metavar="screens OUT")
    screens = verbs.add_parser("screens", help="render every screen and dialog to PNG")
    screens.add_argument("out", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    sys.exit(main())
