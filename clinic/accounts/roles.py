"""Who may do what: each role is a Django group, each right a named permission on the user model.

The codes are the contract between pages, API and templates; the words for them are in `clinic.accounts.models`.
"""

PERMISSIONS: dict[str, str] = {
    "see_desk": "Can see today's board and find patients",
    "register_patients": "Can register patients and correct their records",
    "merge_records": "Can merge two records of one person and take them apart again",
    "record_consents": "Can record consents of a patient and their withdrawal",
    "note_facts": "Can note allergies, conditions and medicines of a patient",
    "see_passport_numbers": "Can see the number of an identity document",
    "see_charts": "Can open a patient's page",
    "book_visits": "Can book visits and change their state",
    "assign_interpreters": "Can assign interpreters and plan their day",
    "edit_roster": "Can edit the interpreters' roster and what is known of them",
    "see_own_day": "Can see one's own day as an interpreter",
    "write_plans": "Can write treatment plans and formulas",
    "sign_plans": "Can sign treatment plans and formulas",
    "see_prescriptions": "Can see formulas waiting in the pharmacy",
    "review_prescriptions": "Can review and dispense formulas",
    "print_documents": "Can print documents",
    "see_reminders": "Can see reminders and send them again",
    "see_counts": "Can see the yearly counts",
    "close_year": "Can close a year",
    "edit_catalogue": "Can edit the catalogue and its translations",
    "use_api": "Can use the API with a token",
}

_DESK = {
    "see_desk",
    "register_patients",
    "merge_records",
    "record_consents",
    "note_facts",
    "see_passport_numbers",
    "see_charts",
    "book_visits",
    "print_documents",
    "see_reminders",
    "use_api",
}
_PLANS = {
    "see_desk",
    "see_charts",
    "note_facts",
    "record_consents",
    "write_plans",
    "sign_plans",
    "see_prescriptions",
    "print_documents",
    "book_visits",
    "use_api",
}

ROLES: dict[str, frozenset[str]] = {
    "reception": frozenset(_DESK | {"assign_interpreters"}),
    "coordinator": frozenset(
        {
            "see_desk",
            "see_charts",
            "book_visits",
            "assign_interpreters",
            "edit_roster",
            "see_counts",
            "see_reminders",
            "print_documents",
            "use_api",
        }
    ),
    "interpreter": frozenset({"see_own_day", "use_api"}),
    "practitioner": frozenset(_PLANS),
    "pharmacist": frozenset(
        {"see_desk", "see_charts", "note_facts", "see_prescriptions", "review_prescriptions", "print_documents", "use_api"}
    ),
    "director": frozenset({"see_desk", "see_charts", "see_counts", "close_year", "see_reminders", "use_api"}),
    "admin": frozenset(PERMISSIONS),
}
