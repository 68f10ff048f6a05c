"""Sheets: CSV tables and workbooks as submissions, and the workbook that comes out."""
