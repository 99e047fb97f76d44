"""The briefing: the selection as slides, for the projector, for a file without network, and for documents."""
