class Withdrawn(Exception):
    """What the letter is about was revoked or has vanished since: it is not to be sent."""
