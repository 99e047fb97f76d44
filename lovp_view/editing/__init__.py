"""Keeping the register up to date: forms, grids, history and the ledger, for editors."""
