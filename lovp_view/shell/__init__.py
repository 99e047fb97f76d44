"""What stands around every page and needs all rooms below it: the menu of exports."""
