-- caudal: outside-transaction
-- release: 0.2.0 expand
-- What a customer did to their own login (signed in, changed the password) is read in their access log.
drop index concurrently if exists audit_event_actor;
create index concurrently audit_event_actor on audit_event (actor_id, at desc) where account_id is null and actor_kind = 'customer';
