"""`keyrack database`: prepares a shared Postgres, upgrades it, tells this computer a role's password."""

import argparse
import getpass

from app.bootstrap import VAULT
from app.cli.house import answer
from app.infra.database import Location
from app.infra.provision import ROLES, provision
from app.infra.secrets import name_of
from app.kernel.errors import InvalidInput
from app.kernel.text import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Init, or remember."""
    parser.add_argument(
        "deed", choices=("init", "remember"),
        help="init: roles, database, schema, as the server's administrator; "
        "remember: keep a role's password in this computer's keyring (typed, not given)",
    )  # fmt: skip
    parser.add_argument("--database", required=True, metavar="URL", help="postgresql://postgres@host/hotel")
    parser.add_argument(
        "--new-passwords", action="store_true", help="give existing roles new ones (init); tell every desk"
    )
    parser.add_argument("--role", choices=ROLES, default="keyrack_app", help="(remember)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(arguments: argparse.Namespace) -> int:
    """Prepare or remember, and tell the address for desks."""
    url = Location.shared(arguments.database).url
    if arguments.deed == "remember":
        VAULT.put(
            name_of(url, arguments.role), getpass.getpass(tr("Password of {role}: ", role=arguments.role))
        )
        return 0
    if not url.database or url.database in ("postgres", "template0", "template1"):
        raise InvalidInput(tr("Name the database to make at the end of the address: postgresql://host/hotel"))
    house = provision(url, url.database, VAULT, new_passwords=arguments.new_passwords)
    if arguments.json:
        answer({"database": house.url, "made": house.made_database, "roles": list(house.made_roles)})
    else:
        print(tr("Ready. Desks open it by: keyrack --database {url}", url=house.url))
    return 0
