"""What screens are made of: tables, the hours grid, forms; they know the domain, never a database.

Nothing is imported here, so that the first screen pays only for the widgets it shows.
"""
