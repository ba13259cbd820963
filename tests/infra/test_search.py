"""Search on both engines: what is stored is found, nothing else is, and an index carries every statement."""

import re
import unicodedata
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from app.bootstrap import App
from app.features.guests import AddGuest, AddGuests, ChangeGuest, FindGuests, Person
from app.infra import search
from app.infra.tables import SearchTerm
from app.kernel.search_words import terms_of
from app.kernel.text import words
from tests.support.databases import SQLITE

LETTERS = "abcdeilmnorstuzäöüßåøæéèêñçıİŁłđĐñœ'- "
NAME = st.text(alphabet=LETTERS, min_size=1, max_size=14).filter(lambda name: bool(words(name)))
ON_ONE_HOUSE = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def add(app: App, surname: str, given_name: str = "", **more: str) -> UUID:
    """A new guest's id."""
    guest_id = app.new_id()
    app.execute(AddGuest(id=app.new_id(), guest_id=guest_id, surname=surname, given=given_name, **more))  # type: ignore[arg-type]
    return guest_id


def found(app: App, typed: str, limit: int = 200) -> list[UUID]:
    """The ids that the typed text finds."""
    return [hit.id for hit in app.ask(FindGuests(text=typed, limit=limit))]


def stored_terms(app: App) -> set[tuple[str, UUID]]:
    """All terms of the house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return {(row.term, row.entity_id) for row in session.scalars(select(SearchTerm))}


def bare(word: str) -> str:
    """A word without accents and without second letters, by other means than the product's."""
    lower = word.replace("İ", "i").lower().replace("ı", "i")
    for letters, one in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l"), ("đ", "d")):
        lower = lower.replace(letters, one)
    plain = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return re.sub("a[ae]+|[ou]e+", lambda pair: pair.group()[0], plain)


@ON_ONE_HOUSE
@given(surname=NAME, given_name=NAME, data=st.data())
def test_a_name_is_found_by_its_words(app: App, surname: str, given_name: str, data: st.DataObject) -> None:
    """The beginnings of all words, in any order, in any case, with or without accents, find the guest."""
    guest_id = add(app, surname, given_name)
    parts = data.draw(st.permutations(words(f"{surname} {given_name}")))
    cut = [part[: data.draw(st.integers(1, len(part)))] for part in parts][:8]
    without = "".join(c for c in unicodedata.normalize("NFD", " ".join(cut)) if not unicodedata.combining(c))
    for typed in (" ".join(cut), " ".join(cut).upper(), " ".join(cut).lower(), without):
        assert guest_id in found(app, typed), typed


@ON_ONE_HOUSE
@given(names=st.lists(NAME, min_size=1, max_size=6), typed=st.lists(NAME, min_size=1, max_size=2))
def test_nothing_is_found_that_does_not_match(app: App, names: list[str], typed: list[str]) -> None:
    """Each typed word is the beginning of a word of each name that is found."""
    app.execute(AddGuests(id=app.new_id(), people=tuple((app.new_id(), Person(surname=n)) for n in names)))
    wanted = [bare(word) for text_ in typed for word in text_.split() if words(word)]
    for hit in app.ask(FindGuests(text=" ".join(typed), limit=200)):
        tokens = [bare("".join(words(token))) for token in hit.surname.split()]
        known = [bare(word) for word in words(hit.surname)] + tokens
        for part in wanted:
            pieces = [bare(p) for p in words(part)]
            joined = bare("".join(words(part)))
            assert any(k.startswith(joined) for k in known) or all(
                any(k.startswith(p) for k in known) for p in pieces
            ), (hit.surname, typed)


def test_spellings_find_each_other(app: App) -> None:
    """Müller, Mueller and Muller: each finds all three, the one that was typed first."""
    ids = {name: add(app, name, "Anna") for name in ("Müller", "Mueller", "Muller")}
    add(app, "Murphy", "Anna")
    for name in ids:
        assert set(found(app, f"{name} an")) == set(ids.values())
    assert found(app, "mueller")[0] in (ids["Müller"], ids["Mueller"])


def test_whole_words_come_before_longer_ones(app: App) -> None:
    """A short name is not lost among the longer ones that begin with it."""
    for number in range(60):
        add(app, f"Lindström{number}", "Anna")
    short = add(app, "Li", "Anna")
    longer = add(app, "Li", "Annabel")
    assert set(found(app, "li", 20)[:2]) == {short, longer}
    assert found(app, "anna li", 20)[0] == short
    # The last word is still being typed, the ones before it are whole.
    assert found(app, "li anna", 20)[:2] == [short, longer]


def test_a_search_is_bounded_by_its_limit(app: App) -> None:
    """No more is given than was asked for, and no guest twice."""
    for number in range(30):
        add(app, f"Adam Abel Anders{number}", "Anna Agnes")
    for typed in ("a", "a a", "an ad"):
        hits = found(app, typed, 10)
        assert len(hits) == len(set(hits)) == 10


def test_two_frequent_words_meet_once(app: App) -> None:
    """The one guest with two very frequent words is found, though neither word narrows much."""
    many = search.EXAMINED + 50
    people = [Person(surname="Silva", given=f"A{n}") for n in range(many)]
    people += [Person(surname="Meier", given=f"B{n}") for n in range(many)]
    app.execute(AddGuests(id=app.new_id(), people=tuple((app.new_id(), person) for person in people)))
    one = add(app, "Silva Meier", "Zoe")
    assert found(app, "sil mei") == [one]


def test_address_and_phone(app: App) -> None:
    """A guest is found by e-mail and by phone, with or without the country's code."""
    guest_id = add(app, "Sørensen", email="s.sorensen@mail.dk", phone="+45 1234 5678")
    for typed in ("s.sor", "s.sorensen@mail", "+45 12", "1234 5678", "4512345678", "12345678"):
        assert found(app, typed) == [guest_id], typed


def test_terms_stay_in_step_through_undo(app: App) -> None:
    """Adding, renaming, undoing and redoing leave just the terms of the present names."""
    guest_id = add(app, "Müller", "Jörg")
    at_first = stored_terms(app)
    assert {term for term, _ in at_first} == terms_of(["Müller", "Jörg"])
    change = ChangeGuest(id=app.new_id(), guest_id=guest_id, surname="Öberg")
    app.execute(change)
    renamed = stored_terms(app)
    assert {term for term, _ in renamed} == terms_of(["Öberg", "Jörg"])
    undo_id = app.new_id()
    app.undo(change.id, undo_id)
    assert stored_terms(app) == at_first
    assert found(app, "mueller") == [guest_id]
    app.undo(undo_id)
    assert stored_terms(app) == renamed
    added = AddGuest(id=app.new_id(), guest_id=app.new_id(), surname="王", given="小明")
    app.execute(added)
    app.undo(added.id)
    assert stored_terms(app) == renamed


def test_a_change_of_no_name_writes_no_terms(app: App) -> None:
    """A new note touches the guest alone."""
    guest_id = add(app, "Müller")
    outcome = app.execute(ChangeGuest(id=app.new_id(), guest_id=guest_id, note="Likes room 204"))
    assert not outcome.changes.touches("search_term")


def test_a_search_reads_the_key_of_the_terms(app: App, engine_kind: str) -> None:
    """Every statement of a search goes by an index, behind row-level security too."""
    people = ((app.new_id(), Person(surname=f"Guest{n}", given="Anna")) for n in range(3000))
    app.execute(AddGuests(id=app.new_id(), people=tuple(people)))
    seen: list[tuple[str, object]] = []

    def keep(_c: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if "search_term" in statement:
            seen.append((statement, values))

    event.listen(app.database.engine, "before_cursor_execute", keep)
    found(app, "guest7")
    found(app, "anna guest7")
    event.remove(app.database.engine, "before_cursor_execute", keep)
    explain = "EXPLAIN QUERY PLAN " if engine_kind == SQLITE else "EXPLAIN "
    with app.database.reader(app.actor.tenant_id) as session:
        for statement, values in seen:
            rows = session.connection().exec_driver_sql(explain + statement, values).all()  # type: ignore[arg-type]
            plan = "\n".join(str(row) for row in rows)
            assert "Seq Scan on search_term" not in plan, plan
            assert "SCAN search_term" not in plan, plan
            assert re.search(r"pk_search_term|ix_search_term_entity|PRIMARY KEY", plan), plan


def test_other_tenants_are_not_found(app: App) -> None:
    """A search sees its own tenant's terms only."""
    add(app, "Müller")
    other = app.new_id()
    with app.database.reader(other) as session:
        assert search.find(session, (search.GUEST,), "muller", 10) == []
