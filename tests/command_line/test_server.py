"""How the server answers, seen from its sockets."""

import socket

from streamlit.web.server.starlette import starlette_server

from hubdata.server import send_at_once


def test_what_is_sent_does_not_wait_for_what_went_before() -> None:
    send_at_once()
    send_at_once()  # a second time changes nothing
    with (
        starlette_server._bind_socket("127.0.0.1", 0, 1) as listening,
        socket.create_connection(listening.getsockname()),
    ):
        listening.setblocking(True)
        answering, _ = listening.accept()
        with answering:
            assert answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
