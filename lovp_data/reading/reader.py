"""A note in, a draft out. Pure: no clock, no store, and nothing that is raised for any text."""

from dataclasses import dataclass, replace
from datetime import date

from lovp_data.package.dates import parse_interval
from lovp_data.reading.draft import Discussion, Draft, FollowUp, Meeting, Party, Unplaced
from lovp_data.reading.findings import Context, find_follow_ups, find_parties, is_standing
from lovp_data.reading.headers import announced_meetings, find_meetings, meeting_of_title, other_body
from lovp_data.reading.headings import heading_text, is_closed, name_of_story
from lovp_data.reading.known import Known
from lovp_data.reading.language import is_dutch
from lovp_data.reading.layout import find_blocks
from lovp_data.reading.marked_lines import without_quote_marks
from lovp_data.reading.plain_text import Plain, make_plain
from lovp_data.reading.row_findings import cells_of, row_follow_ups
from lovp_data.reading.second_look import look_again
from lovp_data.reading.sections import Section, find_sections
from lovp_data.reading.sentences import Sentence, read_sentences
from lovp_data.reading.tables import Row
from lovp_data.reading.topics import chosen_topic, propose_topics


@dataclass(frozen=True)
class _Note:
    plain: Plain
    known: Known
    meetings: tuple[Meeting, ...]
    asked: date | None

    @property
    def last_day(self) -> date | None:
        """That of the last of its meetings; None where nobody knows it yet."""
        held_on = self.meetings[-1].held_on
        return parse_interval(held_on).start if held_on else self.asked

    def context(self, section: Section) -> Context:
        """The meeting a section belongs to, with the day its dates count from."""
        held_on = self.meetings[self.meeting(section)].held_on
        return Context(self.known, parse_interval(held_on).start if held_on else self.asked)

    def meeting(self, section: Section) -> int:
        """The meeting named last before the section; the first one where none is."""
        named = meeting_of_title(self.plain, section.title) if section.title else []
        days = [each.held_on for each in self.meetings]
        return days.index(named[0].held_on) if len(named) == 1 and named[0].held_on in days else 0


def read_note(text: str, known: Known, held_on: date | None = None) -> Draft:
    """The draft of a note. `held_on` is the day a person filled in; it goes before the text's own day."""
    plain = without_quote_marks(make_plain(text))
    blocks = find_blocks(plain)
    if body := other_body(plain, blocks):
        known = known.of_other_body(body)
    known = replace(known, gazetteer=known.gazetteer.with_persons(plain.text))
    note = _Note(plain, known, find_meetings(plain, blocks, held_on), held_on)
    blocks = name_of_story(plain, blocks, known)
    sections, rest = find_sections(plain, blocks, known)
    return Draft(
        text=text,
        meetings=note.meetings,
        titles=tuple(plain.place(each.start, each.end) for each in blocks if each.kind == "title"),
        discussions=tuple(_discussion(note, section) for section in sections),
        unplaced=tuple(Unplaced(plain.place(block.start, block.end), reason) for block, reason in rest),
        is_dutch=is_dutch(text),
        announced=() if body else announced_meetings(plain, blocks, note.last_day),
    )


def _discussion(note: _Note, section: Section) -> Discussion:
    context = note.context(section)
    sentences = read_sentences(note.plain, [each for each in section.body if not each.row], section.list_kind)
    rows = [each.row for each in section.body if each.row]
    heading = heading_text(note.plain, section.heading) if section.heading else section.name
    proposals = propose_topics(heading, _told(note.plain, sentences, rows), note.known.topics)
    follow_ups = [] if is_closed(heading) else _follow_ups(note, section, sentences, rows)
    return Discussion(
        meeting=note.meeting(section),
        topic=section.topic or chosen_topic(proposals, has_heading=bool(heading)),
        title=heading,
        section=note.plain.place(section.start, section.end),
        heading=note.plain.place(section.heading.start, section.heading.end) if section.heading else None,
        proposals=proposals,
        is_standing=is_standing(sentences),
        parties=_with_those_of_rows(find_parties(sentences, context), follow_ups),
        follow_ups=tuple(follow_ups),
        possible=look_again(sentences, follow_ups, context),
    )


def _follow_ups(note: _Note, section: Section, sentences: list[Sentence], rows: list[Row]) -> list[FollowUp]:
    context = note.context(section)
    found = find_follow_ups(sentences, context)
    found += [each for row in rows for each in row_follow_ups(note.plain, row, context, section.list_kind)]
    return sorted(found, key=lambda each: each.quote)


def _told(plain: Plain, sentences: list[Sentence], rows: list[Row]) -> str:
    cells = [cell.flow.text for row in rows for cell in cells_of(plain, row)]
    return " ".join([*(each.text for each in sentences), *cells])


def _with_those_of_rows(parties: tuple[Party, ...], follow_ups: list[FollowUp]) -> tuple[Party, ...]:
    """Rows have no sentence around their parties: these are told with the follow-up only, once each in a role."""
    found = {(each.stakeholder, each.role): each for each in parties}
    for each in (party for follow_up in follow_ups if not follow_up.triggers for party in follow_up.parties):
        found.setdefault((each.stakeholder, each.role), each)
    return tuple(found.values())
