"""The ways a message leaves the house."""
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from clinic.reminders.models import Reminder
from clinic.reminders.sending import Refused
from clinic.reminders.wording import Message

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def in_use() -> str:
    """E-mail, unless the house is set to write its mail to the terminal: then the rows say so."""
    return Reminder.Channel.CONSOLE if settings.EMAIL_BACKEND == CONSOLE else Reminder.Channel.EMAIL


def send(channel: str, message: Message) -> None:
    """Raises `Refused` when the server says for good that it will not take it; any other error is worth another try."""
    connection = get_connection(CONSOLE if channel == Reminder.Channel.CONSOLE else None)
    mail = EmailMessage(message.subject, message.body, to=[message.to], connection=connection, headers=_headers(message))
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _text in refusal.recipients.values()]
        if all(500 <= code < 600 for code in codes):
            raise Refused(f"refused_{max(codes)}") from refusal
        raise
    except smtplib.SMTPDataError as refusal:
        if 500 <= refusal.smtp_code < 600:
            raise Refused(f"refused_{refusal.smtp_code}") from refusal
        raise


def _headers(message: Message) -> dict[str, str]:
    """The same Message-ID for each attempt; and nobody's holiday reply wanted."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {"Message-ID": f"<{message.key}@{domain}>", "Content-Language": message.language, "Auto-Submitted": "auto-generated"}
