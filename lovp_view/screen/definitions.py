"""Accounting for what is shown: definitions, sources, data downloads."""

import io
import zipfile
from typing import Any

import pandas as pd
import streamlit as st

from lovp_data.package.files import package_files
from lovp_data.package.schema import load_schema
from lovp_view import state
from lovp_view.monitoring import own_server
from lovp_view.screen.markup import escaped
from lovp_view.view.pages import ADDRESS_OF_PAGE
from lovp_view.view.paths import ITEMS, item_address, own_base
from lovp_view.view.scene import Scene
from lovp_view.view.wording import meeting_labels

_SECTIONS = (
    "what",
    "headline",
    "lists",
    "status",
    "outcome",
    "kind",
    "dates",
    "months",
    "reference_date",
    "parties",
    "result",
    "limits",
)


def definitions(scene: Scene) -> None:
    """What each number, status and date means; long enough to be checked, short enough to be read."""
    for section in _SECTIONS:
        st.header(scene.texts(f"account.{section}_title"), anchor=False)
        st.markdown(scene.texts(f"account.{section}"))
        if section in ("status", "kind"):
            _code_list(scene, section)


def _code_list(scene: Scene, group: str) -> None:
    texts = scene.texts
    resource = {"status": "status_updates", "kind": "follow_ups"}[group]
    codes = load_schema()[resource].field(group).enum
    lines = [f"- **{texts.label(group, code)}**: {texts(f'account.{group}_{code}')}" for code in codes]
    st.markdown("\n".join(lines))


def sources(scene: Scene) -> None:
    """Every address the data rests on, and how many rows rest on it."""
    texts = scene.texts
    st.header(texts("account.sources_title"), anchor=False)
    st.markdown(texts("account.sources"))
    st.dataframe(
        scene.cached_for_all("sources", lambda: source_table(scene)),
        hide_index=True,
        placeholder="–",
        column_config={texts("column.address"): st.column_config.LinkColumn()},
        alt=texts("account.sources_title"),
    )


def source_table(scene: Scene) -> pd.DataFrame:
    """Grain: address known on the reference date. Columns carry labels; most used first."""
    register, texts = scene.register, scene.texts
    frames = [register.calendar, register.discussions, register.follow_ups, register.status_updates]
    addresses = pd.concat([frame["source_url"] for frame in frames]).dropna()
    counts = addresses.value_counts(sort=True).rename_axis("address").reset_index(name="n")
    return counts.rename(columns={"address": texts("column.address"), "n": texts("column.rows")})


def provenance(scene: Scene) -> None:
    """What is public of each meeting, what was read of it, and what that gave."""
    texts = scene.texts
    st.header(texts("account.provenance_title"), anchor=False)
    st.markdown(texts("account.provenance"))
    st.dataframe(
        scene.cached_for_all("provenance", lambda: provenance_table(scene)),
        hide_index=True,
        placeholder="–",
        height="content",
        alt=texts("account.provenance_title"),
    )


def provenance_table(scene: Scene) -> pd.DataFrame:
    """Grain: meeting that is past on the reference date, newest first. Columns carry labels; a gap is empty."""
    register, texts, labels = scene.register, scene.texts, meeting_labels(scene)
    rows = register.calendar[register.calendar["held_on_end"] <= pd.Timestamp(scene.reference_date)].iloc[::-1]
    read = register.publications.set_index(["meeting", "kind"])["read"]
    points = register.follow_ups["meeting"].value_counts()
    named: dict[str, Any] = {texts("column.meeting"): rows["id"].map(labels)}
    named[texts("column.state")] = rows["state"].map(lambda code: texts.label("state", code))
    named[texts("column.points")] = rows["id"].map(points).fillna(0).astype(int)
    for kind in load_schema()["publications"].field("kind").enum:
        found = [read.get((meeting, kind)) for meeting in rows["id"]]
        named[texts.label("publication_kind", kind)] = [texts.label("read", code) if code else None for code in found]
    return pd.DataFrame(named | {texts("column.unknown"): rows["note"]}).reset_index(drop=True)


def data_downloads(scene: Scene) -> None:
    """The whole package as it stands in the store, as a zip; made when asked for."""
    texts = scene.texts
    st.header(texts("account.data_title"), anchor=False)
    base = own_base(st.context.url, [ADDRESS_OF_PAGE["account"]])
    if own_server.running.is_set() and base and len(scene.register.follow_ups):
        item = item_address(base, "follow_ups", str(scene.register.follow_ups["id"].iloc[-1]))
        others = texts.listing([f"/{segment}" for name, segment in ITEMS.items() if name != "follow_ups"])
        st.markdown(texts("account.open_data", base=base, item=item, others=others))
    st.markdown(texts("account.data"))
    for resource in load_schema().values():
        st.markdown(f"- `{resource.path}`: {escaped(texts.label('resource', resource.name))}")
    st.download_button(
        texts("account.download"), data=lambda: package_zip(scene), file_name="lovp-datapakket.zip",
        mime="application/zip", on_click="ignore", key="package_zip",
    )  # fmt: skip


def package_zip(scene: Scene) -> bytes:
    """All files of the public package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in package_files(state.public_package(scene.reference_date)).items():
            archive.writestr(path, content)
    return out.getvalue()
