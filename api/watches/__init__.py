"""Watches: saved questions under a key that deliver what changed, as a feed, to a webhook or by mail."""
