"""What must never be: role, act and phase, written by hand and read from nowhere.

Whoever changes a right changes it here too, knowing what they do.
"""

from itertools import product

from prioritisation.meeting.rules import (
    Act,
    Form,
    Meeting,
    Phase,
    Reason,
    Role,
    RoundStatus,
    refusal,
)
from prioritisation.meeting.rules.state import Round

# Whoever has no letter in a column never may there, whatever else the meeting is.
# A role is its first letter; *: everybody.
TABLE = """
act                draft lobby review checks round revealed analysis portfolio decision closed
open_lobby         F     .     .      .      .     .        .        .         .        .
start_review       .     F     .      .      .     .        .        .         .        .
start_checks       .     .     F      .      .     .        .        .         .        .
open_round         .     F     F      F      .     F        F        F         F        .
reveal             .     .     .      .      F     .        .        .         .        .
void_round         .     .     .      .      F     F        F        F         F        .
start_analysis     .     .     .      F      .     F        .        .         .        .
start_portfolio    .     .     .      .      .     .        F        .         .        .
start_decision     .     .     .      .      .     .        F        F         .        .
close              .     .     .      .      .     .        .        .         F        .
reopen             .     .     F      F      .     F        F        F         F        F
rehearse           .     F     .      .      .     .        .        .         .        .
end_rehearsal      F     F     F      F      F     F        F        F         F        F
edit_score         FLE   .     F      .      .     .        .        .         .        .
choose_frame       F     F     F      F      .     .        .        .         .        .
confirm_direction  F     F     F      F      .     .        .        .         .        .
answer_warning     F     F     F      F      .     F        F        F         F        .
freeze             .     F     F      .      .     .        .        .         .        .
join               .     VO    VO     VO     VO    VO       VO       VO        VO       .
trial_vote         .     V     .      .      .     .        .        .         .        .
vote               .     .     .      .      V     .        .        .         .        .
enter_paper        .     .     .      .      FR    .        .        .         .        .
simulate           .     .     .      .      F     .        .        .         .        .
set_countdown      .     .     .      .      F     .        .        .         .        .
end_round          .     .     .      .      F     .        .        .         .        .
keep_open          .     .     .      .      F     .        .        .         .        .
project            F     F     F      F      F     F        F        F         F        F
edit_paper         .     .     .      .      .     FR       FR       FR        FR       .
issue_link         F     F     F      F      F     F        F        F         F        F
revoke_link        F     F     F      F      F     F        F        F         F        F
issue_invitations  F     F     F      F      F     F        F        F         F        .
release_invitation .     F     F      F      F     F        F        F         F        .
purge              F     F     F      F      F     F        F        F         F        F
see_stage          *     *     *      *      *     *        *        *         *        *
see_count          *     *     *      *      *     *        *        *         *        *
see_own_ballot     V     V     V      V      V     V        V        V         V        V
see_case_ranking   *     *     *      *      FL    *        *        *         *        *
see_results        .     .     .      .      .     *        *        *         *        *
see_audit          FR    FR    FR     FR     FR    FR       FR       FR        FR       FR
export             .     .     .      .      .     FR       FR       FR        FR       FR
"""


def states(phase):
    """Meetings in a phase, whatever else; with rounds before it, and its own open or closed."""
    shown = Round(1, RoundStatus.REVEALED, "sha")
    unseen = [Round(2, one, "sha") for one in (RoundStatus.OPEN, RoundStatus.CLOSED)]
    unseen.append(Round(2, RoundStatus.OPEN, "sha", closes="9"))
    voting = [(*past, one) for past, one in product([(), (shown,)], unseen)]
    rounds = voting if phase == "round" else [(), (shown,), (shown, shown)]
    return [
        Meeting(Phase(phase), form, past, frozen=frozen, rehearsal=rehearsal)
        for form, past, frozen, rehearsal in product(Form, rounds, ("", "sha"), (False, True))
    ]


def test_nobody_may_what_is_not_theirs_in_that_phase_and_what_is_theirs_they_may():
    (_, *phases), *lines = [line.split() for line in TABLE.strip().splitlines()]
    table = {act: cells for act, *cells in lines}
    assert (phases, set(table)) == ([*Phase], set(Act))
    wrong = []
    for act, cells in table.items():
        for (phase, cell), role in product(zip(phases, cells, strict=True), Role):
            found = [refusal(m, role, Act(act)) for m in states(phase)]
            if (None in found) != (cell == "*" or role[0].upper() in cell):
                wrong.append(f"{role}, {act}, {phase}: {'may' if None in found else 'may not'}")
            never = role[0].upper() not in "".join(cells) and "*" not in cells
            if never and {no and no.reason for no in found} != {Reason.ROLE}:
                wrong.append(f"{role}, {act}, {phase}: told where the meeting stands")
    assert not wrong, "\n".join(wrong)
