"""A client's messages as they come, one a line, and ours: JSON-RPC 2.0 on stdin and stdout.

The main thread calls the tools, one after the other.  Another one reads, so that what a client says meanwhile is heard:
what needs no index is answered at once, and a call that is cancelled is taken from the queue or interrupted.  A third
says how far a call is while it lasts, if the client gave it a token for that.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TextIO

from ecp.mcp import progress_token

if TYPE_CHECKING:
    from ecp.interrupts import Interrupts
    from ecp.mcp import Server

_TELL_SECONDS = 1.0
"""From one message about a call's progress to the next."""
_LEAST_STEP = 0.001
"""The protocol wants each progress to be more than the last, though nothing has come of it."""


def converse(server: Server, source: Iterable[bytes], sink: TextIO, interrupts: Interrupts) -> None:
    """Answer messages until there are no more, and what was asked by then."""
    conversation = _Conversation(server, sink, interrupts)
    interrupts.let_cancel(conversation.is_cancelled)
    threading.Thread(target=conversation.listen, args=(source,), daemon=True).start()
    try:
        conversation.answer_calls()
    finally:
        server.close()


class _Request:
    """A message that has to wait for its turn."""

    def __init__(self, message: Any) -> None:
        self.message = message
        self.is_cancelled = False

    @property
    def identity(self) -> str | int | None:
        """What a client may cancel it by: a batch has no such thing."""
        identity = self.message.get("id") if isinstance(self.message, dict) else None
        return identity if isinstance(identity, str | int) else None


class _Conversation:
    def __init__(self, server: Server, sink: TextIO, interrupts: Interrupts) -> None:
        self._server = server
        self._sink = sink
        self._interrupts = interrupts
        self._queue: SimpleQueue[_Request | None] = SimpleQueue()
        self._requests: dict[str | int, _Request] = {}
        """Those that are not answered yet."""
        self._current: _Request | None = None
        self._writing = threading.Lock()
        self._broken: OSError | None = None
        """Why nothing can be said any more."""

    # -- the thread that reads ---------------------------------------------------------------------------------------

    def listen(self, source: Iterable[bytes]) -> None:
        """Take in messages until there are no more."""
        try:
            for line in source:
                if line.strip():
                    self._take(line)
        except OSError as error:
            self._broken = error
        finally:
            self._queue.put(None)

    def _take(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, list) or (isinstance(message, dict) and message.get("method") == "tools/call"):
            request = _Request(message)
            if request.identity is not None:
                self._requests[request.identity] = request
            self._queue.put(request)
        elif isinstance(message, dict) and message.get("method") == "notifications/cancelled":
            self._cancel(message.get("params"))
        else:
            self._say(self._server.answer(line))

    def _cancel(self, parameters: Any) -> None:
        identity = parameters.get("requestId") if isinstance(parameters, dict) else None
        request = self._requests.get(identity) if isinstance(identity, str | int) else None
        if request is not None:  # else it is answered already, or never came
            request.is_cancelled = True
            if request is self._current:
                self._interrupts.cancel()

    # -- the thread that answers -------------------------------------------------------------------------------------

    def is_cancelled(self) -> bool:
        """Say whether what is being answered has been cancelled.  Asked in the thread that answers."""
        return self._current is not None and self._current.is_cancelled

    def answer_calls(self) -> None:
        """Answer what waits for its turn until there is no more.  Raises OSError when the client is gone."""
        while (request := self._queue.get()) is not None:
            reply = self._answer(request)
            if request.identity is not None:
                self._requests.pop(request.identity, None)
            self._say(reply)
        if self._broken is not None:
            raise self._broken

    def _answer(self, request: _Request) -> str:
        """Return the reply to a request; "" to one that is cancelled, for which the protocol wants none."""
        try:
            self._current = request
            with self._telling(request):
                reply = "" if request.is_cancelled else self._server.reply(request.message)
            self._current = None
        except BaseException:
            self._current = None
            if not request.is_cancelled or self._interrupts.came:
                raise
            self._server.forget()
        return "" if request.is_cancelled else reply

    @contextmanager
    def _telling(self, request: _Request) -> Iterator[None]:
        """Tell the client now and then how far a call is, if it wants to be told."""
        token = progress_token(request.message)
        if token is None:
            yield
            return
        over = threading.Event()
        threading.Thread(target=self._tell, args=(request, token, over), daemon=True).start()
        try:
            yield
        finally:
            over.set()

    def _tell(self, request: _Request, token: str | int, over: threading.Event) -> None:
        last = 0.0
        while not over.wait(_TELL_SECONDS) and request is self._current:
            build = self._server.awaited
            done, total = build.done() if build is not None else (0, 0)
            said = f"indexing: {build.state()}" if build is not None else "looking it up"
            last = round(max(float(done), last + _LEAST_STEP), 3)
            parameters: dict[str, Any] = {"progressToken": token, "progress": last, "message": said}
            if total:
                parameters["total"] = total + 1  # what is parsed is to be written
            told = {"jsonrpc": "2.0", "method": "notifications/progress", "params": parameters}
            with suppress(OSError):  # whoever answers will find out, too
                self._say(json.dumps(told), unless=over)

    def _say(self, line: str, unless: threading.Event | None = None) -> None:
        """Write a line whole, unless there is none, or nobody wants it any more."""
        with self._writing:
            if line and not (unless is not None and unless.is_set()):
                self._sink.write(line + "\n")
                self._sink.flush()
