"""The workbook that is sent out, drawn from the declaration."""
