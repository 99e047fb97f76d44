"""Made-up packages of any size, shaped after the shipped one, that pass all its checks; the same for the same size."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from lovp_data.package.files import Package, Row, package_digest, read_package
from lovp_data.package.schema import load_schema
from lovp_data.store.rows import grow_version, replace_all
from lovp_data.store.seeding import become_base
from lovp_data.store.store import Store

_ADDRESS = "https://www.regioburgemeesters.nl/actueel/?id=731"
_TODAY = date(2026, 11, 1)
_SUBJECTS = (
    "Bewaken en beveiligen", "Inzetbaarheid van de politie", "Jaarwisseling en vuurwerk", "Personen met verward gedrag",
    "Aanpak van ondermijnende criminaliteit", "Politieonderwijs en instroom van aspiranten", "Gebiedsgebonden politie",
    "Verdeling van de operationele sterkte over de eenheden", "Digitale weerbaarheid en cybercrime", "Voetbal en orde",
    "Samenwerking tussen boa's en politie in de openbare ruimte", "Maatschappelijke onrust en demonstraties",
)  # fmt: skip
_PLACES = ("Noord", "Oost", "Midden", "West", "Zuid", "Limburg", "Brabant", "Rotterdam", "Amsterdam", "Den Haag")
_WHAT = (
    "De minister brengt de Kamer en de regioburgemeesters hierover in het volgende overleg op de hoogte, samen met de "
    "korpschef en het Openbaar Ministerie, zodat de gevolgen voor de basisteams op tijd bekend zijn."
)
# Shares of the shipped package: a few of everything, most of the common.
_KINDS = ("position",) * 11 + ("agreement",) * 10 + ("announcement",) * 9 + ("concern",) * 6 + ("suggestion", "request")
_STATUSES = (None,) * 46 + ("done",) * 14 + ("no_trace",) * 5 + ("in_progress",) * 4 + ("moved",) * 2
_ROLES = ("affected",) * 11 + ("author",) * 9 + ("named",) * 8 + ("informs",) * 3 + ("owner",) * 3 + ("asks", "asked")
_WORDINGS = ("in het voorjaar", "eind van het jaar", "voor de zomer", "op korte termijn", "in het volgende LOVP")


def generated_package(times: int) -> Package:
    """About `times` the rows of the shipped package; parties grow with the square root, and years to thirty at most."""
    return _Generator(times).package()


def store_generated(url: str, times: int) -> None:
    """Put such a package in an empty store as if it were the shipped one, so that a server opens it as it is."""
    store, package = Store(url), generated_package(times)
    with store._database.writing() as connection:
        replace_all(connection, package)
        become_base(connection, package, package_digest())
        grow_version(connection)
    store.engine.dispose()


class _Generator:
    """Makes the tables one after another, each from those before it."""

    def __init__(self, times: int) -> None:
        self.chance = Random(20200210)  # the same package for the same size
        self.times = times
        self.shipped = read_package()
        self.numbers = {name: len(rows) * times for name, rows in self.shipped.rows.items()}

    def package(self) -> Package:
        self.stakeholders = list(self._stakeholders())
        self.meetings = list(self._meetings())
        self.topics = list(self._topics())
        self.discussions = list(self._discussions())
        self.follow_ups = list(self._follow_ups())
        made = {
            "meetings": self.meetings,
            "topics": self.topics,
            "discussions": self.discussions,
            "follow_ups": self.follow_ups,
            "status_updates": list(self._updates()),
            "stakeholders": self.stakeholders,
            "involvements": list(self._involvements()),
        }
        return Package({name: [_filled(name, row) for row in made.get(name, [])] for name in load_schema()}, {})

    def _stakeholders(self) -> Iterator[Row]:
        kinds = load_schema()["stakeholders"].field("kind").enum
        shipped = self.shipped.rows["stakeholders"]
        yield from shipped
        for number in range(len(shipped), round(len(shipped) * self.times**0.5)):
            name = f"{_SUBJECTS[number % 12]}, landelijk programma {number}"
            kind = self.chance.choice(kinds)
            yield {"id": f"s{number}", "name": name, "short_name": f"Programma {number}", "kind": kind}

    def _meetings(self) -> Iterator[Row]:
        number, days = self.numbers["meetings"], min(4 + 2 * self.times, 30) * 365
        for place in range(number):
            day = _TODAY - timedelta(days=days - days * place // number)
            state = "cancelled" if self.chance.random() < 0.03 else "held"
            yield {"id": f"m{place}", "held_on": str(day), "kind": "regular", "state": state, "source_url": _ADDRESS}

    def _topics(self) -> Iterator[Row]:
        for number in range(self.numbers["topics"]):
            subject, place = _SUBJECTS[number % 12], _PLACES[number // 12 % 10]
            title = f"{subject} in {place}" + (f" ({number // 120 + 1})" if number >= 120 else "")
            theme = self.chance.choice(("capacity", "safety", "both"))
            yield {"id": f"t{number}", "title": title, "theme": theme, "standing": self.chance.random() < 0.05}

    def _discussions(self) -> Iterator[Row]:
        """Two to six topics a meeting; a topic that came up comes back for some years, then others take its place."""
        each, topics = self.numbers["discussions"] / len(self.meetings), len(self.topics)
        for place, meeting in enumerate(self.meetings):
            begin = place * topics // len(self.meetings)
            near = [self.topics[(begin + step) % topics] for step in range(14)]
            number = int(each) + (self.chance.random() < each % 1)
            for position, topic in enumerate(self.chance.sample(near, number), start=1):
                pair = {"topic": topic["id"], "meeting": meeting["id"], "position": position}
                yield {"id": f"d{place}_{position}", **pair, "summary": _WHAT, "source_url": _ADDRESS}

    def _follow_ups(self) -> Iterator[Row]:
        """Most meetings leave none, and some many, as in the shipped package."""
        for number in range(self.numbers["follow_ups"]):
            said = self.chance.choice(self.discussions)
            title = f"{self.chance.choice(_SUBJECTS)[:45]}: vervolg {number}"
            row = {"id": f"f{number}", "topic": said["topic"], "meeting": said["meeting"], "position": number + 1}
            words = {"kind": self.chance.choice(_KINDS), "title": title, "what": _WHAT, "openness": "public"}
            yield {**row, **words, "source_url": _ADDRESS, **self._term(self._day(said["meeting"]))}

    def _term(self, said: date) -> Row:
        """Two in three have none, as in the shipped package; of the others most a range, a few a day."""
        if self.chance.random() < 0.6:
            return {}
        first = said + timedelta(days=self.chance.randrange(20, 400))
        last = first + timedelta(days=self.chance.choice((9, 27, 89)))
        due = str(first) if self.chance.random() < 0.2 else f"{first}/{last}"
        return {"due_wording": self.chance.choice(_WORDINGS), "due_on": due}

    def _day(self, meeting: str) -> date:
        return date.fromisoformat(self.meetings[int(meeting[1:])]["held_on"])

    def _updates(self) -> Iterator[Row]:
        for number in range(self.numbers["status_updates"]):
            follow_up = self.follow_ups[self.chance.randrange(len(self.follow_ups))]
            status = self.chance.choice(_STATUSES)
            day = self._day(follow_up["meeting"]) + timedelta(days=self.chance.randrange(1, 900))
            row = {"id": f"u{number}", "follow_up": follow_up["id"], "on": str(min(day, _TODAY)), "status": status}
            row |= {"relation": "confirmed" if status else "related", "note": _WHAT[:90], "source_url": _ADDRESS}
            yield row | ({"due_on": str(day + timedelta(days=200))} if status == "moved" else {})

    def _involvements(self) -> Iterator[Row]:
        for number in range(self.numbers["involvements"]):
            of = self.chance.choice(self.follow_ups)
            row = {"id": f"i{number}", "topic": of["topic"], "meeting": of["meeting"], "follow_up": of["id"]}
            party = self.chance.choice(self.stakeholders)["id"]
            yield row | {"stakeholder": party, "role": self.chance.choice(_ROLES)}


def _filled(name: str, row: Row) -> dict[str, Any]:
    """The row with nothing where it says nothing."""
    return {column: row.get(column) for column in load_schema()[name].columns}
