"""`python -m tests.interleavings`: plays requests that meet, in every order that matters; 1 at the first wrong one.

A wrong order is printed step by step with the arguments that play it again.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from tests.interleavings import orders, theatre
from tests.interleavings.judge import Wrong
from tests.interleavings.orders import Bounds
from tests.interleavings.scenes import SCENES, Scene
from tests.interleavings.stage import Stuck
from tests.interleavings.theatre import Theatre
from tests.support.ending import put_away_when_told

ENGINES = ("sqlite", "postgresql")


def main(words: Sequence[str] | None = None) -> int:
    """Play what is asked for; return the exit code."""
    asked = _arguments(words)
    put_away_when_told()
    try:
        for engine in [asked.engine] if asked.engine else ENGINES:
            with theatre.alone(engine) as open_theatre:
                for scene in [SCENES[asked.scene]] if asked.scene else SCENES.values():
                    _play(open_theatre, engine, scene, asked)
    except Wrong as wrong:
        print(f"\nWRONG on {engine}: {wrong} --engine {engine}")
        return 1
    except (Stuck, ValueError) as reason:
        print(f"{engine}: {reason}", file=sys.stderr)
        return 2
    return 0


def _play(open_theatre: Theatre, engine: str, scene: Scene, asked: argparse.Namespace) -> None:
    begun = time.monotonic()
    if asked.replay:
        order = open_theatre.judge(scene).play(orders.follow(orders.read(asked.replay)))
        print(f"{engine}: {scene.name}: {orders.written(order)}: as one after the other")
        return
    bounds = Bounds(asked.switches, asked.most, asked.by_lot, asked.seed)
    count = sum(1 for _ in open_theatre.orders(scene, bounds))
    print(f"{engine}: {scene.name}: {count} orders in {time.monotonic() - begun:.1f} s", flush=True)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    usual = Bounds()
    parser = argparse.ArgumentParser(prog="python -m tests.interleavings", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--scene", choices=SCENES, metavar="NAME")
    parser.add_argument("--switches", type=int, default=usual.switches)
    parser.add_argument("--most", type=int, default=1000, help="orders of a scene at most, besides those by lot")
    parser.add_argument("--by-lot", type=int, default=20)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--replay", metavar='"A3 B12 A9"', help="one order of --scene")
    asked = parser.parse_args(words)
    if asked.replay and not asked.scene:
        parser.error("--replay needs --scene")
    return asked


if __name__ == "__main__":
    sys.exit(main())
