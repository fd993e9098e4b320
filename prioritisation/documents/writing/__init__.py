"""Decision record -> documents: note (PDF, DOCX), slides (PPTX), workbook (XLSX), tables.

One content object, ``content.Note``, is made from the record; each writer turns it into bytes.
Nothing is computed here but the formulas of the workbook, whose results are those of the record.
"""
