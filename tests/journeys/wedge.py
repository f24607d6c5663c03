"""A keyboard-wedge reader, as the browser sees it: keys of a layout, signs of an input method, ends of lines."""

import time
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM<"
RUSSIAN = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ"
TO_RUSSIAN = str.maketrans(LATIN + "?:/.-_" + LATIN[:-1].lower(), RUSSIAN + ",Ж.ю-_" + RUSSIAN[:-1].lower())
TO_CHINESE = {i: chr(i + 0xFEE0) for i in range(0x21, 0x7F)} | {ord("<"): "《"}
ENDS = {
    "Enter": [("Enter", "Enter", 13, 0)],
    "CRLF": [("Enter", "Enter", 13, 0), ("j", "KeyJ", 74, 2)],
    "LF": [("j", "KeyJ", 74, 2)],
    "Tab": [("Tab", "Tab", 9, 0)],
    "nothing": [],
}

BETWEEN_KEYS = 0.004


@dataclass
class Keyboard:
    """Keys are struck in the reader's own rhythm: a busy machine hands them over later, but does not stretch the time between them."""

    cdp: CDPSession
    at: float  # seconds since 1970

    def strike(self, key: str, code: str = "", number: int = 0, modifiers: int = 0) -> None:
        self.at += BETWEEN_KEYS
        press(self.cdp, key, code, number, modifiers, at=self.at)

    def rest(self, seconds: float) -> None:
        self.at += seconds
        time.sleep(seconds)


def press(cdp: CDPSession, key: str, code: str = "", number: int = 0, modifiers: int = 0, *, at: float) -> None:
    text = "\r" if key == "Enter" else key if len(key) == 1 and not modifiers else ""
    event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers, "text": text, "timestamp": at}
    cdp.send("Input.dispatchKeyEvent", {"type": "keyDown" if text else "rawKeyDown", **event})
    cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


def scan(page: Page, lines: tuple[str, ...], *, end: str = "Enter", pause: float = 0.0, between: float = 0.05, after: float = 0.4) -> None:
    """Keys of whatever layout the signs belong to, as fast as they can be sent, with the end of a line after each."""
    cdp = page.context.new_cdp_session(page)
    page.wait_for_timeout(after * 1000)  # whoever typed before lays the passport down first
    keyboard = Keyboard(cdp, at=time.time())
    for line in lines:
        for sign in line:
            keyboard.strike(sign, "Comma" if sign in "<Бб" else f"Key{sign.upper()}" if sign.isascii() and sign.isalpha() else "")
            keyboard.rest(pause)
        for key in ENDS[end]:
            keyboard.strike(*key)
        keyboard.rest(between)
    cdp.detach()


def compose(page: Page, text: str) -> None:
    """An input method: the signs grow in its window, then they are committed at once."""
    cdp = page.context.new_cdp_session(page)
    for length in range(6, len(text) + 6, 6):
        part = text[:length]
        cdp.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
    cdp.send("Input.insertText", {"text": text})
    cdp.detach()
