"""Voting rules: levers ranked from the rankings of voters, without weights or values."""
