"""Logs and numbers of this process. What is asked over HTTP is in `serving`."""
