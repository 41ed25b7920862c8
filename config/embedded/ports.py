import random
import socket
from itertools import islice

# With 10,000 added, still below the range from which the kernel takes ports for outgoing
# connections, so that none is taken between being chosen and being served.
RANGE = range(10100, 22700)


def free(count, *besides):
    """`count` loopback TCP ports that nobody listens on, all different.

    With `besides`, the ports above each by that much are free too.
    """
    shuffled = random.sample(RANGE, len(RANGE))
    found = (port for port in shuffled if all(is_free(port + more) for more in (0, *besides)))
    return list(islice(found, count))


def is_free(port, host="127.0.0.1"):
    """Whether nobody listens there; raises PermissionError where this user may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise
        except OSError:
            return False
        return True


def answers(port, host="127.0.0.1"):
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
