"""Forms, grids, history and the ledger, by which editors keep the register up to date."""
