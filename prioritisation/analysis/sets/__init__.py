"""One lever or two: every set of levers the group may choose, and what decides between sizes.

``comparison.compare_sets`` is the one call; ``question`` holds what the group says (synergies,
workload, dates), ``discussion`` the cards for and against. The cost of dispersion is never asked:
the threshold above which one lever alone is better is shown instead.
"""
