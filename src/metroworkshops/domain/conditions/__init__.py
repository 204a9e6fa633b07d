"""The conditions that calls for applications set."""

from __future__ import annotations

from .age import AgeDay, OfAge
from .attendance import Attends, AttendsEverySession
from .country import FromCountry
from .declares import Declares
from .education import HasEducation
from .experience import HasExperience
from .in_time import AppliedInTime
from .members import HasMembers, MembersMeet
from .speaks import Speaks
from .terms import WorksAs, WorksIn

__all__ = [
    "AgeDay",
    "AppliedInTime",
    "Attends",
    "AttendsEverySession",
    "Declares",
    "FromCountry",
    "HasEducation",
    "HasExperience",
    "HasMembers",
    "MembersMeet",
    "OfAge",
    "Speaks",
    "WorksAs",
    "WorksIn",
]
