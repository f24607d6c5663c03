"""What each figure about interpreters counts: printed beside it wherever it appears."""

from clinic.statistics.definitions import Measure, gettext_noop

INTERPRETING = (
    Measure(
        "minutes_interpreted",
        gettext_noop("Minutes interpreted"),
        gettext_noop("minutes"),
        gettext_noop(
            "From started to finished, as the interpreter said it or as the steps of the visit tell. "
            "Windows of which nothing was said are not in it."
        ),
    ),
    Measure(
        "minutes_booked",
        gettext_noop("Minutes booked"),
        gettext_noop("minutes"),
        gettext_noop("Interpreting windows that were taken and not given back, up to today. Walking and waiting are not counted."),
    ),
    Measure(
        "minutes_beyond_plan",
        gettext_noop("Beyond the plan"),
        gettext_noop("minutes"),
        gettext_noop("Minutes interpreted less the minutes booked for the same windows."),
    ),
    Measure(
        "wait",
        gettext_noop("Waiting for an interpreter"),
        gettext_noop("minutes on average"),
        gettext_noop(
            "From the request until she started, for windows asked for less than an hour before they began. "
            "Windows booked ahead do not wait; their lateness is the delay."
        ),
    ),
    Measure(
        "delay",
        gettext_noop("Delay"),
        gettext_noop("minutes on average"),
        gettext_noop("From the planned to the real start of a window. Starting early counts as nought."),
    ),
    Measure(
        "windows_uncovered",
        gettext_noop("Windows without an interpreter"),
        gettext_noop("windows"),
        gettext_noop("Windows of visits done to which nobody was sent. The start and the end of one visit may be two windows."),
    ),
    Measure(
        "utilisation",
        gettext_noop("Utilisation"),
        gettext_noop("per cent of the time at work"),
        gettext_noop("Minutes booked to minutes at work: shifts without breaks, absences and holidays, up to today."),
    ),
    Measure(
        "fairness",
        gettext_noop("Fairness"),
        gettext_noop("minutes between most and least"),
        gettext_noop(
            "Booked minutes of who has most less those of who has least. The coefficient is the standard deviation of booked "
            "minutes per hour at work divided by their mean: 0 is perfectly even."
        ),
    ),
)

BY_CODE = {measure.code: measure for measure in INTERPRETING}
