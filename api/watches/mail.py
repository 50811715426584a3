"""Sends one change by mail."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

from api.watches.webhook import DeliveryError

__all__ = ["addressed", "send"]

_SECONDS: Final = 10.0
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")


def addressed(text: str, domains: Collection[str]) -> str:
    """Return one mail address in one of the `domains`. Raises ValueError for anything else, such as a second address.

    >>> addressed("li@policy.example", ["policy.example"])
    'li@policy.example'
    """
    if not _ADDRESS.fullmatch(text):
        raise ValueError("give one mail address, such as li@policy.example")
    if text.rpartition("@")[2].lower() not in {domain.lower() for domain in domains}:
        raise ValueError("the operator of this site allows domains with POLICYGRAPH_MAIL_DOMAINS")
    return text


def send(
    server: str, sender: str, receiver: str, domains: Collection[str], id: str, subject: str, text: str, when: datetime
) -> None:
    """Hand one mail to the server at a URL. Raises DeliveryError unless it takes it."""
    if not (server and sender):
        raise DeliveryError("this site sends no mail now")
    try:
        mail = EmailMessage()
        mail["From"] = Address(addr_spec=sender)
        mail["To"] = Address(addr_spec=addressed(receiver, domains))
        mail["Subject"] = " ".join(subject.split())
        mail["Date"] = when
        mail["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
        mail.set_content(text)
        with _connected(server) as connection:
            connection.send_message(mail)
    except (ValueError, OSError, smtplib.SMTPException) as error:
        code = getattr(error, "smtp_code", "")
        raise DeliveryError(f"the mail server did not take it: {type(error).__name__} {code}".rstrip()) from error


def _connected(server: str) -> smtplib.SMTP:
    parts, context = urlsplit(server), ssl.create_default_context()
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
        connection.ehlo()
        if connection.has_extn("starttls") or parts.username:  # a password is never sent in plain text
            connection.starttls(context=context)
    if parts.username:
        connection.login(unquote(parts.username), unquote(parts.password or ""))
    return connection
