"""Files to run the dashboard with behind nginx, and what prepares them."""
