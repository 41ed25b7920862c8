import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailers.press import client, limits
from tests.mailers.writing import letter, refusal

ROOT = Path(__file__).resolve().parents[2]

HOSTILE = {
    "range joined": "{{ (1..30000000) | join }}",
    "range reversed": "{{ (1..30000000) | reverse | size }}",
    "nested loops": "{% for a in (1..9000) %}{% for b in (1..9000) %}x{% endfor %}{% endfor %}",
    "many loops": "{% for a in (1..9999) %}{% assign x = a | split: '' | join: '-' %}{% endfor %}"
    * 500,
    "table": "{% tablerow i in (1..9999999) cols: 3 %}x{% endtablerow %}",
    "long output": "{% for a in (1..10000) %}" + "x" * 100 + "{% endfor %}",
    "doubling": "{% assign x = 'xx' %}{% for i in (1..60) %}"
    "{% assign x = x | append: x %}{% endfor %}",
    "growing number": "{% assign x = 9 %}{% for i in (1..99) %}"
    "{% assign x = x | times: x %}{% endfor %}",
    "replaced": "{% assign a = 'aaaaaaaaaaaaaaaaaaaaaaaa' %}{{ a"
    + " | replace: 'a', a" * 6
    + " }}",
    "deep blocks": "{% if true %}" * 3000 + "{% endif %}" * 3000,
    "deep paths": "{{ " + "a[" * 5000 + "]" * 5000 + " }}",
    "deep markup": "<table><tr><td>" * 6000,
    "huge source": "x" * 7_000_000,
    "other templates": "{% render 'frame' %}",
    "included templates": "{% include '/etc/passwd' %}",
    "a chain of filters": "{{ 'ab'" + " | split: '' | join: 'abababab'" * 40 + " }}",
    "a million filters": "{{ 'ab'" + " | upcase" * 1_000_000 + " }}",
    "many pieces": "{% assign x = (1..99999) | join %}{% for i in (1..999) %}"
    "{{ x | split: '' | reverse | join: ',' | split: ',' | sort | uniq | size }}{% endfor %}",
    "a long date": "{{ 'now' | date: '" + "%c" * 2_000_000 + "' }}",
    "wide blanks": "{{ ' ' | append: ' ' }}{% for i in (1..9999) %}"
    "{% assign y = (1..9999) | join: '                    ' | strip_newlines | strip_html %}"
    "{% endfor %}",
    "cycles": "{% for a in (1..9999) %}{% for b in (1..9999) %}{% cycle 1, 2 %}{% endfor %}"
    "{% endfor %}",
    "captured over and over": "{% for i in (1..9999) %}{% capture x %}{{ x }}{{ x }}y"
    "{% endcapture %}{% endfor %}",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_dies_alone(source):
    letter("warm")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal(source)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 32 * 1024
    assert "alive" in letter("alive").html


def test_a_child_has_one_second_of_processor_and_few_in_all():
    child = os.fork()
    if child == 0:
        limits.impose()
        within, _ = signal.getitimer(signal.ITIMER_REAL)
        while 0 < within <= limits.WALL_SECONDS:
            pass
        os._exit(1)
    _, status, usage = os.wait4(child, 0)
    assert os.WIFSIGNALED(status)
    assert usage.ru_utime + usage.ru_stime < limits.PROCESSOR_SECONDS + 0.5


def test_memory_runs_out_before_time_does():
    assert str(refusal(HOSTILE["range reversed"])) == "html:None killed"


def test_a_template_that_only_looks_wild_is_inert():
    for source in ("{{ 'Oct 2' | date: '%999999999d' }}", "</td></table></body></html>", "<!--"):
        assert letter(source).html.endswith("</html>")


def test_a_style_sheet_is_never_fetched(tmp_path):
    (tmp_path / "secret.css").write_text("p { color: #abcdef }")
    written = letter(f'<link rel="stylesheet" href="file://{tmp_path}/secret.css"><p>x</p>')
    assert "#abcdef" not in written.html


class TestPress:
    def test_answers_each_of_many_threads(self):
        def own(number):
            return f"number {number}!" in letter("number {{ n }}!", n=number).html

        with ThreadPoolExecutor(8) as threads:
            assert all(threads.map(own, range(64)))

    def test_serves_a_forked_work_horse(self):
        before = client.start().process.pid
        child = os.fork()
        if child == 0:
            served = "hello" in letter("hello").html and client.start().process.pid == before
            os._exit(0 if served else 1)
        assert os.waitpid(child, 0)[1] == 0

    def test_starts_anew_after_it_was_killed(self):
        process = client.start().process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert "hello" in letter("hello").html
        assert client.start().process.pid != process.pid

    def test_starts_anew_even_while_a_job_outlives_it(self):
        process = client.start().process
        with ThreadPoolExecutor(1) as threads:
            lasting = threads.submit(refusal, HOSTILE["many loops"])
            assert soon(lambda: children(process.pid))
            process.kill()
            process.wait()
            assert not lasting.done()
            assert "hello" in letter("hello").html

    def test_knows_no_settings(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "quite secret")
        press = client.launch()
        environment = Path(f"/proc/{press.process.pid}/environ").read_bytes()
        press.control.close()
        assert press.process.wait(5) == 0
        assert b"quite secret" not in environment

    def test_leaves_with_its_client_even_a_killed_one(self):
        code = "from mailers.press import client; print(client.start().process.pid, flush=True);"
        owner = subprocess.Popen(
            [sys.executable, "-c", code + "input()"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with owner:
            press = Path(f"/proc/{int(owner.stdout.readline())}")
            assert press.exists()
            owner.kill()
        assert soon(lambda: gone(press))

    def test_survives_the_interrupt_that_ends_its_client(self):
        press = client.launch()
        assert soon(lambda: ignores_interrupts(press.process.pid))
        press.process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            press.process.wait(0.3)
        press.control.close()
        assert press.process.wait(5) == 0


def soon(true):
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def children(pid):
    stats = (
        path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")
    )
    return [stat for stat in stats if int(stat[1]) == pid]


def gone(process):
    """Ended, if perhaps not yet collected by the process that inherited it."""
    try:
        return "\nState:\tZ" in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def ignores_interrupts(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
    return ignored >> (signal.SIGINT - 1) & 1
