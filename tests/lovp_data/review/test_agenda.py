"""An agenda in: its items, and the known topics they are joined to."""

import pytest

from lovp_data.package.files import read_package
from lovp_data.reading.known import KnownTopic, make_known
from lovp_data.review.agenda import MOST_ITEMS, read_agenda


@pytest.fixture(scope="module")
def topics() -> tuple[KnownTopic, ...]:
    return make_known(read_package().rows).topics


NUMBERED = """Agenda LOVP 15 februari 2027
Ministerie van Justitie en Veiligheid, 10.00 - 12.00 uur

1. Opening en mededelingen (10.00 uur)
2. Terugblik jaarwisseling 2026-2027
   Gevraagd: bespreken van de evaluatie
3a. Stelselwijziging bewaken en beveiligen
4. Rondvraag
"""
TABLE = """# Agenda
| Nr | Onderwerp | Tijd |
| 1 | Opening | 10.00 |
| 2 | Ondermijning | 10.05 |
"""
HEADINGS = {
    NUMBERED: [
        ("Opening en mededelingen", ""),
        ("Terugblik jaarwisseling 2026-2027", "jaarwisseling"),
        ("Stelselwijziging bewaken en beveiligen", "bewaken_en_beveiligen"),
        ("Rondvraag", ""),
    ],
    TABLE: [("Opening", ""), ("Ondermijning", "ondermijning")],
    "Te bespreken:\n- Demonstraties\n• Ondermijning\n": [
        ("Demonstraties", "demonstraties"), ("Ondermijning", "ondermijning"),
    ],
    "Ondermijning\nIets heel nieuws": [("Ondermijning", "ondermijning"), ("Iets heel nieuws", "")],
    "\n \nAgenda\n": [],
}  # fmt: skip


@pytest.mark.parametrize("text", HEADINGS)
def test_items_in_order_with_their_topic(text: str, topics: tuple[KnownTopic, ...]) -> None:
    assert [(each.heading, each.topic) for each in read_agenda(text, topics)] == HEADINGS[text]


def test_a_topic_comes_with_its_score_and_no_topic_with_none(topics: tuple[KnownTopic, ...]) -> None:
    for each in read_agenda(NUMBERED, topics):
        assert (0 < each.score <= 1) == bool(each.topic)


def test_a_book_is_no_agenda(topics: tuple[KnownTopic, ...]) -> None:
    assert len(read_agenda("\n".join(f"regel {n} hier" for n in range(500)), topics)) == MOST_ITEMS
