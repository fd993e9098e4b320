import pytest

from prioritisation.meeting.room.voters import Proof, ReceiptProof
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import UnknownMeeting

UNKNOWN = ReceiptProof(Proof.UNKNOWN)


def test_a_receipt_proves_that_its_ballot_is_in_as_long_as_no_later_one_replaces_it(sitting):
    voter = sitting.voter()
    sitting.open()
    first = sitting.cast(voter, [100, 50, 50]).receipt
    proven = sitting.room.proof_of
    assert proven(sitting.code, first) == ReceiptProof(Proof.COUNTS, 1)
    second = sitting.cast(voter, [10, 100, 50], nonce="2").receipt
    assert proven(sitting.code, first) == ReceiptProof(Proof.REPLACED, 1)
    assert proven(sitting.code, second) == ReceiptProof(Proof.COUNTS, 1)
    sitting.act(Act.REVEAL)
    assert proven(sitting.code, second) == ReceiptProof(Proof.COUNTS, 1)


def test_a_round_declared_void_takes_its_ballots_along_and_the_next_has_its_own(sitting):
    voter = sitting.voter()
    sitting.open()
    before = sitting.cast(voter, [100, 50, 50]).receipt
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.open()
    after = sitting.cast(voter, [100, 50, 50], nonce="2").receipt
    assert sitting.room.proof_of(sitting.code, before) == ReceiptProof(Proof.VOID, 1)
    assert sitting.room.proof_of(sitting.code, after) == ReceiptProof(Proof.COUNTS, 2)


def test_another_code_another_meeting_and_a_trial_are_unknown(sitting):
    voter = sitting.voter()
    other = sitting.room.create("Ailleurs").code
    sitting.open()
    receipt = sitting.cast(voter, [100, 50, 50]).receipt
    for code, typed in ((sitting.code, "ABCD-EFGH"), (sitting.code, ""), (other, receipt)):
        assert sitting.room.proof_of(code, typed) == UNKNOWN
    with pytest.raises(UnknownMeeting):
        sitting.room.proof_of("ABSENT", receipt)


def test_what_a_rehearsal_proves_is_said_to_be_of_it_and_goes_with_it(sitting):
    voter = sitting.voter()
    sitting.act(Act.REHEARSE)
    sitting.open()
    receipt = sitting.cast(voter, [100, 50, 50]).receipt
    assert sitting.room.proof_of(sitting.code, receipt) == ReceiptProof(
        Proof.COUNTS, 1, rehearsal=True
    )
    sitting.act(Act.END_REHEARSAL)
    assert sitting.room.proof_of(sitting.code, receipt) == UNKNOWN
