import os
import socket

import pytest

from config.embedded import ports


def test_free_ports_are_free_and_differ():
    found = ports.free(20)
    assert len(set(found)) == 20
    assert all(map(ports.is_free, found))


def test_ports_above_free_ones_are_free_too():
    assert all(ports.is_free(port + 10_000) for port in ports.free(20, 10_000))


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_that_somebody_serves_is_not_free(host):
    with socket.create_server((host, 0)) as server:
        port = server.getsockname()[1]
        assert ports.answers(port)
        assert not ports.is_free(port)
    assert not ports.answers(port)
    assert ports.is_free(port)


@pytest.mark.skipif(os.getuid() == 0, reason="root may serve on every port")
def test_a_port_that_only_root_may_serve_is_told_apart():
    with pytest.raises(PermissionError):
        ports.is_free(80)
