"""Pseudonyms: names in the place of ids, which nobody can undo without the secret."""

from __future__ import annotations

import hmac
from typing import Any, Final

from attrs import evolve, field, frozen

from metroworkshops.domain.applicant import Applicant, Evidence
from metroworkshops.domain.errors import InvalidValue

__all__ = ["Pseudonyms"]

_LEAST: Final = 16


def _secret(given: bytes) -> bytes:
    # The secret is never repeated, and neither is something that may have been meant as one.
    if not isinstance(given, bytes) or len(given) < _LEAST:
        raise InvalidValue(
            f"a secret must be {_LEAST} bytes or more such as secrets.token_bytes(32), got "
            f"{f'{len(given)} bytes' if isinstance(given, bytes) else type(given).__name__}"
        )
    return given


@frozen(repr=False)
class Pseudonyms:
    """Pseudonyms of applicants: the same secret gives the same ones, in every file and every year.

    Each is a keyed hash of the id: HMAC-SHA256 (RFC 2104), cut to 128 bits as its section 5 allows. A hash without a
    key would hide nothing, for ids are few and easily tried. Keep the secret apart from what is exported: who has both
    can tell who is who, which is why the law speaks of pseudonymous and not of anonymous data (GDPR, Article 4(5)).

    Args:
        secret: 16 bytes or more, such as ``secrets.token_bytes(32)``; `repr` hides it.

    Raises:
        InvalidValue: It is shorter.

    >>> Pseudonyms(b"an example, and no secret").of("a-017")
    'p-9b4ca5cd229dd5ddb2ba5f0568f47d69'
    """

    _secret: bytes = field(converter=_secret)

    def __repr__(self) -> str:
        return "Pseudonyms(<hidden>)"

    def of(self, id: str) -> str:
        """Give the pseudonym of an id: ``p-`` and 32 hexadecimal digits."""
        return f"p-{hmac.digest(self._secret, id.encode(), 'sha256').hex()[:32]}"

    def applicant(self, applicant: Applicant) -> Applicant:
        """Put the pseudonym in the place of the id, and leave out what tells who it is.

        That is the name, the e-mail address, the birth date, where facts came from, the reasons of extensions, and the
        same of a team's members. Roles and sectors stay as they were written. Without the birth date an age is not
        known any more: screen first, and export what came out.
        """
        members = applicant.members
        return evolve(
            applicant,
            id=self.of(applicant.id),
            name=None,
            email=None,
            birth_date=None,
            extensions=[evolve(one, reason=None) for one in applicant.extensions],
            members=None if members is None else [self.applicant(member) for member in members],
            evidence=[
                Evidence(one.fact, standing=one.standing)
                for one in applicant.evidence
                if one.fact != "birth_date" and one.standing is not None
            ],
        )

    def value(self, value: Any) -> Any:
        """Put a pseudonym in the place of the id of an applicant, or of a value that is about one (a decision).

        Raises:
            InvalidValue: It is neither.
        """
        if isinstance(value, Applicant):
            return self.applicant(value)
        under = getattr(value, "under", None)
        if callable(under):
            return under(self.of(value.applicant))
        raise InvalidValue(
            f"under pseudonyms it must be an Applicant or a Decision, got something of type {type(value).__name__}"
        )
