"""A made table with a known truth, as CSV: the launch tests' input. The same arguments give the same bytes."""

from __future__ import annotations

import math
import random
from pathlib import Path

NUMBERS = [f"x{i}" for i in range(1, 9)]
USERS, ITEMS = 400, 60
PLANS = ["basic", "plus", "family", "business"]


def write(path: Path, rows: int, seed: int = 7, first_id: int = 0) -> None:
    """Writes ``rows`` rows: id, eight numbers (one with gaps), a plan, and the label that they cause."""
    draw = random.Random(seed)
    with path.open("w") as out:
        out.write(",".join(["row_id", *NUMBERS, "plan", "churned"]) + "\n")
        for i in range(rows):
            x = [round(draw.gauss(0, 1), 4) for _ in NUMBERS]
            plan = draw.randrange(len(PLANS))
            margin = 1.5 * x[0] - 1.1 * x[1] + 0.6 * x[2] + 0.5 * plan - 1.0
            label = "yes" if draw.random() < 1 / (1 + math.exp(-margin)) else "no"
            cells = [str(v) for v in x]
            if i % 17 == 0:
                cells[7] = ""
            out.write(f"{first_id + i},{','.join(cells)},{PLANS[plan]},{label}\n")


def write_ratings(path: Path, seed: int = 7) -> None:
    """Writes what users think of items: about half of all pairs, each once, with a rating that two factors cause."""
    draw = random.Random(seed)
    factors = [[(draw.gauss(0, 0.6), draw.gauss(0, 0.6)) for _ in range(rows)] for rows in (USERS, ITEMS)]
    with path.open("w") as out:
        out.write("user,item,rating\n")
        for user, u in enumerate(factors[0]):
            for item, v in enumerate(factors[1]):
                if draw.random() < 0.5:
                    out.write(f"{user},{item},{3 + u[0] * v[0] + u[1] * v[1] + draw.gauss(0, 0.2):.4f}\n")
