-- caudal: outside-transaction
-- release: 0.3.0 expand
create index concurrently silent_id on silent (id);
insert into silent values (1);
