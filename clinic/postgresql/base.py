"""Django's PostgreSQL, but for the question at the start of each request whether the connection still lives.

Django sends a statement for it. A server that went away has said so: the socket has something to read. So for a connection that
answered a moment ago it is enough to look there; after a longer silence, or an error, the statement is sent as before.
"""

import select
import time

from django.db.backends.postgresql import base

SILENCE = 5.0  # seconds in which no network forgets a connection


class DatabaseWrapper(base.DatabaseWrapper):
    answered = float("-inf")

    def is_usable(self) -> bool:
        usable = self._answered_just_now() or bool(super().is_usable())
        self.answered = time.monotonic() if usable else float("-inf")
        return usable

    def _answered_just_now(self) -> bool:
        if self.errors_occurred or self.connection is None or self.connection.closed or time.monotonic() - self.answered > SILENCE:
            return False
        readable, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return not readable
