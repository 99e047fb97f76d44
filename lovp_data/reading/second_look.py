"""A second look: sentences that no follow-up quotes and that may hold one all the same, for a person to judge."""

from lovp_data.reading.acts import is_no_news
from lovp_data.reading.draft import FollowUp, Place, Possible
from lovp_data.reading.findings import Context, mentions_in
from lovp_data.reading.sentences import Sentence
from lovp_data.rules.rulebook import load_rules, pattern
from lovp_data.terms.wording import find_wordings

_FEWEST_WORDS = 4
_DUTY_KIND = "position"


def look_again(sentences: list[Sentence], found: list[FollowUp], context: Context) -> tuple[Possible, ...]:
    """Those that name a time to come, send something to the meeting, or name an actor with a duty.

    Each with why (future_time, to_meeting, duty) and the kind that it would most likely have.
    """
    quoted = [each.quote for each in found]
    rest = (each for each in sentences if not any(each.whole.overlap(quote) for quote in quoted))
    looked = ((each.whole, _why(each, context)) for each in rest if len(each.text.split()) >= _FEWEST_WORDS)
    return tuple(_possible(place, why) for place, why in looked if why)


def _possible(place: Place, why: str) -> Possible:
    kinds = {"future_time": "announcement", "to_meeting": "agreement", "duty": _DUTY_KIND}
    return Possible(place, why, kinds[why])


def _why(sentence: Sentence, context: Context) -> str:
    rules, text = load_rules("acts"), sentence.text
    if is_no_news(text) or text.endswith(":"):
        return ""
    if pattern(rules["to_meeting"]).search(text):
        return "to_meeting"
    wordings = find_wordings(text, context.held_on, context.known.moments, context.known.body)
    if any((each.on or each.at) and not each.is_past for each in wordings):
        return "future_time"
    has_duty = pattern(rules["duty"]).search(text) and mentions_in(sentence, context)
    return "duty" if has_duty else ""
