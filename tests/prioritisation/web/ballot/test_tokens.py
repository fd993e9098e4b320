from prioritisation.meeting.room import VoterStanding


def test_a_device_that_has_joined_says_so_everywhere_without_any_secret(sitting, device):
    here, visitor = sitting(), device()
    visitor.get(here.path)
    assert f"present_{here.code}" not in visitor.cookies
    visitor.posted(f"{here.path}/entrer", {})
    assert visitor.cookies[f"present_{here.code}"] == here.room.presence_of(here.code)
    assert visitor.paths[f"present_{here.code}"] == "/"
    token = visitor.cookies[f"bulletin_{here.code}"]
    assert visitor.paths[f"bulletin_{here.code}"] == here.path
    voter = here.room.voter_of(here.code, token)
    assert here.room.standing(here.code, voter) is VoterStanding.JOINED


def test_a_device_that_votes_without_joining_first_says_so_too(sitting, device):
    from tests.prioritisation.web.visitor import voted  # noqa: PLC0415

    here, visitor = sitting().open(), device()
    assert voted(visitor, here).status == 200
    assert f"present_{here.code}" in visitor.cookies


def test_a_device_that_joined_before_is_marked_when_it_comes_back(sitting, device):
    here, visitor = sitting(), device()
    visitor.get(here.path)
    visitor.posted(f"{here.path}/entrer", {})
    del visitor.cookies[f"present_{here.code}"]
    visitor.get(here.path)
    assert f"present_{here.code}" in visitor.cookies


def test_a_token_is_given_once(sitting, device):
    here, visitor = sitting(), device()
    assert "set-cookie" in visitor.get(here.path).headers
    assert "set-cookie" not in visitor.get(here.path).headers
