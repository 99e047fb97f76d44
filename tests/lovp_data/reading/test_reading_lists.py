"""Tables, lists, mails and turns of speakers: what was agreed in them is found, with its owner and its term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lovp_data.documents.note_text import table_row
from lovp_data.package.files import read_package
from lovp_data.reading.draft import Draft, FollowUp
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note
from tests.support.draft_places import assert_sound

KNOWN = make_known(read_package().rows)
HELD_ON = date(2026, 3, 9)
HEADS = ["Nr", "Actie", "Wie", "Wanneer", "Onderwerp", "Besluit", "Trekker", "Gereed", "Stand", "Deadline", "Afspraak"]


def read(text: str) -> Draft:
    draft = read_note(text, KNOWN, HELD_ON)
    assert_sound(draft)
    return draft


def told(found: FollowUp) -> tuple[str, str, str, list[str]]:
    owners = [each.stakeholder for each in found.parties if each.role == "owner"]
    return found.kind, found.quote.quote, found.due.on if found.due else "", owners


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Nr | Actie | Wie | Wanneer |", "| 1 | Een brief sturen | Korpschef | 1 mei |"),
        ("Actiepunt\tTrekker\tDeadline\tStand", "Een brief sturen\tkorpschef\t1 mei\topen"),
        ("Wat | Door wie | Gereed", "Een brief sturen | Korpschef | 1 mei 2026"),
        ("| **Afspraak** | Actiehouder | Termijn |\n|---|:--|--:|", "| Een brief sturen | Korpschef | 1-5-2026 |"),
        ("| Wie / wanneer | Te doen |", "| Korpschef, 1 mei | Een brief sturen |"),
    ],
)
def test_a_row_of_any_table_of_actions_is_an_agreement(head: str, row: str) -> None:
    draft = read(f"Verslag LOVP 9 maart 2026\n\nActielijst\n\n{head}\n{row}\n")
    assert [told(each) for each in draft.follow_ups] == [("agreement", "Een brief sturen", "2026-05-01", ["korpschef"])]


def test_a_column_of_topics_opens_topics_and_empty_cells_go_on_with_them() -> None:
    draft = read(
        "Besluitenlijst LOVP 9 maart 2026\n\n| Onderwerp | Besluit | Actie | Wie |\n"
        "| Demonstraties | Het kader is vastgesteld. | Kader delen | OM |\n| ^^ | | Werkbezoek | ^^ |\n"
        "| Huisvesting | Geen besluit. | n.v.t. | |\n"
    )
    assert [(each.topic, [told(point)[:2] for point in each.follow_ups]) for each in draft.discussions] == [
        ("demonstraties", [("decision", "Het kader is vastgesteld."), ("agreement", "Kader delen"),
                           ("agreement", "Werkbezoek")]),
        ("huisvesting", []),
    ]  # fmt: skip
    assert told(draft.follow_ups[2])[3] == ["openbaar_ministerie"]


def test_what_a_list_says_of_the_state_is_kept() -> None:
    rows = "\n".join(f"| Punt {at} | {state} |" for at, state in enumerate(["afgerond", "loopt", "vervallen", "open"]))
    draft = read(f"LOVP 9 maart 2026\n\nActies\n\n| Actie | Stand |\n{rows}")
    assert [each.status for each in draft.follow_ups] == ["done", "in_progress", "dropped", ""]


@given(st.lists(st.sampled_from(HEADS), min_size=2, max_size=6, unique=True), st.data())
def test_a_name_of_a_column_is_never_a_topic(heads: list[str], data: st.DataObject) -> None:
    cell = st.sampled_from(["", "Een plan over messen", "Korpschef", "1 mei", "LOVP van juni", "x", "loopt"])
    rows = data.draw(st.lists(st.lists(cell, min_size=len(heads), max_size=len(heads)), max_size=5))
    table = "\n".join(table_row(row) for row in [heads, *rows])
    draft = read(f"Verslag LOVP 9 maart 2026\n\nHuisvesting\nEr is gesproken.\n\n{table}\n")
    assert not {each.title for each in draft.discussions} & set(heads)


def test_a_line_before_a_list_gives_its_items_their_kind_and_their_owner() -> None:
    draft = read(
        "LOVP 9 maart 2026\n\nMessen\nAfgesproken is:\n- de politie komt in mei met cijfers\n  - per eenheid\n"
        "- de gemeenten:\n  - delen hun plannen voor 1 juni\n"
        "De regioburgemeesters vragen de minister:\n1. de wet aan te passen;\n"
    )
    assert [told(each) for each in draft.follow_ups] == [
        ("agreement", "de politie komt in mei met cijfers", "2026-05-01/2026-05-31", ["politie"]),
        ("agreement", "delen hun plannen voor 1 juni", "2026-03-09/2026-05-31", ["lokaal_bestuur"]),
        ("request", "de wet aan te passen", "", []),
    ]


def test_in_a_turn_ik_is_the_speaker() -> None:
    draft = read(
        "Verslag LOVP 9 maart 2026\n\nMessen\nDe minister: Dat zeg ik toe.\nOM: Wij sturen in mei een brief.\n"
    )
    assert [(told(each)[0], told(each)[3]) for each in draft.follow_ups] == [
        ("announcement", ["minister_jenv"]),
        ("announcement", ["openbaar_ministerie"]),
    ]
    assert [each.title for each in draft.discussions] == ["Messen"]


MAIL = (
    "Van: secretariaat\nVerzonden: dinsdag 10 maart 2026 09:12\nAan: leden\nOnderwerp: {}LOVP 9 maart 2026\n\n"
    "Beste leden,\n\n- Messen: afgesproken is dat de politie in mei met cijfers komt.\n\nMet vriendelijke groet,\nKim\n"
)


def test_a_mail_has_a_head_a_signature_and_quotes_that_are_no_part_of_the_note() -> None:
    older = (
        "\nVan: een lid\nVerzonden: 2 maart 2026\nAan: secretariaat\nOnderwerp: agenda\n\nAfgesproken is dat X komt.\n"
    )
    draft = read(MAIL.format("") + older)
    assert [each.title for each in draft.discussions] == ["Messen"]
    assert len(draft.follow_ups) == 1
    assert {each.reason for each in draft.unplaced} == {"letter", "quoted"}


def test_what_is_passed_on_is_the_note() -> None:
    head = "Van: adviseur\nVerzonden: 11 maart 2026\nAan: mij\nOnderwerp: FW: terugkoppeling\n\nTer info.\n\n"
    draft = read(f"{head}-----Oorspronkelijk bericht-----\n{MAIL.format('')}")
    assert [each.title for each in draft.discussions] == ["Messen"]


@pytest.mark.parametrize(
    "line",
    [
        "De agenda wordt conform vastgesteld.",
        "Het verslag van de vorige vergadering (8 december 2025) is ongewijzigd goedgekeurd.",
        "Het volgende LOVP is op 15 juni 2026.",
        "Volgend overleg: 15 juni 2026.",
        "Wij zien elkaar weer op 15 juni.",
        "Het LOVP van 15 juni 2026 vervalt.",
    ],
)
def test_what_only_runs_the_meeting_is_no_follow_up(line: str) -> None:
    assert read(f"Verslag LOVP 9 maart 2026\n\nMessen\n{line}\n").follow_ups == []


def test_one_not_in_a_side_clause_undoes_no_promise() -> None:
    draft = read("LOVP 9 maart 2026\n\nMessen\nOmdat het plan nog niet af is, stuurt de korpschef het in mei toe.\n")
    assert [told(each)[2] for each in draft.follow_ups] == ["2026-05-01/2026-05-31"]


def test_the_next_meeting_is_told_and_makes_nobody_an_owner() -> None:
    draft = read("LOVP 9 maart 2026\n\nMessen\nEr is gesproken.\nHet volgende LOVP is op 15 februari 2027.\n")
    assert [(each.held_on, each.state) for each in draft.announced] == [("2027-02-15", "planned")]
    assert draft.discussions[0].parties == ()


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Verslag LOVP\n\n| Datum | dinsdag 20 januari 2026, 9.00-10.30 uur |\n| Aanwezig | allen |", "2026-01-20"),
        ("Verslag LOVP\nDatum:      maandag 8 februari 2027, 13.30 - 16.00 uur", "2027-02-08"),
        ("Den Haag, 12-03-'26\n\nOp maandag 9 maart j.l. kwam het LOVP bijeen.", "2026-03-09"),
        ("Van: a\nVerzonden: 10 maart 2026 09:12\nAan: b\nOnderwerp: kort\n\nGisteren was het LOVP.", "2026-03-09"),
        ("Verslag LOVP\n\n1. Verslag vorige vergadering (9 december 2025)\nHet verslag is vastgesteld.", ""),
    ],
)
def test_the_day_of_the_meeting_comes_from_the_head_of_the_note(head: str, day: str) -> None:
    note = f"{head}\n\nMessen\nAfgesproken is dat de politie met cijfers komt.\n"
    assert [each.held_on for each in read_note(note, KNOWN).meetings] == [day]
    assert [each.held_on for each in read_note(note, KNOWN, date(2026, 6, 1)).meetings] == ["2026-06-01"]


def test_a_note_of_another_body_is_not_tied_to_the_calendar_of_the_lovp() -> None:
    draft = read_note(
        "Verslag driehoek, 9 maart 2026\n\nMessen\nAfgesproken is dat dit in de eerstvolgende driehoek terugkomt.\n",
        KNOWN,
    )
    (due,) = [each.due for each in draft.follow_ups]
    assert due is not None
    assert (due.at, due.meeting) == ("next", "")


def test_a_second_look_lists_what_no_follow_up_holds() -> None:
    draft = read("LOVP 9 maart 2026\n\nMessen\nIndien nodig wordt het punt in mei opnieuw geagendeerd. Het was druk.\n")
    assert [(each.why, each.kind) for d in draft.discussions for each in d.possible] == [("to_meeting", "agreement")]


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    draft = read(
        "LOVP 9 maart 2026\n\nMessen\nAfge-\nsproken is dat de korps-\nchef met de politie-\neenheden praat.\n"
    )
    (found,) = draft.follow_ups
    assert [(each.stakeholder, each.role) for each in found.parties][:1] == [("korpschef", "owner")]
    assert "eenheden" in {each.stakeholder for each in found.parties}


def test_a_line_that_leads_in_a_list_is_no_part_of_the_item_before_it() -> None:
    """However long that item is; it had ended, and the line begins as a sentence does."""
    text = (
        "Terugkoppeling LOVP 9 maart 2026\n\n# Ondermijning\n\nBesloten is:\n"
        "• De minister stelt de verdeling van het geld over de regionale eenheden vast, op drie punten samen.\n\n"
        "Toegezegd is:\n• De korpschef stuurt het beeld (eind april).\n"
    )
    (part,) = read(text).discussions
    assert [each.kind for each in part.follow_ups] == ["decision", "announcement"]
    assert part.follow_ups[0].quote.quote.endswith("samen.")


def test_a_last_day_is_no_denial() -> None:
    (found,) = read("LOVP\n\nCijfers\nDe korpschef stuurt niet later dan 1 juni een overzicht.\n").follow_ups
    assert told(found)[2:] == ("2026-03-09/2026-06-01", ["korpschef"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Vergaderdata: 26-05-2027, 29-09-2027 (de datum 30-06-2027 is komen te vervallen).",
            [("2027-05-26", "planned"), ("2027-06-30", "cancelled"), ("2027-09-29", "planned")],
        ),
        (
            "Het overleg van 4 november vervalt. In plaats daarvan komt het LOVP op 18 november bijeen.",
            [("2026-11-04", "cancelled"), ("2026-11-18", "planned")],
        ),
        (
            "De minister: De vergadering van 15 april gaat niet door, we zien elkaar op 22 mei.",
            [("2026-04-15", "cancelled"), ("2026-05-22", "planned")],
        ),
        ("Op 16 mei zien ze elkaar terug, dan in Zwolle.", [("2026-05-16", "planned")]),
        ("De volgende vergadering van het Veiligheidsberaad is op 5 juli.", []),
        ("De korpschef kwam op 4 mei met een plan.", []),
    ],
)
def test_the_meetings_that_a_note_announces(line: str, told: list[tuple[str, str]]) -> None:
    draft = read(f"LOVP 9 maart 2026\n\nMessen\nEr is gesproken.\n\nSlot\n{line}\n")
    assert [(each.held_on, each.state) for each in draft.announced] == told
    assert [each.kind for each in draft.follow_ups if each.kind == "agreement"] == []


@pytest.mark.parametrize(
    "note",
    [
        "BESLUITENLIJST\n\nOverleg:   Landelijk Overleg Veiligheid en Politie\nDatum:     17-03-2025\n"
        "Status: concept\n\n"
        "Nr. | Onderwerp | Besluit | Door\n1 | Verslag LOVP 27-01-2025 | Het verslag is vastgesteld. | -\n",
        "ACTIELIJST LOVP\nbehorend bij het overleg van 17 maart 2025\nversie 2, bijgewerkt tot en met 24 maart 2025\n",
    ],
)
def test_the_day_of_the_head_goes_before_that_of_an_earlier_report_or_of_a_version(note: str) -> None:
    assert [each.held_on for each in read_note(note, KNOWN).meetings] == ["2025-03-17"]


def test_a_cell_that_is_empty_goes_on_with_the_row_above_and_says_itself_what_it_is() -> None:
    draft = read(
        "Nr. | Onderwerp | Besluit | Uitvoering door | Gereed\n----|---|---|---|---\n"
        "1 | Online-fraude | De minister wordt verzocht het gesprek te hervatten. | minister van JenV | 1 juli\n"
        "  |  | Afgesproken is dat het OM de cijfers aanvult. | OM | Q3 2026\n"
        "  |  | Het voorstel over de banken is aangehouden. | korpschef | volgend overleg\n"
        "2 | Mobiele Eenheid | Het LOVP neemt kennis van de rapportage van 14 februari. | – | n.v.t.\n"
    )
    assert [(each.title, len(each.follow_ups)) for each in draft.discussions] == [
        ("Online-fraude", 3), ("Mobiele Eenheid", 0),
    ]  # fmt: skip
    assert [(each.kind, [party.role for party in each.parties][:1]) for each in draft.follow_ups] == [
        ("request", ["asked"]), ("agreement", ["owner"]), ("announcement", ["owner"]),
    ]  # fmt: skip


def test_headings_by_a_letter_or_between_marks_and_a_table_below_each() -> None:
    head = "Actie\tWie\tWanneer\n"
    draft = read(
        f"ACTIELIJST LOVP\n\nA. OPSPORING\n\n{head}Een zaak oplossen\tPolitie\t1 mei\n\n"
        f"B. JEUGD EN WAPENS\n\n{head}Een lespakket aanbieden\tOCW\t1 juni\n\n"
        f"E. AFGEROND SINDS DE VORIGE LIJST\n\n{head}Een factsheet verspreiden\tPolitie\t1 maart\n"
    )
    assert [(each.title, len(each.follow_ups)) for each in draft.discussions] == [
        ("OPSPORING", 1), ("JEUGD EN WAPENS", 1), ("AFGEROND SINDS DE VORIGE LIJST", 0),
    ]  # fmt: skip
    turns = read(
        "LOVP 9 maart 2026\n\n== Messen ==\n\nDe minister: Dank.\n\n== Boa's ==\n\nDe minister: Dat zeg ik toe.\n"
    )
    assert [each.title for each in turns.discussions] == ["Messen", "Boa's"]


def test_an_action_behind_an_angle_bracket_is_an_item_and_no_quoted_mail() -> None:
    draft = read(
        "LOVP 9 maart 2026\n\nMessen\nEr is gesproken.\n> Actie: de politie stuurt vóór 1 mei een overzicht.\n"
    )
    assert [told(each) for each in draft.follow_ups] == [
        ("agreement", "Actie: de politie stuurt vóór 1 mei een overzicht.", "2026-03-09/2026-04-30", ["politie"])
    ]


def test_the_name_of_a_story_is_no_topic() -> None:
    draft = read(
        "Een volle tafel en een lange middag\n\nHet overleg begon vroeg, want er was veel te bespreken.\n\n"
        "Daarna de roosterdruk. De vakbonden werd gevraagd hun ideeën over de roosterdruk te sturen.\n\n"
        "Ten slotte de sterkteverdeling. Besloten is de sterkteverdeling te herzien, "
        "zodat ook de dunst bevolkte gebieden genoeg agenten houden.\n"
    )
    assert [each.topic for each in draft.discussions] == ["roosterdruk", "sterkteverdeling"]
