"""A loopback server that answers as Stripe does to the calls that the product makes; it checks each of them.

It is strict where Stripe is: keys, methods, parameters, states. It keeps what it answered to an idempotency
key and answers the same again. `down` and `lose_answers` make it fail as a network does: before the call is
carried out, and after.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

KEY = "sk_test_loopback"
# Tokens of test cards, as Stripe publishes them, and what each leads to.
GOOD, DECLINED, ASKS = "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequired"


class Refusal(Exception):
    """An error that Stripe answers with."""

    def __init__(self, status: int, kind: str, code: str, message: str, intent: Any = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"type": kind, "code": code, "message": message}
        if intent:
            self.body["payment_intent"] = intent


@dataclass
class Stripe:
    """The state of the pretended Stripe: intents, refunds, and every request that came."""

    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    answered: dict[str, tuple[str, dict[str, str], int, Any]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    down: bool = False
    lose_answers: int = 0
    address: str = ""

    def answer(self, method: str, path: str, params: dict[str, str], key: str) -> tuple[int, Any]:
        """Carry a request out, or give the answer that its key had before."""
        self.requests.append((method, path, params))
        if method == "POST" and not key:
            return 400, {"error": {"type": "invalid_request_error", "message": "no idempotency key"}}
        if method == "POST" and key in self.answered:
            earlier, same, status, body = self.answered[key]
            if (earlier, same) != (path, params):
                return 400, {"error": {"type": "idempotency_error", "message": "same key, other call"}}
            return status, body
        try:
            status, body = 200, self._carry_out(method, path.removeprefix("/v1/").split("/"), params)
        except Refusal as refusal:
            status, body = refusal.status, {"error": refusal.body}
        if method == "POST":
            self.answered[key] = (path, params, status, json.loads(json.dumps(body)))
        return status, body

    def confirm_by_guest(self, reference: str) -> None:
        """The guest has confirmed at the bank."""
        self._take(self.intents[reference])

    def pay_by_link(self, reference: str) -> None:
        """The guest has entered a card on the page of a link; it takes no second payment."""
        link = self.links[reference]
        assert link["active"], "the page says that the link is closed"
        kept = bool(link["keep"])
        intent = self._create(link["params"] | {"payment_method": GOOD, "confirm": "true"})
        intent["customer"] = "cus_link" if kept else None
        self.sessions.append({"id": f"cs_{len(self.sessions) + 1}", "object": "checkout.session",
                              "payment_link": reference, "status": "complete",
                              "payment_intent": intent["id"]})  # fmt: skip
        link["active"] = False

    def taken(self) -> int:
        """What was taken from all cards, less what was given back."""
        back = sum(r["amount"] for r in self.refunds.values())
        return int(sum(i["amount_received"] for i in self.intents.values()) - back)

    def _carry_out(self, method: str, path: list[str], params: dict[str, str]) -> Any:
        match (method, *path):
            case ("POST", "payment_intents"):
                return self._create(params)
            case ("GET", "payment_intents", reference):
                return self._found(self.intents, reference)
            case ("POST", "payment_links"):
                return self._make_link(params)
            case ("GET", "payment_links", reference):
                return self._found(self.links, reference)
            case ("POST", "payment_links", reference):
                link = self._found(self.links, reference)
                link["active"] = params["active"].lower() == "true"
                return link
            case ("GET", "checkout", "sessions"):
                return self._sessions(params)
            case ("POST", "payment_intents", reference, "capture"):
                return self._capture(self._found(self.intents, reference), params)
            case ("POST", "payment_intents", reference, "cancel"):
                return self._cancel(self._found(self.intents, reference))
            case ("POST", "refunds"):
                return self._refund(params)
            case ("GET", "refunds", reference):
                return self._found(self.refunds, reference)
        raise Refusal(404, "invalid_request_error", "url_unknown", "Unrecognized request URL")

    def _create(self, params: dict[str, str]) -> Any:
        known = {
            "amount", "currency", "metadata[payment_id]", "metadata[for]", "capture_method", "customer",
            "payment_method", "confirm", "off_session",
        }  # fmt: skip
        if params.keys() - known or not {"amount", "currency"} <= params.keys():
            raise Refusal(400, "invalid_request_error", "parameter_unknown", f"Parameters: {sorted(params)}")
        if not params["amount"].isdigit() or int(params["amount"]) < 1 or not params["currency"].islower():
            raise Refusal(400, "invalid_request_error", "parameter_invalid", "Invalid amount or currency")
        reference = f"pi_{len(self.intents) + 1}"
        intent = self.intents[reference] = {
            "id": reference, "object": "payment_intent", "amount": int(params["amount"]),
            "currency": params["currency"], "status": "requires_payment_method", "amount_received": 0,
            "amount_capturable": 0, "latest_charge": None, "last_payment_error": None,
            "capture_method": params.get("capture_method", "automatic"),
        }  # fmt: skip
        if params.get("confirm") != "true":
            return intent
        token = params.get("payment_method", "")
        if token == DECLINED:
            error = {"code": "card_declined", "message": "Your card was declined.", "type": "card_error"}
            intent["last_payment_error"] = error
            raise Refusal(402, "card_error", "card_declined", "Your card was declined.", intent)
        if token == ASKS:
            intent["status"] = "requires_action"
            return intent
        if token != GOOD:
            raise Refusal(400, "invalid_request_error", "resource_missing", f"No such PaymentMethod: {token}")
        self._take(intent)
        return intent

    def _make_link(self, params: dict[str, str]) -> Any:
        """A link that is paid once; unknown parameters are refused as Stripe refuses them."""
        price, intent = "line_items[0][price_data]", "payment_intent_data"
        needed = {
            f"{price}[currency]", f"{price}[unit_amount]", f"{price}[product_data][name]",
            "line_items[0][quantity]", "restrictions[completed_sessions][limit]",
        }  # fmt: skip
        known = needed | {
            "metadata[payment_id]", f"{intent}[metadata][payment_id]", f"{intent}[capture_method]",
            f"{intent}[setup_future_usage]", "customer_creation",
        }  # fmt: skip
        if params.keys() - known or not needed <= params.keys():
            raise Refusal(400, "invalid_request_error", "parameter_unknown", f"Parameters: {sorted(params)}")
        reference = f"plink_{len(self.links) + 1}"
        wanted = {"amount": params[f"{price}[unit_amount]"], "currency": params[f"{price}[currency]"]}
        if f"{intent}[capture_method]" in params:
            wanted["capture_method"] = params[f"{intent}[capture_method]"]
        self.links[reference] = {
            "id": reference, "object": "payment_link", "active": True, "params": wanted,
            "url": f"https://buy.stripe.com/test_{reference}",
            "keep": f"{intent}[setup_future_usage]" in params,
        }  # fmt: skip
        return self.links[reference]

    def _sessions(self, params: dict[str, str]) -> Any:
        """The completed sessions of a link, with the intent and the card that paid."""
        card = {"brand": "visa", "last4": "4242", "exp_month": 2, "exp_year": 2030}
        method = {"id": GOOD, "object": "payment_method", "card": card}
        found = [
            {**one, "payment_intent": {**self.intents[one["payment_intent"]], "payment_method": method}}
            for one in self.sessions
            if one["payment_link"] == params["payment_link"] and one["status"] == params["status"]
        ]
        return {"object": "list", "url": "/v1/checkout/sessions", "has_more": False, "data": found}

    def _take(self, intent: dict[str, Any]) -> None:
        intent["latest_charge"] = intent["id"].replace("pi_", "ch_")
        if intent["capture_method"] == "manual":
            intent["status"], intent["amount_capturable"] = "requires_capture", intent["amount"]
        else:
            intent["status"], intent["amount_received"] = "succeeded", intent["amount"]

    def _capture(self, intent: dict[str, Any], params: dict[str, str]) -> Any:
        minor = int(params.get("amount_to_capture", intent["amount"]))
        if intent["status"] != "requires_capture" or minor > intent["amount_capturable"]:
            raise Refusal(400, "invalid_request_error", "unexpected_state", "It could not be captured.")
        intent |= {"status": "succeeded", "amount_received": minor, "amount_capturable": 0}
        return intent

    def _cancel(self, intent: dict[str, Any]) -> Any:
        if intent["status"] in ("succeeded", "canceled"):
            raise Refusal(400, "invalid_request_error", "unexpected_state", "It could not be canceled.")
        intent |= {"status": "canceled", "amount_capturable": 0}
        return intent

    def _refund(self, params: dict[str, str]) -> Any:
        charge, minor = params.get("charge", ""), int(params.get("amount", "0"))
        intent = self._found(self.intents, charge.replace("ch_", "pi_"))
        back = sum(r["amount"] for r in self.refunds.values() if r["charge"] == charge)
        if minor < 1 or back + minor > intent["amount_received"]:
            raise Refusal(400, "invalid_request_error", "amount_too_large", "Greater than what is left.")
        reference = f"re_{len(self.refunds) + 1}"
        self.refunds[reference] = {
            "id": reference, "object": "refund", "amount": minor, "currency": intent["currency"],
            "charge": charge, "status": "succeeded",
        }  # fmt: skip
        return self.refunds[reference]

    def _found(self, table: dict[str, Any], reference: str) -> Any:
        if reference not in table:
            raise Refusal(404, "invalid_request_error", "resource_missing", f"No such object: {reference}")
        return table[reference]


@contextmanager
def stripe_on_loopback() -> Iterator[Stripe]:
    """A pretended Stripe at `address`, until the end of the block."""
    state = Stripe()

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_GET(self) -> None:
            """Look something up."""
            self._answer("GET", {name: values[0] for name, values in parse_qs(self.query()).items()})

        def query(self) -> str:
            """What stands behind the question mark."""
            return self.path.partition("?")[2]

        def do_POST(self) -> None:
            """Change something."""
            length = int(self.headers.get("Content-Length") or 0)
            body = parse_qs(self.rfile.read(length).decode(), strict_parsing=bool(length))
            self._answer("POST", {name: values[0] for name, values in body.items()})

        def _answer(self, method: str, params: dict[str, str]) -> None:
            if state.down:
                self.close_connection = True
                return
            status: int
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                status, body = 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}}
            else:
                key = self.headers.get("Idempotency-Key", "")
                status, body = state.answer(method, self.path.partition("?")[0], params, key)
            if method == "POST" and state.lose_answers:
                state.lose_answers -= 1
                self.close_connection = True
                return
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
