"""Why a paper is not printed. Codes and paths only; the pages put words on them."""


class PrintRefused(Exception):
    """`code` is translations_missing, characters_missing, plan_not_signed, visit_given_up,
    no_consent_texts or original_lost.

    `details` are the paths of the blank texts, or the characters by code point (U+1F642).
    """

    def __init__(self, code: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(code, *details)
        self.code, self.details = code, details
