"""The gazetteer: places, their versions by date, and finding them by name."""
