"""The data package on disk: its schema, reading and writing it, and every check of it. No database and no frames."""
