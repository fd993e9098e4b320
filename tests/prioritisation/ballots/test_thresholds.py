from prioritisation.ballots.thresholds import STARTING, Thresholds


def test_thresholds_start_where_the_method_says_and_can_be_changed():
    assert (STARTING.flagged, STARTING.shared, STARTING.silhouette) == (0.3, 0.2, 0.5)
    assert Thresholds(flagged=0.4).flagged == 0.4
