"""Who plays which part in a sentence: by its voice, its prepositions, what is named in one breath, and pronouns."""

from datetime import date

import pytest

from lovp_data.package.files import read_package
from lovp_data.reading.known import make_known
from lovp_data.reading.reader import read_note

KNOWN = make_known(read_package().rows)


def roles(told: str) -> set[tuple[str, str]]:
    draft = read_note(f"LOVP 9 maart 2026\n\nHuisvesting\n{told}\n", KNOWN, date(2026, 3, 9))
    return {(each.stakeholder, each.role) for discussion in draft.discussions for each in discussion.parties}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        # In one breath: both have the part of the first.
        ("Afgesproken is dat de politie en het OM cijfers delen.", "politie owner, openbaar_ministerie owner"),
        ("DGPenV zal samen met de politie een tijdpad uitwerken.", "dgpenv owner, politie owner"),
        ("Tussen de politie en de VNG is afgesproken gegevens te delen.", "politie owner, vng owner"),
        ("De korpschef vraagt aandacht voor de druk op de politie en de KMar.",
         "korpschef author, politie affected, kmar affected"),
        # Passive sentences, and who does it in them.
        ("De vakbonden zijn hierover geïnformeerd door de korpschef.", "vakbonden affected, korpschef informs"),
        ("De regioburgemeesters willen eerder worden meegenomen.", "regioburgemeesters author"),
        ("Aandachtspunten zijn door de eenheden genoemd.", "eenheden author"),
        # Who asks is said by the words of asking: whoever acts is then the one who was asked.
        ("De minister wijst het verzoek van de vakbonden af.", "minister_jenv asked, vakbonden asks"),
        ("De regioburgemeesters doen een beroep op het kabinet.", "regioburgemeesters asks, kabinet asked"),
        ("De minister stuurt de Tweede Kamer in mei een brief.", "minister_jenv owner, tweede_kamer affected"),
        # Who tells what is to come owns nothing of it.
        ("De minister maakte bekend dat de richtlijn per 1 april 2027 van kracht wordt.", "minister_jenv informs"),
        ("Desgevraagd geeft de korpschef aan dat de evaluatie in juni verschijnt.", "korpschef informs"),
        ("Van het OM hoorden wij dat met een protocol wordt gewerkt.", "openbaar_ministerie informs"),
        # Who speaks through a preposition.
        ("Naar het oordeel van de regioburgemeesters is uitstel niet meer uit te leggen.", "regioburgemeesters author"),
        ("Een van de regioburgemeesters is bezorgd over de druk op de ME.",
         "regioburgemeesters author, mobiele_eenheid affected"),
        # An office acts for its party.
        ("De directeur van de Politieacademie heeft beloofd dit uit te zoeken.", "politieacademie owner"),
        # Sentences that only tell.
        ("De korpsleiding heeft een projectleider aangewezen.", "korpsleiding owner"),
        ("De Inspectie JenV concludeerde dat dit tekortschiet.", "inspectie_jenv author"),
        ("De uitwerking is belegd bij de korpschef.", "korpschef owner"),
        ("De Mobiele Eenheid is zwaar belast.", "mobiele_eenheid affected"),
        # A pronoun means the last of its number.
        ("De COR sprak met de korpschef. Hij vroeg om meer tijd voor advies.", "cor asks"),
        ("De korpschef schetste het beeld. De vakbonden waren te gast. Zij vroegen om rust in de roosters.",
         "korpschef informs, vakbonden asks"),
    ],
)  # fmt: skip
def test_who_plays_which_part(told: str, wanted: str) -> None:
    assert roles(told) == {tuple(each.split()) for each in wanted.split(", ")}


def test_who_is_only_named_in_passing_plays_no_part() -> None:
    assert roles("De stukken van de taskforce zijn rondgestuurd.") == set()


def test_a_pronoun_of_another_number_means_nobody() -> None:
    assert roles("De vakbonden waren te gast. Hij vroeg om rust in de roosters.") == set()


def test_the_line_before_a_list_names_who_acts_in_its_points() -> None:
    told = (
        "De stukken zijn rondgestuurd.\n\nHet LOVP:\n"
        "• stemt in met de planning;\n• verzoekt de minister om een brief voor 1 mei.\n"
    )
    assert {("lovp", "author"), ("lovp", "asks"), ("minister_jenv", "asked")} <= roles(told)


def test_a_sentence_that_begins_with_who_it_speaks_for_is_no_end_of_a_letter() -> None:
    told = "Namens de regioburgemeesters is aandacht gevraagd voor het verzuim."
    assert ("regioburgemeesters", "author") in roles(told)
