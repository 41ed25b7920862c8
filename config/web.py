"""Flask, less what it does at every request for features that no page of ours has."""

import gc

from flask import Flask, Response


class Answer(Response):
    """One that is whole goes to the server as a list, which it sends at once; the parts of any
    other are fetched one by one.
    """

    def get_app_iter(self, environ):
        parts = super().get_app_iter(environ)
        if not self.is_sequence or self.direct_passthrough or self._on_close:
            return parts
        return list(parts)


class Web(Flask):
    response_class = Answer

    def settled(self):
        """Whatever is loaded by now stays: to look for garbage in it stopped a page for 0.1 s."""
        gc.collect()
        gc.freeze()
        return self

    def ensure_sync(self, func):
        """No view is a coroutine; to ask that of each function took longer than most of them."""
        return func
