"""`keyrack users`: who may sign in; adds one, whose password is typed and never given as an argument."""

import argparse
import getpass

from argon2 import PasswordHasher

from app.cli.house import add_house, answer, opened
from app.features import security
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

SHORTEST_PASSWORD = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """List, or add one."""
    parser.add_argument("deed", nargs="?", choices=("list", "add"), default="list")
    parser.add_argument("--login", default="", help="the name to sign in with (add)")
    parser.add_argument("--name", default="", help="the person's name (add)")
    parser.add_argument(
        "--role", default="reception", choices=[code for code, _, _ in security.FIRST_ROLES], help="(add)"
    )
    add_house(parser)


def run(arguments: argparse.Namespace) -> int:
    """Tell or add."""
    app = opened(arguments)
    try:
        if arguments.deed == "add":
            app.execute(
                security.AddUser(
                    id=app.new_id(), user_id=app.new_id(), login=arguments.login,
                    name=arguments.name or arguments.login, role=arguments.role,
                    password_hash=PasswordHasher().hash(_typed_password()),
                )
            )  # fmt: skip
        users = app.ask(security.Users())
    finally:
        app.close()
    if arguments.json:
        answer({"users": [{"login": u.login, "name": u.name, "role": u.role} for u in users]})
    else:
        for user in users:
            print(f"{user.login:<20} {user.name:<30} {user.role}")
    return 0


def _typed_password() -> str:
    first = getpass.getpass(tr("Password: "))
    if len(first) < SHORTEST_PASSWORD:
        raise InvalidInput(tr("A password has at least {n} characters.", n=SHORTEST_PASSWORD))
    if getpass.getpass(tr("Again: ")) != first:
        raise InvalidInput(tr("The two are not the same."))
    return first
