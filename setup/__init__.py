"""What starts the clinic on one machine. Nothing of the product imports this package."""
