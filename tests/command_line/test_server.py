"""How the server answers, seen from its sockets."""

import socket

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.web.server.starlette import starlette_server

from hubdata.server import PAGES, find_way, is_wrong, keep_answers, send_at_once
from pages.components.kit.linked import HOME, url_path_of
from tests.pages.register import address_of_page, read_register


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


def test_an_answer_that_waits_outlives_the_beginning_of_a_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    keep_answers()
    keep_answers()  # a second time changes nothing
    drawn, answer = ForwardMsg(), ForwardMsg()
    drawn.delta.new_element.empty.SetInParent()
    answer.file_urls_response.response_id = "where to send it"
    queue = ForwardMsgQueue()
    queue.enqueue(drawn)
    queue.enqueue(answer)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["a part of the page"])
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.flush() == [answer]
    assert not queue.flush()


def test_every_page_of_the_register_is_served_and_the_home_page_is_led_to() -> None:
    assert {url_path_of(entry.script) for entry in read_register()} == PAGES
    for entry in read_register():
        assert not is_wrong(f"/{address_of_page(entry)}")
    assert find_way(f"/{url_path_of(HOME)}", "year=202526") == "./?year=202526"


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ("/overview", "./"),
        ("/overview/", "../"),
        ("/Scorecard", "./scorecard"),
        ("/scorcard", "./?wrong_page=scorcard"),
        ("/standing/overview", "../?wrong_page=standing%2Foverview"),
        ("/a&b", "./?wrong_page=a%26b"),
    ],
)
def test_a_wrong_address_leads_to_a_page_that_is_there(asked: str, way: str) -> None:
    assert is_wrong(asked)
    assert find_way(asked, "") == way


@pytest.mark.parametrize(
    "asked",
    [
        "/",
        "/kpi",
        "/health",
        "/present",
        "/hub-logo",
        "/favicon.png",
        "/_stcore/stream",
        "/media/a",
    ],
)
def test_what_is_no_page_but_is_there_is_left_alone(asked: str) -> None:
    assert not is_wrong(asked)
