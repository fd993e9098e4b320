"""Everything that somebody may do in a meeting, or see of it."""

from enum import StrEnum


class Act(StrEnum):
    """One thing to do or to see; each right is about one of them."""

    # moves: the phase changes
    OPEN_LOBBY = "open_lobby"
    START_REVIEW = "start_review"
    START_CHECKS = "start_checks"
    OPEN_ROUND = "open_round"
    REVEAL = "reveal"
    VOID_ROUND = "void_round"
    START_ANALYSIS = "start_analysis"
    START_PORTFOLIO = "start_portfolio"
    START_DECISION = "start_decision"
    CLOSE = "close"
    REOPEN = "reopen"
    REHEARSE = "rehearse"
    END_REHEARSAL = "end_rehearsal"
    # writes: the phase stays
    EDIT_SCORE = "edit_score"
    CHOOSE_FRAME = "choose_frame"
    CONFIRM_DIRECTION = "confirm_direction"
    ANSWER_WARNING = "answer_warning"
    FREEZE = "freeze"
    JOIN = "join"
    TRIAL_VOTE = "trial_vote"
    VOTE = "vote"
    ENTER_PAPER = "enter_paper"
    SIMULATE = "simulate"
    SET_COUNTDOWN = "set_countdown"
    END_ROUND = "end_round"
    KEEP_OPEN = "keep_open"
    PROJECT = "project"
    EDIT_PAPER = "edit_paper"
    KEEP_SCENARIO = "keep_scenario"
    ISSUE_LINK = "issue_link"
    REVOKE_LINK = "revoke_link"
    ISSUE_INVITATIONS = "issue_invitations"
    RELEASE_INVITATION = "release_invitation"
    LIFT_LIMIT = "lift_limit"
    REMOVE_WAVE = "remove_wave"
    PURGE = "purge"
    # sights
    SEE_STAGE = "see_stage"
    SEE_COUNT = "see_count"
    SEE_OWN_BALLOT = "see_own_ballot"
    SEE_CASE_RANKING = "see_case_ranking"
    SEE_RESULTS = "see_results"
    SEE_SCENARIO = "see_scenario"
    LIST_SCENARIOS = "list_scenarios"
    SEE_AUDIT = "see_audit"
    EXPORT = "export"


MOVES = frozenset(
    {
        Act.OPEN_LOBBY,
        Act.START_REVIEW,
        Act.START_CHECKS,
        Act.OPEN_ROUND,
        Act.REVEAL,
        Act.VOID_ROUND,
        Act.START_ANALYSIS,
        Act.START_PORTFOLIO,
        Act.START_DECISION,
        Act.CLOSE,
        Act.REOPEN,
        Act.REHEARSE,
        Act.END_REHEARSAL,
    }
)
SIGHTS = frozenset(
    {
        Act.SEE_STAGE,
        Act.SEE_COUNT,
        Act.SEE_OWN_BALLOT,
        Act.SEE_CASE_RANKING,
        Act.SEE_RESULTS,
        Act.SEE_SCENARIO,
        Act.LIST_SCENARIOS,
        Act.SEE_AUDIT,
        Act.EXPORT,
    }
)
WRITES = frozenset(Act) - SIGHTS
