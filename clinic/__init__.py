"""The project: wiring at its top, one folder per subject of the clinic below it.

Nothing is imported here, so that the pure rules of the folders load without Django and without Celery.
"""
