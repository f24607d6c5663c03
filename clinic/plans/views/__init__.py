"""Pages of plans and formulas: four moves each — find, check the form, call one verb, answer."""
