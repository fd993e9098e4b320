"""Sheets to print for a meeting: paper ballots, help for voters, invitations."""
