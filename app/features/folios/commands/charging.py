"""How a charge is written: its taxes of the day, its parts by the folio's routing, its entries."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.features.folios import repository
from app.features.folios.commands.loading import place, today
from app.features.folios.models import Folio, RoutingRule
from app.features.folios.rules.entries import Charge, Entry, Place, charge_entries
from app.features.folios.rules.routing import Route, Share, route
from app.features.folios.rules.taxes import Taxed, TaxTerms, in_force, on_top, taxed
from app.infra.unit_of_work import UnitOfWork
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(slots=True)
class Till:
    """What charging needs to know of a house, read once for many charges."""

    uow: UnitOfWork
    terms: list[TaxTerms]
    rules: dict[UUID, list[RoutingRule]]
    _in_force: dict[tuple[str, date, bool], tuple[TaxTerms, ...]] = field(default_factory=dict)
    # What a window got for a night in this transaction, beyond what is in the database.
    _routed: dict[tuple[Place, UUID | None, date | None], int] = field(default_factory=dict)

    def taxed(self, minor: int, tax_code: str, day: date, *, included: bool) -> Taxed:
        """An amount with the taxes of a code on a day. Raises NotFound when the code has none."""
        key = (tax_code, day, included)
        if key not in self._in_force:
            found = in_force((t for t in self.terms if t.code == tax_code), day) if tax_code else ()
            if tax_code and not found:
                sentence = tr("There is no tax {code} on {day}. Add it in the settings.",
                              code=tax_code, day=f"{day:%d %b %Y}")  # fmt: skip
                raise NotFound(sentence, field="tax_code")
            self._in_force[key] = found if included else on_top(found)
        return taxed(minor, self._in_force[key])

    def entries(self, folio: Folio, number: int, charge: Charge) -> list[Entry]:
        """A charge as entries, routed when it comes to the folio's first window."""
        own = place(folio, number)
        parts = [(own, charge.taxed.gross_minor)]
        if number == 1 and self.rules.get(folio.id) and charge.taxed.gross_minor > 0:
            day = charge.night or today(self.uow)
            routes = [r for rule in self.rules[folio.id] if (r := self._route(rule, charge)) is not None]
            parts = route(charge.taxed.gross_minor, own, routes, charge.article_code, day)
        for target, minor in parts:
            key = (target, charge.stay_id, charge.night)
            self._routed[key] = self._routed.get(key, 0) + minor
        return charge_entries(charge, [(target, minor, self.uow.new_id()) for target, minor in parts])

    def _route(self, rule: RoutingRule, charge: Charge) -> Route | None:
        """The rule as a value; None when its target is closed, so that the charge stays with the guest."""
        target = self.uow.find(Folio, rule.to_folio_id)
        if target is None or target.status != "open":
            return None
        to = place(target, rule.to_number)
        held = 0
        if rule.share == Share.FIXED and charge.night and charge.stay_id:
            held = repository.routed_minor(
                self.uow.session, target.id, rule.to_number, charge.stay_id, charge.night
            ) + self._routed.get((to, charge.stay_id, charge.night), 0)
        return Route(
            to, rule.share, rule.value, frozenset(rule.charges), rule.stops, rule.starts, rule.ends, held
        )


def open_till(uow: UnitOfWork, property_id: UUID, folio_ids: list[UUID]) -> Till:
    """The taxes of a house and the routing of folios."""
    rules: dict[UUID, list[RoutingRule]] = {}
    for rule in repository.routing(uow.session, folio_ids):
        rules.setdefault(rule.folio_id, []).append(rule)
    return Till(uow, repository.tax_terms(uow.session, property_id), rules)
