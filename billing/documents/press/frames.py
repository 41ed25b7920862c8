"""What travels between the press and who asks it: bytes that say first how long they are."""

import struct

LENGTH = struct.Struct("!Q")


def send(line, *frames):
    line.sendall(b"".join(LENGTH.pack(len(frame)) + frame for frame in frames))


def receive(line):
    """The next frame; raises EOFError when the other side has gone."""
    return exactly(line, LENGTH.unpack(exactly(line, LENGTH.size))[0])


def exactly(line, size):
    parts = []
    while size:
        part = line.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
