-- release: 0.3.0 expand
-- Says that it only adds.
alter table silent drop column id;
