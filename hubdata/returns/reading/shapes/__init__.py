"""How answers may stand on a sheet: in tables, forms, lists across, side by side, stacked."""
