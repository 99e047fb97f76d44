"""The rules by which notes are read, as data: one TOML file per subject, and what reads them. No reading itself."""
