"""What leaves the dashboard for machines and mailboxes: rows as data, changes as feed and mail."""
