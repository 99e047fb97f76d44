"""A draft beside the store: what a person makes of it, and the changes of the one write that stores it. No screen."""
