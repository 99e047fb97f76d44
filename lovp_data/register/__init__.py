"""What was known on a day: frames, links, filters, search and measures. It neither reads files nor the database."""
