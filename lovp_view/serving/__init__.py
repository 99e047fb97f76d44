"""What the server answers beside the pages: probes, metrics, the feed, signing in, addresses and headers."""
