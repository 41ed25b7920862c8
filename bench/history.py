"""A customer with 10,000 invoices beside one with 500, in turn: python -m bench.history"""

import sys
from statistics import median

from bench import load, stage

PAGE = "/portal/invoices"
SIZES = {"C-500": 500, "C-10000": 10_000}
ROUNDS = 9


def main(rounds=ROUNDS, connections=8):
    with stage.services() as environment:
        secrets = stage.fill(environment, SIZES)
        port = int(environment["PORT"])
        with stage.server([stage.PYTHON, "-m", "app", "serve"], port, environment):
            pairs = [[rate(port, secrets[each], connections) for each in SIZES]
                     for _ in range(rounds)]
    few, many = (median(each) for each in zip(*pairs, strict=True))
    share = median(most / least for least, most in pairs)
    print(f"{connections} connections, median of {rounds} rounds in turn: 500 invoices {few:.0f}"
          f" pages a second, 10,000 invoices {many:.0f}: {share:.2f}")


def rate(port, secret, connections):
    return load.run(f"http://127.0.0.1:{port}{PAGE}", f"bench.localhost:{port}",
                    f"portal={secret}; seed=as-a-browser-keeps-it", connections).rate


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
