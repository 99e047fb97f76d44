"""Dutch wordings of time: where they stand in a sentence, and the days they cover. Nothing here knows a topic."""
