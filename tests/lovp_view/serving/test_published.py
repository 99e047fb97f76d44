"""What the server publishes: addresses that stay, the API page by page, conditional, and faults in words."""

import io
import json
import re
import zipfile
from typing import Any

import pytest

from lovp_data.package.errors import StoreError
from lovp_view import state
from lovp_view.publishing.records import MEASURES, TABLES, records
from lovp_view.serving.page_head import head
from lovp_view.state import source
from lovp_view.view import paths
from lovp_view.view.texts import load_texts
from tests.conftest import ROOT
from tests.support.server_answers import Answer

POINT = "2020_02_10_f10"
PUBLISHED = [
    paths.FEED, paths.ATOM, paths.CATALOG, paths.PACKAGE, f"{paths.API}/openapi.json", f"/punt/{POINT}",
    f"/punt/{POINT}.json", *(f"{paths.API}/{name}{end}" for name in (*TABLES, MEASURES) for end in ("", ".csv")),
]  # fmt: skip


def _json(path: str, query: str = "") -> Any:
    answer = Answer(path, query)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    return json.loads(answer.body)


@pytest.mark.parametrize("path", PUBLISHED)
def test_who_has_it_already_is_sent_nothing_and_any_site_may_read_it(path: str) -> None:
    first = Answer(path)
    assert first.status == 200
    assert first.headers["access-control-allow-origin"] == "*"
    again = Answer(path, if_none_match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert Answer(path, "lang=en", if_none_match=first.headers["etag"]).status == 200
    assert Answer(path, method="HEAD").headers["etag"] == first.headers["etag"]
    assert Answer(path, method="POST").status == 405


@pytest.mark.parametrize("path", PUBLISHED)
def test_a_store_that_does_not_answer_is_told_without_a_word_of_it(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise StoreError("postgresql://secret")

    monkeypatch.setattr(source, "open_store", refuse)
    answer = Answer(path)
    assert (answer.status, answer.headers["retry-after"]) == (503, "60")
    assert b"secret" not in answer.body


@pytest.mark.parametrize("table", [*TABLES, MEASURES])
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_the_pages_of_a_table_are_together_all_its_rows(table: str, limit: int) -> None:
    query = f"limit={limit}&topic=jaarwisseling"
    rows: list[dict[str, Any]] = []
    while True:
        page = _json(f"{paths.API}/{table}", query)
        rows += page["data"]
        if page["next"] is None:
            break
        query = page["next"].partition("?")[2]
    expected = records(state.build_scene({"topic": ["jaarwisseling"]}), table)
    assert [row["id"] for row in rows] == [row["id"] for row in expected]
    assert page["count"] == len(expected)


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("topic=zzz", 400, "topic"),
        ("topic=", 400, "topic"),
        ("foo=1", 400, "foo"),
        ("limit=0", 400, "limit"),
        ("limit=1001", 400, "limit"),
        ("limit=1_0", 400, "limit"),
        ("limit=%D9%A3", 400, "limit"),
        ("limit=1&limit=2", 400, "limit"),
        ("on=gisteren", 400, "on"),
        ("lang=fr", 400, "lang"),
        ("q=%00", 400, "q"),
        ("cursor=zzz", 404, "cursor"),
        ("on=2019-01-01&topic=boa", 404, "topic"),
    ],
)
def test_a_fault_is_told_so_that_a_person_understands(query: str, status: int, parameter: str) -> None:
    answer = Answer(f"{paths.API}/follow_ups", query)
    told = json.loads(answer.body)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert [fault["parameter"] for fault in told["errors"]] == [parameter]
    assert f"{parameter}: " in told["detail"]
    assert told["errors"][0]["expected"]


def test_a_page_of_another_site_may_ask_beforehand() -> None:
    answer = Answer(f"{paths.API}/follow_ups", method="OPTIONS", origin="https://elders.example")
    assert (answer.status, answer.headers["access-control-allow-methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (f"/punt/{POINT}", f"/afspraken?item={POINT}"),
        ("/vergadering/lovp_2020_02_10", "/vergaderingen?open_meeting=lovp_2020_02_10"),
        ("/onderwerp/jaarwisseling", "/onderwerpen?open_topic=jaarwisseling"),
        ("/partij/korpschef", "/betrokkenen?stakeholder=korpschef"),
    ],
)
def test_a_permanent_address_leads_on_and_says_what_it_is(path: str, to: str) -> None:
    page = Answer(path, host="lovp.example").body.decode()
    assert f'<meta http-equiv="refresh" content="0; url={to}">' in page
    assert f'<link rel="canonical" href="http://lovp.example{path}">' in page
    row = _json(f"{path}.json")
    title = row.get("title") or row.get("name") or "LOVP 10 feb 2020"
    assert f"<title>{title}" in page
    assert json.loads(Answer(path, accept="application/json").body)["id"] == row["id"]
    english = Answer(path, "lang=en&on=2021-01-01").body.decode()
    assert "on=2021-01-01" in english
    assert "lang=en" in english


@pytest.mark.parametrize("path", ["/punt/zzz", "/vergadering/zzz", "/punt/zzz.json", "/partij/%3Cscript%3E"])
def test_what_is_not_there_is_told_in_words(path: str) -> None:
    answer = Answer(path)
    assert answer.status == 404
    assert b"<script>" not in answer.body
    assert answer.body


def test_the_package_is_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(Answer(paths.PACKAGE).body)) as archive:
        assert {"datapackage.json", "follow_ups.csv"} <= set(archive.namelist())


def test_the_head_of_a_page_names_the_feed_of_its_filters_and_no_more() -> None:
    told = head("topic=jaarwisseling&lang=en&item=x&q=%22%3E%3Cscript%3E")
    assert 'href="/wijzigingen.atom?topic=jaarwisseling&amp;lang=en&amp;q=%22%3E%3Cscript%3E"' in told
    assert "<script>" not in told
    assert f"<title>{load_texts('en')('published.dashboard')}</title>" in told
    assert 'href="/wijzigingen.atom"' in head("")


def _examples() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")
    return [
        (path, query) for path, _, query in (each.partition("?") for each in re.findall(r"^GET (\S+)$", text, re.M))
    ]


@pytest.mark.parametrize(("path", "query"), _examples())
def test_every_example_of_the_docs_is_answered_as_it_is_told(path: str, query: str) -> None:
    answer = Answer(path, query)
    assert answer.status == (400 if "jaarwisselng" in query else 200)
    assert len(answer.body) > 100


def test_the_docs_name_every_table_and_path() -> None:
    text = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (*TABLES, MEASURES))
    assert all(path in text for path in (paths.FEED, paths.ATOM, paths.CATALOG, paths.PACKAGE, paths.API))
    assert len(_examples()) > 5
