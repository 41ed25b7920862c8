"""schemathesis against a running Portico of its own: python -m bench.api_calls [SECONDS]

Prints its report, with the number of calls; ends with 1 where a check has failed.
"""

import subprocess
import sys

from bench import stage
from config.settings import ROOT
from setup.commands.sample.cast import COMPANIES

SECONDS = 600


def main(seconds=SECONDS):
    with stage.services() as environment:
        environment["API_CALLS_PER_MINUTE"] = "1000000000"
        subprocess.run([stage.PYTHON, "-m", "app", "demo", "load"], cwd=ROOT, env=environment,
                       check=True, stdout=subprocess.DEVNULL)
        port = environment["PORT"]
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            return subprocess.run(calls(port, seconds), cwd="/tmp").returncode  # nosec


def calls(port, seconds):
    company = COMPANIES[0]
    return [
        stage.PYTHON, "-m", "schemathesis.cli", "run", str(ROOT / "api/openapi.json"),
        "--url", f"http://127.0.0.1:{port}", "-H", f"Host: {company.subdomain}.localhost:{port}",
        "-H", f"Authorization: Bearer {company.api_key}", "--checks", "all",
        "--exclude-checks", "positive_data_acceptance", "--max-time", str(seconds),
        "--phases", "examples,coverage,fuzzing,stateful", "--warnings", "off", "--no-color",
        "--suppress-health-check", "all", "--continue-on-failure",
    ]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
