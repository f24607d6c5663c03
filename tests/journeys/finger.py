"""A finger on the glass, as the browser's own protocol sends it."""

from playwright.sync_api import Page


class Finger:
    """Where it came down is `at`."""

    def __init__(self, page: Page) -> None:
        self.page, self.wire = page, page.context.new_cdp_session(page)
        self.at = (0.0, 0.0)
        self.wire.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        spots = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def rest(self, selector: str, milliseconds: int) -> None:
        """On what stands there, for so long."""
        box = self.page.locator(selector).bounding_box()
        assert box
        self.at = (box["x"] + 12, box["y"] + 8)
        self.touch("touchStart", self.at)
        self.page.wait_for_timeout(milliseconds)

    def slide(self, x: float, y: float, steps: int = 8) -> None:
        across, down = (x - self.at[0]) / steps, (y - self.at[1]) / steps
        for step in range(1, steps + 1):
            self.touch("touchMove", (self.at[0] + across * step, self.at[1] + down * step))
            self.page.wait_for_timeout(20)

    def leave(self) -> None:
        self.touch("touchEnd")
