"""One lever or two: every set of levers the group may choose, and what decides between sizes.

``portfolio.portfolio`` is the one call; ``words`` holds what the group says (synergies, workload,
dates), ``arguments`` the cards for and against. The cost of dispersion is never asked: the
threshold above which one lever alone is better is shown instead.
"""
