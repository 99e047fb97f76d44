"""How well notes are read, measured against notes with known answers. Nothing else uses it but the command line."""
