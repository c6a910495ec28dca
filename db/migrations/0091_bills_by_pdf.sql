-- release: 0.2.0 expand
-- Each PDF that a package brings is held against the bills that name it: one of millions.

create index bill_pdf_name on bill (lower(pdf_name)) where pdf_name is not null;
