import datetime as dt

from prioritisation.wording.numbers import long_date


def test_the_first_of_a_month_is_an_ordinal_and_no_other_day():
    days = [long_date(dt.date(2026, m, d)) for m in (1, 8) for d in (1, 2, 11, 21, 31)]
    assert days[0] == "1er janvier 2026"
    assert days[5:7] == ["1er août 2026", "2 août 2026"]
    assert sum("er " in day.split()[0] + " " for day in days) == 2
