"""Keeping the register up to date: forms, grids, history and the ledger, for editors."""

from lovp_view.editing.screen import show_editing

__all__ = ["show_editing"]
