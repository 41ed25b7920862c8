"""The page that shows what was sent, beside the app and only in the embedded setting (W5, D37)."""


def beside(app):
    return app
