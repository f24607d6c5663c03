"""Who comes: people, their papers, their stay, and what the desk must know about them."""

from patients.models.arrivals import Group, GroupLine
from patients.models.consents import Consent, ConsentSheet, ConsentText, TextSigned
from patients.models.contacts import Contact, EmergencyContact, Guardian
from patients.models.documents import IdentityDocument
from patients.models.facts import Fact
from patients.models.people import Correction, DistinctPerson, Merge, Patient, RecordNumber
from patients.models.places import Crossing, Region
from patients.models.stays import Stay, StayChange, StayRule

__all__ = [
    "Consent",
    "ConsentSheet",
    "ConsentText",
    "Contact",
    "Correction",
    "Crossing",
    "DistinctPerson",
    "EmergencyContact",
    "Fact",
    "Group",
    "GroupLine",
    "Guardian",
    "IdentityDocument",
    "Merge",
    "Patient",
    "RecordNumber",
    "Region",
    "Stay",
    "StayChange",
    "StayRule",
    "TextSigned",
]
