"""Which row belongs to which over a register's frames, as whole numbers: found once per register, cut by in no time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lovp_data.register.search import pairs

Codes = np.ndarray  # of int; -1 where a row belongs to none
Mask = np.ndarray  # of bool


@dataclass(frozen=True)
class Links:
    """Codes per frame: equal where the rows belong together. A discussion is a topic in a meeting."""

    discussions: Codes
    follow_ups_in: Codes
    involvements_in: Codes
    follow_ups: Codes
    involvements_of: Codes
    updates_of: Codes
    topics: Codes
    topics_discussed: Codes
    meetings: Codes
    meetings_discussed: Codes

    def discussed(self, follow_ups: Mask) -> Mask:
        """The discussions that hold one of these follow-ups."""
        return _of(self.discussions, self.follow_ups_in[follow_ups])

    def involvements(self, follow_ups: Mask, discussions: Mask) -> Mask:
        """The roles in these discussions, save those in a follow-up that is not among these."""
        in_kept = (self.involvements_of < 0) | _of(self.involvements_of, self.follow_ups[follow_ups])
        return in_kept & _of(self.involvements_in, self.discussions[discussions])

    def updates(self, follow_ups: Mask) -> Mask:
        """The updates on these follow-ups."""
        return _of(self.updates_of, self.follow_ups[follow_ups])

    def topics_of(self, discussions: Mask) -> Mask:
        """The topics of these discussions."""
        return _of(self.topics, self.topics_discussed[discussions])

    def meetings_of(self, discussions: Mask) -> Mask:
        """The meetings of these discussions."""
        return _of(self.meetings, self.meetings_discussed[discussions])


def link(frames: dict[str, pd.DataFrame]) -> Links:
    """The links between discussions, follow_ups, involvements, status_updates, topics and meetings."""
    discussions, follow_ups, roles = frames["discussions"], frames["follow_ups"], frames["involvements"]
    in_discussion = _codes(pairs(discussions), pairs(follow_ups), pairs(roles))
    of_follow_up = _codes(follow_ups["id"], roles["follow_up"], frames["status_updates"]["follow_up"])
    of_topic = _codes(frames["topics"]["id"], discussions["topic"])
    of_meeting = _codes(frames["meetings"]["id"], discussions["meeting"])
    return Links(*in_discussion, *of_follow_up, *of_topic, *of_meeting)


def _codes(*columns: pd.Series) -> list[Codes]:
    """One code per value, the same in all columns; -1 for none."""
    codes, _ = pd.factorize(pd.concat([column.astype("str") for column in columns], ignore_index=True))
    ends = np.cumsum([len(column) for column in columns])
    return np.split(codes, ends[:-1])


def _of(codes: Codes, wanted: Codes) -> Mask:
    """Where a code is one of those wanted; never for -1."""
    is_wanted = np.zeros(int(max(codes.max(initial=-1), wanted.max(initial=-1))) + 2, dtype=bool)
    is_wanted[wanted] = True
    is_wanted[-1] = False
    return is_wanted[codes]
