# Tables.
