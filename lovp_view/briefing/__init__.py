"""The selection as a deck of slides, and its player on the screen. Office files of a deck are in `documents`."""
