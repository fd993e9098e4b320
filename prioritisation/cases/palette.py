"""Colours for as many options as a case may have: any number of the first ones are told apart."""

COLOURS = (
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"),
    *("#9600FF", "#FF1EF0", "#001EFF", "#694B3C", "#960F87", "#00D200"),
    *("#FF0069", "#8778F0", "#A5002D", "#006900", "#5A3CB4", "#877800"),
    *("#A5B496", "#FF87FF", "#788796", "#FF9687", "#96B41E", "#B44BD2"),
    *("#005A5A", "#875A96", "#C3A5F0", "#0078FF", "#E11EA5", "#A55A5A"),
)
"""Six that are told apart without seeing red or green; then, each time, the farthest from all."""
