-- caudal: outside-transaction
-- release: 0.3.0 expand
drop index concurrently if exists silent_id;
create index concurrently silent_id on silent (id);
