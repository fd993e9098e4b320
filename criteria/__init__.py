"""What is measured: scales, levers, criteria, evidence, scoring, loading and checking a case."""
