import random
import socket

# Below the range from which the kernel takes ports for outgoing connections, so that none is
# taken between being chosen and being served.
RANGE = range(20000, 32000)


def free(count):
    """`count` loopback TCP ports that nobody listens on, all different."""
    return [port for port, _ in zip(available(), range(count), strict=False)]


def available():
    for port in random.sample(RANGE, len(RANGE)):
        if is_free(port):
            yield port


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
