"""Sentences that a set of notes unknown to the rules showed to be misread: their kind, and their term or none."""

from datetime import date

import pytest

from lovp_data.package.files import read_package
from lovp_data.reading.draft import Draft
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note
from tests.support.draft_places import assert_sound

KNOWN = make_known(read_package().rows)


def read(text: str) -> Draft:
    draft = read_note(text, KNOWN, date(2026, 3, 9))
    assert_sound(draft)
    return draft


@pytest.mark.parametrize(
    ("line", "kind", "on"),
    [
        ("De minister liet weten dat het stuk eind maart naar de Kamer gaat.", "announcement", "2026-03-21/2026-03-31"),
        ("De minister zegde toe hier in de volgende vergadering op terug te komen.", "agreement", ""),
        ("De minister: Dan bespreken we dat stuk in het LOVP van juni.", "agreement", ""),
        ("De uitkomst ligt op tafel bij het LOVP van juni.", "agreement", ""),
        ("Burgemeester Vos: Misschien kunnen jullie de Politieacademie vragen om mee te doen.", "suggestion", ""),
        ("De korpschef: Mijn doel is dat eind 2028 iedereen dat kan.", "ambition", "2028-10-01/2028-12-31"),
        ("De regioburgemeesters tekenen aan dat vrijblijvende afspraken niet volstaan.", "position", ""),
        ("Nadat het OM vorig jaar nog bezwaar maakte, is nu met de streefcijfers ingestemd.", "decision", ""),
        ("De politie stuurt de cijfers eind deze maand.", "announcement", "2026-03-21/2026-03-31"),
        ("Zij vraagt de minister binnen veertien dagen duidelijkheid te geven.", "request", "2026-03-09/2026-03-23"),
        ("De politie levert vóór de vergadering van 5 juli cijfers.", "announcement", "2026-03-09/2026-07-04"),
        ("De korpschef trekt aan de bel over de registratie; dit gaat de winter niet goed.", "concern", ""),
        ("Met het oog op de top van 24 en 25 juni maakt de politie een inzetplan.", "announcement", ""),
    ],
)  # fmt: skip
def test_the_kind_and_the_term_of_a_sentence(line: str, kind: str, on: str) -> None:
    (found,) = read(f"LOVP 9 maart 2026\n\nMessen\n{line}\n").follow_ups
    assert (found.kind, found.due.on if found.due else "") == (kind, on)


@pytest.mark.parametrize(
    "line",
    [
        "Per 1 maart zijn de terrassen weer open.",
        "Per 1 juli telde het korps 1.400 vacatures.",
        "De toezegging om voor 1 september een overzicht te sturen, is nagekomen.",
        "Twee jaar geleden werd afgesproken dat elk team een plan zou maken.",
        "De vakbonden hebben eerder gewezen op het risico van overbelasting.",
        "De burgemeester informeert naar de sluiting van bureaus.",
        "Ik ben volgende week vrij.",
    ],
)
def test_what_was_told_done_or_only_asked_about_is_no_follow_up(line: str) -> None:
    assert read(f"LOVP 9 maart 2026\n\nMessen\n{line}\n").follow_ups == []


def test_one_sentence_that_agrees_and_says_where_it_goes_next_is_two() -> None:
    line = (
        "Afgesproken is dat het OM voor 1 juni een plan opstelt, dat vervolgens in het LOVP van juni wordt besproken."
    )
    found = read(f"LOVP 9 maart 2026\n\nMessen\n{line}\n").follow_ups
    dues = [each.due for each in found]
    assert [(each.on, each.at) for each in dues if each] == [("2026-03-09/2026-05-31", ""), ("", "2026-06")]
    assert {each.kind for each in found} == {"agreement"}


def test_a_heading_may_be_a_clause() -> None:
    lines = ["Messen", "- Er is gesproken.", "", "Wat niet is doorgegaan", "- Het punt evenementen komt in mei terug."]
    draft = read("LOVP 9 maart 2026\n\n" + "\n".join(lines) + "\n")
    assert [each.title for each in draft.discussions] == ["Messen", "Wat niet is doorgegaan"]


@pytest.mark.parametrize(
    ("note", "days"),
    [
        (
            "Verslag LOVP\nVergadering van 17 maart 2025\n\n1. Verslag vorige vergadering d.d. 27 januari 2025\nJa.\n",
            ["2025-03-17"],
        ),
        (
            "Verslag van het LOVP\n\nPunt 1 Verslag LOVP van 27 januari 2025\n"
            "Het verslag van het LOVP van 27 januari 2025 is vastgesteld.\n",
            [""],
        ),
        ("LOVP 17 maart 2025 (versie van 20 maart 2025)\n\nMessen\nEr is gesproken.\n", ["2025-03-17"]),
    ],
)
def test_the_day_of_an_earlier_report_is_never_that_of_the_meeting(note: str, days: list[str]) -> None:
    assert [each.held_on for each in read_note(note, KNOWN).meetings] == days


@pytest.mark.parametrize(
    "line",
    [
        "De vergaderdata voor 2026 zijn 4 mei, 6 juli en 7 september.",
        "Vergaderschema 2026: 4 mei, 6 juli en 7 september 2026.",
    ],
)
def test_a_list_of_days_tells_the_meetings_to_come_and_no_follow_up(line: str) -> None:
    draft = read(f"LOVP 9 maart 2026\n\nSlot\n{line}\n")
    assert [each.held_on for each in draft.announced] == ["2026-05-04", "2026-07-06", "2026-09-07"]
    assert draft.follow_ups == []


@pytest.mark.parametrize(
    ("line", "parties"),
    [
        ("Mw. Knol (korpschef) was er ook.\nMw. Knol geeft een toelichting.", {("korpschef", "informs")}),
        ("De vakbonden kregen de vraag om ideeën te sturen.", {("vakbonden", "asked")}),
        ("De Autoriteit Persoonsgegevens heeft vragen gesteld.", {("autoriteit_persoonsgegevens", "asks")}),
        ("De korpschef: Ik stuur de cijfers in mei.", {("korpschef", "owner")}),
        ("Besluit: het Veiligheidsberaad stelt de leidraad vast.", {("veiligheidsberaad", "author")}),
        ("Onze burgemeesters vinden dat het anders moet.", {("regioburgemeesters", "author")}),
    ],
)
def test_who_plays_which_part(line: str, parties: set[tuple[str, str]]) -> None:
    (discussion,) = read(f"LOVP 9 maart 2026\n\nMessen\n{line}\n").discussions
    assert {(each.stakeholder, each.role) for each in discussion.parties} == parties


@pytest.mark.parametrize(
    ("action", "who", "roles"),
    [
        ("Verzoek aan de minister om geld", "OM", {"openbaar_ministerie": "asks", "minister_jenv": "asked"}),
        ("Verzoek aan de minister om meer geld", "Minister", {"minister_jenv": "asked"}),
        ("Een brief sturen", "Minister", {"minister_jenv": "owner"}),
    ],
)  # fmt: skip
def test_whoever_stands_beside_a_request_asks_it_or_was_asked(action: str, who: str, roles: dict[str, str]) -> None:
    (found,) = read(f"LOVP 9 maart 2026\n\nMessen\n\n| Actie | Wie |\n| {action} | {who} |\n").follow_ups
    assert {each.stakeholder: each.role for each in found.parties} == roles
