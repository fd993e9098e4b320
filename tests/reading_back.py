"""What a reading of a file says otherwise than the case that the file was made of."""

from criteria.scales import WordScale


def differences(case, reading, *, ranked=False):
    """Names and scores that are not the same; nothing where all are.

    Levers are in the order of the case, unless they are in that of a result.
    """
    wrong = []
    levers, criteria = [v.label for v in case.levers], [c.label for c in case.criteria]
    read = [one.name for one in reading.levers]
    if (sorted(read) != sorted(levers)) if ranked else (read != levers):
        wrong.append(("levers", read, levers))
    if [one.name for one in reading.criteria] != criteria:
        wrong.append(("criteria", [one.name for one in reading.criteria], criteria))
    table = case.tables[case.default_combination]
    found = {(one.lever, one.criterion): as_read(one) for one in reading.scores}
    for lever in case.levers:
        for criterion in case.criteria:
            pair = lever.label, criterion.label
            score = as_known(criterion, table.score(lever.id, criterion.id), table.combination)
            if found.get(pair) != score:
                wrong.append((pair, found.get(pair), score))
    return wrong


def as_read(score):
    """The two ends of a score that was read; none where it is unknown."""
    low = score.word if score.value is None else score.value
    high = score.high_word if score.value is None else score.high
    return None if low is None else (low, low if high is None else high)


def as_known(criterion, score, combination):
    """The same of a score of a case."""
    if score.unknown:
        return None
    scale = criterion.scale(combination)
    if isinstance(scale, WordScale):
        return scale.level(score.low).label, scale.level(score.high).label
    return score.low, score.high
