"""Workshops before a round: booking without an account, letters, calendars and who came."""
