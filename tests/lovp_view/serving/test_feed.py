"""The calendar over HTTP: conditional, HEAD, whatever the address says, and a store that does not answer."""

import pytest
from icalendar import Calendar

import server
from lovp_data.package.errors import StoreError
from lovp_view import state
from lovp_view.files.calendar_entries import agenda_bytes
from lovp_view.state import source
from lovp_view.view import paths
from lovp_view.view.texts import load_texts
from tests.support.server_answers import Answer

PATH = paths.FEED


def test_the_feed_is_the_file_of_the_same_view() -> None:
    query = "on=2020-06-01&kind=agreement&kind=request&lang=en"
    answer = Answer(PATH, query)
    shown = state.build_scene({"on": ["2020-06-01"], "kind": ["agreement", "request"], "lang": ["en"]})
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.body == agenda_bytes(shown, "http://localhost")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_without_a_reference_date_it_follows_the_data() -> None:
    latest = state.build_scene({}).reference_date.isoformat()
    told = Calendar.from_ical(Answer(PATH).body)
    assert str(len(told.walk("VEVENT"))) == str(
        len(Calendar.from_ical(Answer(PATH, f"on={latest}").body).walk("VEVENT"))
    )
    assert "on=" not in str(told.walk("VEVENT")[0]["URL"])


@pytest.mark.parametrize("sent", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_who_has_it_already_is_told_so_and_sent_nothing(sent: str) -> None:
    first = Answer(PATH)
    again = Answer(PATH, if_none_match=sent.format(tag=first.headers["etag"].removeprefix("W/")))
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"] == "no-cache"


def test_another_view_has_another_tag() -> None:
    tags = {Answer(PATH, query).headers["etag"] for query in ("", "lang=en", "on=2020-06-01", "q=jaarwisseling")}
    assert len(tags) == 4
    assert Answer(PATH, "lang=en", if_none_match=Answer(PATH).headers["etag"]).status == 200


def test_head_is_answered() -> None:
    answer = Answer(PATH, method="HEAD")
    assert answer.status == 200
    assert answer.headers["etag"] == Answer(PATH).headers["etag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(method: str) -> None:
    assert Answer(PATH, method=method).status == 405


@pytest.mark.parametrize(
    "query",
    [
        "topic=zzz&status=zzz&month=2020-13&lang=xx&on=yesterday&zoom=9&mark=x&item=x",
        "q=%00%0d%0aEND:VCALENDAR",
        "q=%ff%fe&topic=%ed%a0%80",
        "&&=&on&==;",
        "on=9999-12-31",
        "briefing=zzz",
        "q=" + "%F0%9F%8E%86" * 500,
    ],
)
def test_whatever_the_address_says_a_calendar_comes(query: str) -> None:
    answer = Answer(PATH, query)
    assert answer.status == 200
    assert Calendar.from_ical(answer.body)["VERSION"] == "2.0"


def test_a_store_that_does_not_answer_gives_a_short_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise StoreError("postgresql://secret")

    monkeypatch.setattr(source, "open_store", refuse)
    answer = Answer(PATH)
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert answer.body.decode() == load_texts("nl")("agenda.trouble")
    assert answer.headers["cache-control"] == "no-store"


def test_links_begin_with_the_address_that_is_set_or_else_the_one_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"URL:http://lovp.test:81/" in Answer(PATH, host="lovp.test:81").body
    monkeypatch.setenv("LOVP_PUBLIC_URL", "https://lovp.example/dashboard/")
    assert b"URL:https://lovp.example/dashboard/vergadering/lovp_" in Answer(PATH, host="elsewhere").body


def test_the_answer_carries_the_security_headers() -> None:
    headers = Answer(PATH).headers
    assert {name: headers.get(name) for name in server.HEADERS} == server.HEADERS
