"""What the server answers and says beside the pages: probes, metrics and the log."""
