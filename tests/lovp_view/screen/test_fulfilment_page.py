"""Nakoming: the figure in words agrees with the pictures, its marks open their points, and it says what it is about."""

import re

from lovp_data import measures
from lovp_view import state
from lovp_view.view.texts import Texts
from tests.support.app_screens import charts, headings, html_of, listed, open_page
from tests.support.packages import SHIPPED_POINTS


def _agreed(**query: list[str]) -> dict[str, int]:
    rows = measures.follow_ups_by_result(state.build_scene(query).selected)
    rows = rows[(rows["axis"] == "year") & (rows["group"] == "agreed")]
    return {**rows["result"].value_counts()}


def test_the_sentence_gives_the_numbers_of_the_pictures(texts: Texts) -> None:
    app = open_page("fulfilment", lang=texts.language)
    n = _agreed()
    (told,) = [each.value for each in app.markdown if f"**{sum(n.values())} " in each.value]
    numbers = [int(found) for found in re.findall(r"[0-9]+", told)]
    back = sum(n.get(code, 0) for code in measures.CAME_BACK)
    assert numbers[:3] == [sum(n.values()), back, round(back / sum(n.values()) * 100)]
    assert sum(numbers[3:7]) == back
    assert [numbers[7], *numbers[9:]] == [n.get(code, 0) for code in ("no_trace", "overdue", "pending", "dropped")]
    assert str(SHIPPED_POINTS) in next(each.value for each in app.markdown)


def test_a_piece_of_a_bar_opens_its_points(texts: Texts) -> None:
    app = open_page("fulfilment", lang=texts.language, mark="result.year.agreed.2020.late")
    items = listed(app, "behind_list_result")
    rows = measures.follow_ups_by_result(state.build_scene({}).selected)
    part = rows.query("axis == 'year' and row == '2020' and result == 'late' and group == 'agreed'")
    assert {item["target"] for item in items} == {f"item:{key}" for key in part["follow_up"]}


def test_what_moved_says_how_often_and_why() -> None:
    told = {item["title"]: item["meta"] for item in listed(open_page("fulfilment"), "moved")}
    assert told["Landelijk en regionale roosterplannen in het LOVP"].endswith("1 keer uitgesteld")
    assert told["Jaarwisseling opnieuw op de agenda"].endswith("1 keer viel de vergadering uit")


def test_a_selection_without_promises_says_so_and_draws_nothing(texts: Texts) -> None:
    app = open_page("fulfilment", lang=texts.language, group="said")
    assert not app.exception
    assert not charts(app)
    said = [each.value.replace("\\", "") for each in app.caption]
    assert len([line for line in said if texts("empty.result") in line]) == 1


def test_the_words_are_explained_on_the_page(texts: Texts) -> None:
    assert texts("account.result_title") in headings(open_page("fulfilment", lang=texts.language))


def test_an_outcome_stands_beside_what_is_done_wherever_a_point_is_shown() -> None:
    app = open_page("account", item="2020_02_10_f11")
    assert html_of(app).count("Gedaan, anders dan afgesproken") == 2  # of the point, and of the update that says so


def test_an_office_tells_who_held_it_then() -> None:
    old, new = (html_of(open_page("follow_ups", item=key)) for key in ("2020_02_10_f06", "2025_11_24_f06"))
    assert "(toen F.B.J. Grapperhaus)" in old
    assert "(toen F. van Oosten)" in new
