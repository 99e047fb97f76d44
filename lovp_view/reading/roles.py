"""Who has which role: one choice of several parties for every role; and a party that the package does not hold yet."""

import streamlit as st

from lovp_data.package.schema import load_schema
from lovp_data.review.edits import add_party
from lovp_data.review.review import DiscussionItem, FollowUpItem, NewParty, PartyItem, Review, ReviewError
from lovp_data.store.new_rows import new_id
from lovp_view import state
from lovp_view.editing.names import Names
from lovp_view.reading.draft_session import DraftSession, take_step
from lovp_view.reading.point_values import role_items

ROLES = load_schema()["involvements"].field("role").enum
_KINDS = load_schema()["stakeholders"].field("kind").enum
_NEW = ("short_name", "name", "kind")


def role_inputs(form: str, review: Review, item: DiscussionItem | FollowUpItem, names: Names) -> None:
    """A choice for every role, two beside each other."""
    labels = party_labels(review, item, names)
    for left, right in zip(ROLES[::2], ROLES[1::2], strict=True):
        for place, role in zip(st.columns(2, gap="medium"), (left, right), strict=True):
            with place:
                st.multiselect(
                    names.code("involvements", "role", role),
                    list(labels),
                    default=[each.stakeholder for each in item.parties if each.role == role],
                    format_func=lambda code: labels.get(code, code),
                    placeholder=names.texts("editing.none"),
                    key=state.field_key(form, f"role_{role}"),
                )


def party_labels(review: Review, item: DiscussionItem | FollowUpItem, names: Names) -> dict[str, str]:
    """Names by code: of the package, new ones of this review, and those of the item that neither holds."""
    new = {each.id: each.short_name for each in review.new_parties}
    strange = {each.stakeholder: each.named_as or each.stakeholder for each in item.parties}
    return {**strange, **new, **names.of("stakeholders")}


def typed_roles(form: str, item: DiscussionItem | FollowUpItem) -> list[PartyItem]:
    """The parties that are chosen now, for a callback."""
    chosen = state.typed(form, [f"role_{role}" for role in ROLES])
    return role_items({role: chosen.get(f"role_{role}", []) for role in ROLES}, item.parties)


def new_party(session: DraftSession, item: DiscussionItem | FollowUpItem, names: Names) -> None:
    """A way to add a party; one that the note names and the package does not hold is filled in."""
    texts, strange = names.texts, _strange(session.review, item, names)
    form, named = f"party_{session.key}_{item.id}", strange.named_as if strange else ""
    state.open_form(form, dict, sign="short_name")
    with st.popover(texts("reading.new_party"), type="tertiary", icon=":material/group_add:", key=f"ask_{form}"):
        for name in _NEW[:2]:
            st.text_input(f"{texts(f'field.{name}')} *", value=named, key=state.field_key(form, name))
        st.selectbox(
            f"{texts('field.kind')} *",
            _KINDS,
            index=None,
            placeholder=texts("editing.choose"),
            format_func=lambda code: texts.label("party_kind", code),
            key=state.field_key(form, "kind"),
        )
        st.button(
            texts("reading.add_party"), key=f"add_{form}", on_click=lambda: _add(session, form, strange, names),
        )  # fmt: skip


def _strange(review: Review, item: DiscussionItem | FollowUpItem, names: Names) -> PartyItem | None:
    known = {*names.of("stakeholders"), *(each.id for each in review.new_parties)}
    return next((each for each in item.parties if each.stakeholder not in known), None)


def _add(session: DraftSession, form: str, strange: PartyItem | None, names: Names) -> None:
    """Callback: the party is one of this review, and can be chosen."""
    typed = {name: str(value or "").strip() for name, value in state.typed(form, _NEW).items()}
    taken = [{"id": key} for key in (*names.of("stakeholders"), *(each.id for each in session.review.new_parties))]
    is_same = strange is not None and typed["short_name"] == strange.named_as
    code = strange.stakeholder if strange and is_same else new_id({"stakeholders": taken}, "stakeholders", typed)

    def step(review: Review) -> Review:
        if not all(typed.get(name) for name in _NEW):
            raise ReviewError("incomplete_party")
        return add_party(review, NewParty(code, typed["name"], typed["short_name"], typed["kind"]))

    if take_step(session.key, step):
        state.close_form(form)
