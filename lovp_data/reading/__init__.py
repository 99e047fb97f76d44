"""Reading a note: a document in, a draft of meetings, discussions, follow-ups and parties out; stores nothing."""
