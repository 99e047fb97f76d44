"""A file in, its plain text out, or a refusal in words. Nothing here knows what a note says."""
