"""Counting right and wrong, and holding the shares against floors.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@dataclass
class Score:
    """Right answers by measure; `wrong` says what was expected and what came."""

    name: str
    right: dict[str, float] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, measure: str, ok: bool, note: str = "") -> None:
        self.count(measure, int(ok), 1, note)

    def count(self, measure: str, right: float, asked: int, note: str = "") -> None:
        """Many answers at once (characters of a text), or one that is right in part."""
        self.asked[measure] = self.asked.get(measure, 0) + asked
        self.right[measure] = self.right.get(measure, 0) + right
        if right < asked:
            self.wrong.append(f"{measure}: {note}"[:300])

    def check(self) -> None:
        """Print the table; fail where a share lies below its floor or was never asked."""
        below = []
        print(
            f"\n{self.name:<10} {'measure':<16} {'right':>6} {'asked':>6} {'share':>8} {'floor':>7}"
        )
        for measure, floor in FLOORS[self.name].items():
            asked = self.asked.get(measure, 0)
            share = self.right.get(measure, 0) / asked if asked else 0.0
            right = self.right.get(measure, 0)
            print(
                f"{'':<10} {measure:<16} {round(right, 1):>6g} {asked:>6} {share:>8.4f} {floor:>7}"
            )
            if share < floor:
                below.append(measure)
        assert not below, "\n".join([f"below the floor: {below}", *self.wrong[:40]])
