"""Filters, reference date, language, chips: what they show comes from the address, what they do goes into it."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lovp_view.view.texts import Texts, load_texts
from tests.support.app_screens import chooser, chooser_name, everything, go_to, labels, open_page, query_of

NL = load_texts("nl")
FULL = {
    "topic": ["bewaken_en_beveiligen", "jaarwisseling"],
    "month": ["2020-06", "2020-09"],
    "theme": ["safety"],
    "meeting": ["lovp_2020_02_10"],
    "kind": ["agreement", "concern"],
    "status": ["open", "late"],
    "stakeholder": ["minister_jenv"],
    "q": ["politie"],
    "on": ["2020-11-23"],
    "lang": ["en"],
}
NOTHING = {"kind": "decision", "status": "no_trace"}


def _counted(app: AppTest) -> int:
    """How many follow-ups are in view, as the line above the page says."""
    return int(app.markdown[0].value.removeprefix("**").split()[0])


def _with_all_filters(app: AppTest, *, is_open: bool = True) -> AppTest:
    """'Meer filters' clicked open, or shut; AppTest has no click for it."""
    app.session_state["more_filters"] = is_open
    return app.run()


def test_every_control_shows_what_the_address_says() -> None:
    app = open_page("account", **FULL)
    for key in ("topic", "month", "meeting", "kind", "status", "stakeholder"):
        assert sorted(chooser(app, f"{key}").value) == sorted(FULL[key])
    assert chooser(app, "theme").value == FULL["theme"]
    assert chooser(app, "q").value == "politie"
    assert chooser(app, "on").value == date(2020, 11, 23)
    assert chooser(app, "lang").value == "en"
    assert not app.exception


def test_controls_are_named_in_the_language_of_the_reader(texts: Texts) -> None:
    app = open_page("account", lang=texts.language, kind="agreement")
    named = [each.label for each in app.multiselect]
    assert named == [
        texts.label("filter", key) for key in ("topic", "month", "status", "meeting", "kind", "stakeholder")
    ]
    assert chooser(app, "theme").label == texts.label("filter", "theme")
    assert [each.label for each in app.expander] == [texts("controls.more_filters")]
    assert chooser(app, "on").label == texts("controls.reference_date")


@pytest.mark.parametrize(
    ("key", "values"),
    [("topic", ["jaarwisseling"]), ("kind", ["request", "agreement"]), ("status", ["late"]), ("month", ["2020-06"])],
)
def test_choosing_in_a_filter_writes_codes_into_the_address(key: str, values: list[str]) -> None:
    app = _with_all_filters(open_page("account", on="2020-11-30"))
    chooser(app, f"{key}").set_value(values).run()
    query = query_of(app)
    assert sorted(query.pop(key)) == sorted(values)
    assert query == {"on": ["2020-11-30"]}


def test_other_filters_are_drawn_when_asked_for_and_stay_while_they_are_used() -> None:
    app = open_page("account")
    assert {chooser_name(each) for each in app.multiselect} == {"topic", "month", "status"}
    _with_all_filters(app)
    chooser(app, "kind").set_value(["request", "agreement"]).run()
    assert sorted(query_of(app)["kind"]) == ["agreement", "request"]
    chooser(app, "kind").set_value([]).run()
    assert query_of(app) == {}
    assert chooser(app, "stakeholder").value == []


@pytest.mark.parametrize(
    ("filters", "is_open"), [({}, False), ({"theme": "safety"}, False), ({"stakeholder": "minister_jenv"}, True)]
)
def test_other_filters_are_open_at_first_if_the_link_uses_one(filters: dict[str, str], is_open: bool) -> None:
    shown = {chooser_name(each) for each in open_page("account", **filters).multiselect}
    assert ("stakeholder" in shown) == is_open


def test_other_filters_that_were_closed_stay_so_until_one_comes_into_use_anew() -> None:
    app = _with_all_filters(open_page("account", kind="agreement"), is_open=False)
    assert "kind" not in {chooser_name(each) for each in app.run().multiselect}
    app.button(key="chip_kind_agreement").click().run()
    assert "kind" not in {chooser_name(each) for each in app.multiselect}
    assert "kind" in {chooser_name(each) for each in go_to(app, kind="agreement").multiselect}


def test_emptying_a_filter_takes_it_out_of_the_address() -> None:
    app = open_page("account", topic="jaarwisseling", q="politie")
    chooser(app, "topic").set_value([]).run()
    assert query_of(app) == {"q": ["politie"]}
    chooser(app, "q").set_value("   ").run()
    assert query_of(app) == {}


def test_a_search_is_trimmed_and_cut() -> None:
    app = open_page("account")
    chooser(app, "q").set_value("  politie " + "x" * 500).run()
    (text,) = query_of(app)["q"]
    assert text.startswith("politie x")
    assert len(text) <= 200


def test_changing_a_filter_closes_what_a_mark_had_opened_but_not_a_topic() -> None:
    app = open_page("topics", mark="topic_status.jaarwisseling.done", open_topic="jaarwisseling")
    chooser(app, "theme").set_value(["safety"]).run()
    assert query_of(app) == {"theme": ["safety"], "open_topic": ["jaarwisseling"]}


def test_a_chip_per_chosen_value_says_how_many_it_keeps_by_itself() -> None:
    app = open_page("account", topic=["jaarwisseling", "veiligheidsbeeld"], status="done")
    chips = labels(app, "chip_")
    alone = {key: _counted(open_page("account", **{key.split("_")[1]: key.split("_", 2)[2]})) for key in chips}
    assert len(chips) == 3
    assert all(label.endswith(f"({alone[key]}) ✕") for key, label in chips.items())
    assert chips["chip_topic_jaarwisseling"].startswith("Onderwerp: Jaarwisseling en vuurwerk (")


def test_removing_a_chip_leaves_the_others() -> None:
    app = open_page("account", topic=["jaarwisseling", "veiligheidsbeeld"], status="done")
    app.button(key="chip_topic_jaarwisseling").click().run()
    assert query_of(app) == {"topic": ["veiligheidsbeeld"], "status": ["done"]}
    assert set(labels(app, "chip_")) == {"chip_topic_veiligheidsbeeld", "chip_status_done"}


def test_a_chip_of_a_search_shows_the_words_and_nothing_of_them_is_markup() -> None:
    app = open_page("account", q="*[x](http://y.nl)* <b>")
    (chip,) = [each.label for each in app.button if str(each.key).startswith("chip_")]
    assert r"‘\*\[x\]\(http\://y\.nl\)\* \<b\>’" in chip


def test_a_month_tells_what_was_said_is_due_and_happened_and_a_click_narrows_to_it(texts: Texts) -> None:
    app = open_page("account", lang=texts.language, month="2020-02")
    said = {part: app.button(key=f"month_part_{part}").label for part in ("said", "due", "happened")}
    assert said == {
        part: texts.plural(f"month_count.{part}", n) for part, n in (("said", 30), ("due", 2), ("happened", 1))
    }
    app.button(key="month_part_due").click().run()
    assert query_of(app)["month"] == ["2020-02.due"]
    assert _counted(app) == 2
    assert texts("month_part.due") in next(each.label for each in app.button if str(each.key).startswith("chip_month"))
    app.button(key="month_part_due").click().run()
    assert query_of(app)["month"] == ["2020-02"]


def test_all_filters_can_be_cleared_at_once_and_the_rest_stays() -> None:
    app = open_page("follow_ups", topic="jaarwisseling", q="x", on="2020-11-30", lang="en")
    app.button(key="clear").click().run()
    assert query_of(app) == {"on": ["2020-11-30"], "lang": ["en"]}
    assert "clear" not in labels(app)


def test_the_language_changes_everything_but_the_view() -> None:
    app = open_page("follow_ups", topic="jaarwisseling", on="2020-11-30")
    chooser(app, "lang").set_value("en").run()
    assert query_of(app) == {"topic": ["jaarwisseling"], "on": ["2020-11-30"], "lang": ["en"]}
    assert [each.value for each in app.title] == ["Points"]
    chooser(app, "lang").set_value("nl").run()
    assert query_of(app) == {"topic": ["jaarwisseling"], "on": ["2020-11-30"]}


@pytest.mark.parametrize(
    ("on", "button", "expected"),
    [
        ("2020-02-10", "previous", "2019-10-28"),
        ("2020-02-10", "next", "2020-04-20"),
        ("2020-06-01", "previous", "2020-05-25"),
        ("2020-06-01", "next", "2020-06-29"),
        ("2020-06-29", "next", "2020-09-30"),
        ("2025-11-24", "previous", "2025-07-01"),
    ],
)
def test_a_step_moves_the_reference_date_to_the_neighbouring_meeting(on: str, button: str, expected: str) -> None:
    app = open_page("account", on=on)
    app.button(key=f"step_{button}").click().run()
    assert query_of(app) == {"on": [expected]}
    assert chooser(app, "on").value == date.fromisoformat(expected)


def test_stepping_forward_and_back_comes_home() -> None:
    app = open_page("account", on="2020-06-29")
    app.button(key="step_next").click().run()
    app.button(key="step_previous").click().run()
    assert query_of(app) == {"on": ["2020-06-29"]}


def test_a_step_that_leads_nowhere_cannot_be_taken() -> None:
    first, last = open_page("account", on="2000-01-01"), open_page("account", on="2100-01-01")
    assert first.button(key="step_previous").disabled
    assert last.button(key="step_next").disabled
    assert not last.button(key="step_previous").disabled


def test_the_latest_day_is_the_default_and_needs_no_address() -> None:
    app = open_page("account", on="2020-06-01")
    app.button(key="step_latest").click().run()
    assert query_of(app) == {}
    assert app.button(key="step_latest").disabled


def test_choosing_a_day_writes_it_into_the_address() -> None:
    app = open_page("account")
    chooser(app, "on").set_value(date(2020, 3, 1)).run()
    assert query_of(app) == {"on": ["2020-03-01"]}
    assert NL("caption.on", day="1 maart 2020") in app.markdown[0].value


def test_an_empty_selection_says_which_filter_to_loosen_and_how_many_come_back(texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language, **NOTHING)
    offers = labels(app, "loosen_")
    back = {key: _counted(open_page("account", **{key: NOTHING[key]})) for key in NOTHING}
    assert [each.value for each in app.info] == [texts("empty.selection")]
    assert offers == {
        f"loosen_{key}": texts.plural(
            "empty.loosen", back[other], filter=texts(f"filter.{key}"), values=texts.label(key, NOTHING[key])
        )
        for key, other in (("kind", "status"), ("status", "kind"))
    }
    assert not app.dataframe


def test_loosening_a_filter_brings_the_follow_ups_back() -> None:
    app = open_page("follow_ups", **NOTHING)
    app.button(key="loosen_kind").click().run()
    assert query_of(app) == {"status": ["no_trace"]}
    assert len(app.dataframe[0].value) == _counted(app) > 0


def test_where_loosening_one_filter_does_not_help_all_can_be_cleared() -> None:
    app = open_page("follow_ups", q="zzzz", topic="kabinetsformatie")
    assert set(labels(app, "loosen_")) == {"loosen_all"}
    app.button(key="loosen_all").click().run()
    assert query_of(app) == {}


def test_before_everything_there_is_only_the_advice_to_choose_a_later_day(texts: Texts) -> None:
    app = open_page("follow_ups", lang=texts.language, on="2000-01-01")
    day = texts.day(date(2000, 1, 1))
    assert [each.value for each in app.info] == [texts("empty.before", day=day)]
    assert labels(app, "loosen_") == {}


@pytest.mark.parametrize("page", ["follow_ups", "meetings"])
def test_what_the_address_asks_in_vain_is_named_and_left_out(page: str, texts: Texts) -> None:
    vain = {"topic": ["zonder", "jaarwisseling"], "on": "31-12-2020", "zoom": "20", "mark": "a.b", "item": "x\0y"}
    app = open_page(page, **vain, open_topic="t", open_meeting="v", lang=texts.language)
    (notice,) = [each.value.replace("\\", "") for each in app.info]
    assert notice.startswith(texts("notice.unknown"))
    assert [part for part in ("topic=zonder", "on=31-12-2020", "zoom=20") if part not in notice] == []
    assert chooser(app, "topic").value == ["jaarwisseling"]
    assert not app.exception


def test_a_code_that_is_not_known_yet_on_the_reference_date_is_named() -> None:
    app = open_page("follow_ups", on="2020-02-10", topic="corona", month="2099-01", item="2020_11_02_f01")
    (notice,) = [each.value.replace("\\", "") for each in app.info if NL("notice.unknown") in each.value]
    assert "topic=corona" in notice
    assert "month=2099-01" in notice


@pytest.mark.parametrize(
    "value", ["x" * 20_000, "<script>alert(1)</script>", "](javascript:alert(1))", "%00\0%zz", "🙂" * 99]
)
def test_hostile_values_are_cut_and_escaped(value: str) -> None:
    app = open_page("follow_ups", topic=[value] * 9, zoom=value, on=value, item=value, mark=value)
    (notice,) = [each.value for each in app.info]
    assert not app.exception
    assert len(notice) < 1500
    assert not re.search(r"(?<!\\)[<>\[\]()]", notice)


def test_a_search_from_the_address_is_no_longer_than_one_from_the_field() -> None:
    app = open_page("timeline", q="e " * 5000)
    assert not app.exception
    assert "e " * 200 not in everything(app)
