"""Layouts that officials use: letters, mails passed on, interviews, lettered points, decisions below every topic."""

from lovp_data.reading.draft import Draft
from lovp_data.reading.known import Known
from lovp_data.reading.reader import read_note
from tests.support.draft_places import assert_sound


def _read(text: str, known: Known) -> Draft:
    draft = read_note(text, known)
    assert_sound(draft)
    return draft


def _titles(draft: Draft) -> list[str]:
    return [each.title for each in draft.discussions]


def _kinds(draft: Draft) -> list[str]:
    return [each.kind for each in draft.follow_ups]


def test_the_head_of_a_letter_holds_no_topic(known: Known) -> None:
    letter = (
        "Gemeente Utrecht\nKabinet van de burgemeester\n\nAan de burgemeesters in de eenheid Midden-Nederland\n\n"
        "Datum: 4 maart 2024\nOns kenmerk: KAB/24-0317\nOnderwerp: uitkomsten LOVP 26 februari 2024\n\n"
        "Geachte collega's,\n\nOp 26 februari jl. nam ik namens u deel aan het LOVP.\n\n"
        "Vervolgens is gesproken over huisvesting. Afgesproken is dat de korpschef voor 1 mei een plan stuurt.\n"
    )
    draft = _read(letter, known)
    assert [(each.held_on, each.published_on) for each in draft.meetings] == [("2024-02-26", "2024-03-04")]
    assert [each.topic for each in draft.discussions] == ["huisvesting"]
    assert _kinds(draft) == ["agreement"]


def test_a_mail_that_is_passed_on_is_read_also_behind_marks(known: Known) -> None:
    mail = (
        "Van: Marit Venema\nVerzonden: dinsdag 27 september 2022 08:52\nAan: Secretarissen\n"
        "Onderwerp: {subject} uitkomst LOVP 26 september 2022\n\nGoedemorgen,\n\n"
        "Hieronder de eerste indruk van Jeroen van het LOVP van gisteren. Ik ben vandaag bereikbaar, morgen niet.\n\n"
        "-----Oorspronkelijk bericht-----\nVan: Jeroen Tilstra\nVerzonden: maandag 26 september 2022 18:14\n"
        "Aan: Marit Venema\nOnderwerp: uitkomst LOVP\n\n> Dag Marit,\n>\n"
        "> Huisvesting: de korpschef stuurt uiterlijk 1 december een plan.\n"
    )
    (found,) = _read(mail.format(subject="FW:"), known).follow_ups
    assert found.quote.quote == "de korpschef stuurt uiterlijk 1 december een plan."
    answered = _read(mail.format(subject="RE:"), known)
    assert not answered.follow_ups
    assert {each.reason for each in answered.unplaced} >= {"quoted"}


def test_letters_before_points_are_headings_and_initials_are_none(known: Known) -> None:
    text = (
        "Verslag LOVP 26 juni 2023\n\nA. Opening\nDe voorzitter opent de vergadering.\n\nB. Demonstraties\n"
        "J. de Vries (OM) was er ook.\nActie: de politie levert voor 1 september een berekening.\n"
    )
    draft = _read(text, known)
    assert _titles(draft) == ["Opening", "Demonstraties"]
    assert _kinds(draft) == ["agreement"]


def test_the_questions_of_an_interview_are_its_headings(known: Known) -> None:
    text = (
        "‘Je wilt niet dat de wijkagent van deur naar deur gaat’\nNieuwsbrief Veiligheid, december 2022\n\n"
        "Op maandag 19 december 2022 kwam het LOVP bijeen.\n\n"
        "Hoe bereidt iedereen zich voor op de jaarwisseling?\n‘Eind januari komt de politie met de eerste cijfers.’\n\n"
        "Kwam diversiteit nog aan de orde?\n‘De korpsleiding streeft ernaar dat in 2025 een derde vrouw is.’\n"
    )
    draft = _read(text, known)
    assert [each.held_on for each in draft.meetings] == ["2022-12-19"]
    assert [each.topic for each in draft.discussions] == ["jaarwisseling", "diversiteit"]
    assert [(each.kind, each.due.on if each.due else "") for each in draft.follow_ups] == [
        ("announcement", "2023-01-21/2023-01-31"),
        ("ambition", "2025-01-01/2025-12-31"),
    ]


def test_below_every_topic_decisions_are_its_own_and_what_is_asked_is_asked(known: Known) -> None:
    text = (
        "Besluitenlijst LOVP\n\nDatum: 25 november 2024\n\nAgendapunt 1: Demonstraties\nToelichting: dat daalt.\n"
        "Besluit:\n• Het afwegingskader is vastgesteld.\n• Het LOVP verzoekt de politie om de kosten te berekenen.\n\n"
        "Agendapunt 2: Huisvesting\nBesluit:\n• De bandbreedte blijft ongewijzigd van kracht.\n"
    )
    draft = _read(text, known)
    assert _titles(draft) == ["Demonstraties", "Huisvesting"]
    assert _kinds(draft) == ["decision", "request", "decision"]


def test_what_the_meeting_does_stands_in_a_list_below_its_name(known: Known) -> None:
    text = (
        "Besluitenlijst LOVP 24 november 2025\n\nDemonstraties\nDe korpschef gaf cijfers.\n\nHet LOVP:\n"
        "• heeft kennisgenomen van de cijfers;\n• besluit een werkgroep in te stellen;\n"
        "• spreekt af dat niemand erop achteruitgaat;\n• zet de doorrekening op de agenda van het LOVP van maart.\n"
    )
    draft = _read(text, known)
    assert _titles(draft) == ["Demonstraties"]
    assert _kinds(draft) == ["decision", "agreement", "agreement"]


def test_a_remark_below_a_table_is_on_the_topic_of_its_row(known: Known) -> None:
    text = (
        "Actielijst LOVP 26 februari 2024\n\nNr\tOnderwerp\tActie\tWie\n24.01\tHuisvesting\tPlan opstellen\tKorpschef\n"
        "24.02\tDiversiteit\tCijfers sturen\tPolitie\n\nAfgehandelde acties\n\nNr\tOnderwerp\tActie\tWie\n"
        "23.19\tEvenementen\tKalender gedeeld\tPolitie\n\nToelichting\n\n"
        "Bij 24.02. De regioburgemeesters zijn enthousiast over de aanpak.\n"
    )
    draft = _read(text, known)
    assert [(each.topic, len(each.follow_ups)) for each in draft.discussions] == [
        ("huisvesting", 1),
        ("diversiteit", 1),
        ("evenementen", 0),
        ("diversiteit", 1),
    ]
    assert _kinds(draft)[-1] == "position"


def test_lines_for_who_and_when_below_an_action_are_its_row(known: Known) -> None:
    text = (
        "Verslag LOVP\nDatum: 10 juni 2024\nAgendapunt 2 – Huisvesting\nDe korpschef gaf een overzicht.\n\n"
        "  Actiepunt 24-06-1: Tijdlijn rondsturen\n  Wie: korpschef en OM\n  Gereed: 1 juli 2024\n\n"
        "Agendapunt 3 – Sluiting\nDe voorzitter sluit de vergadering.\n"
    )
    draft = _read(text, known)
    assert [each.held_on for each in draft.meetings] == ["2024-06-10"]
    (found,) = draft.follow_ups
    assert (found.kind, found.quote.quote, found.due and found.due.on) == (
        "agreement", "Tijdlijn rondsturen", "2024-07-01",
    )  # fmt: skip
    assert {(each.stakeholder, each.role) for each in found.parties} == {
        ("korpschef", "owner"),
        ("openbaar_ministerie", "owner"),
    }


def test_a_few_words_of_the_chair_turn_to_the_next_topic(known: Known) -> None:
    text = (
        "LOVP 23 november 2020, uitwerking van de opname\nDigitale vergadering, sprekers in volgorde\n\n"
        "MINISTER GRAPPERHAUS: Goedemiddag. Corona eerst. Korpschef, hoe staat het ervoor?\n\n"
        "KORPSCHEF VAN ESSEN: Ik maak me grote zorgen over de noodhulp.\n\n"
        "MINISTER GRAPPERHAUS: Dank. Het laatste onderwerp, oud en nieuw. Het draaiboek is hierbij vastgesteld.\n"
    )
    draft = _read(text, known)
    assert [(each.topic, [f.kind for f in each.follow_ups]) for each in draft.discussions][-2:] == [
        ("corona", ["concern"]),
        ("jaarwisseling", ["decision"]),
    ]


def test_a_view_is_a_view_whatever_it_says_is_laid_down(known: Known) -> None:
    text = (
        "LOVP 26 juni 2023\n\nDemonstraties\n"
        "Het OM benadrukt dat dit alleen werkt als de identiteit ter plaatse wordt vastgesteld.\n"
        "De korpschef zegt toe dit in het eerstvolgende LOVP te laten zien.\n"
        "In mei moesten drie eenheden op dezelfde dag groepen leveren.\n"
    )
    assert _kinds(_read(text, known)) == ["position", "agreement"]
