"""The version since which records are made, and checked, as they are now."""

AS_NOW = 4
"""Before it a ballot that abstains is not completed and the consensus has a word of its own;
doubted scores stand among the unknown ones and one word is for two situations of the first place;
possible ranks leave out weights of zero and ties;
what is said twice of a meeting need not agree, and what its log alone knew is not found again.
"""
