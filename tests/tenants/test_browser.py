import pytest

from tenants.browser import browser_and_system

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(("said", "known"), [
    (f"{WINDOWS} {WEBKIT} Chrome/130.0.0.0 Safari/537.36", ("Chrome", "Windows")),
    (f"{WINDOWS} {WEBKIT} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", ("Edge", "Windows")),
    (f"{MAC} {WEBKIT} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0", ("Opera", "macOS")),
    (f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
     ("Safari", "macOS")),
    (f"{PHONE} (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
    (f"{PHONE} (KHTML, like Gecko) CriOS/130.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
    (f"{PHONE} (KHTML, like Gecko) FxiOS/131.0 Mobile/15E148 Safari/605.1", ("Firefox", "iPhone")),
    (f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile"
     " Safari/537.36", ("Samsung Internet", "Android")),
    (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/130.0.0.0 Safari/537.36",
     ("Chrome", "ChromeOS")),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
     ("Firefox", "Linux")),
    ("curl/8.5.0", (None, None)),
    ("", (None, None)),
])
def test_what_browsers_say_of_themselves(said, known):
    assert browser_and_system(said) == known
