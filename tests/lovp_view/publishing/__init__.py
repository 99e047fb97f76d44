"""What leaves the dashboard: rows, feed, catalog and mail."""
