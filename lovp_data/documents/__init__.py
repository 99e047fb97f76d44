"""A file in, its text and what that leaves out, or a refusal in words. Nothing here knows what a note says."""
