"""Which browser on which system, as far as a person needs it to know a session of theirs (R10).

Browsers tell little else any more, and no version that could be trusted:
https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5, https://www.chromium.org/updates/ua-reduction
"""

# The first that is found counts: most browsers also claim to be Chrome, and Chrome to be Safari.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
    ("Windows", "Windows"), ("Macintosh", "macOS"), ("Linux", "Linux"),
)


def browser_and_system(user_agent):
    """("Firefox", "Windows"); None for what is not known."""
    return first(BROWSERS, user_agent), first(SYSTEMS, user_agent)


def first(known, user_agent):
    return next((name for mark, name in known if mark in user_agent), None)
