-- release: 0.3.0 expand
alter table bill alter column number type text;
