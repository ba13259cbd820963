"""The headless verbs of `keyrack`: one module each, loaded when it is asked for.

A verb's module has `add_arguments(parser)` and `run(arguments) -> int`. Exit status: 0 done, 1 refused with
the reason, 2 bad usage. `--data DIR` and `--database URL` may stand before the verb or after it.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence

from app.kernel.errors import AppError

# Verb -> its module in this package, and what it is for.
VERBS: dict[str, tuple[str, str]] = {
    "import": ("import_files", "bring bookings from a file, or a whole house"),
    "export": ("export", "write a whole house into a file"),
    "report": ("report", "figures of the house"),
    "check": ("check", "prove the house sound"),
    "backup": ("backup", "copy the data to a file"),
    "restore": ("restore", "put a copy back in place"),
    "database": ("database", "prepare a shared Postgres"),
    "bench": ("bench", "measure speed and size against the budgets"),
    "simulate": ("simulate", "drive random commands and check the house after each"),
    "worker": ("worker", "background jobs without a window"),
    "users": ("users", "who may sign in"),
}
_WITH_VALUE = ("--data", "--database")


def main(argv: Sequence[str]) -> int:
    """Run one headless verb and give its exit status."""
    verb, rest = _split(argv)
    if verb not in VERBS:
        print(_overview(verb), file=sys.stderr if verb else sys.stdout)
        return 2 if verb else 0
    module_name, line = VERBS[verb]
    module = importlib.import_module(f"app.cli.{module_name}")
    parser = argparse.ArgumentParser(prog=f"keyrack {verb}", description=line.capitalize() + ".")
    module.add_arguments(parser)
    arguments = parser.parse_args(rest)
    try:
        return int(module.run(arguments))
    except AppError as error:
        return _refused(error, as_json=bool(getattr(arguments, "json", False)))
    except KeyboardInterrupt:
        return 1


def _split(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The verb, and all the other words: options before it are put behind it."""
    words = list(argv)
    index = 0
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] in _WITH_VALUE else 1
    if index >= len(words):
        return "", words
    return words[index], words[index + 1 :] + words[:index]


def _overview(unknown: str) -> str:
    lines = [f"keyrack knows no verb {unknown}." if unknown else "The headless verbs of keyrack:"]
    lines += [f"  {verb:<10} {line}" for verb, (_, line) in VERBS.items()]
    return "\n".join([*lines, "Each tells more with --help."])


def _refused(error: AppError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"refused": error.code, "reason": error.sentence, "field": error.field}))
    print(error.sentence, file=sys.stderr)
    return 1
