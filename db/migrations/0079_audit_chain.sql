-- release: 0.2.0 expand
-- Each event of the audit is sealed to the one before it, so that one which was changed, taken away, put in or moved is found.

create table audit_seal (
  -- From 1 on without a gap, in the order in which events were committed.
  position bigint primary key check (position > 0),
  event_id bigint not null unique,
  -- SHA-256 of the seal before and of the event, in hexadecimal digits.
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function history_is_append_only();

-- What of an event is sealed: all of it. Program and trigger write the same; `audit verify` does not ask this function.
create function audit_event_text(e audit_event) returns text language sql immutable as $$
  select jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.actor_id, e.action,
    e.account_id, e.detail, e.address)::text
$$;

-- At the end of its transaction: events follow one another as they are committed, and only for the moment of the commit does
-- one wait for another.
create function audit_event_is_sealed() returns trigger language plpgsql as $$
declare
  last_position bigint;
  last_hash text;
begin
  perform pg_advisory_xact_lock(hashtext('caudal audit chain'));
  select position, hash into last_position, last_hash from audit_seal order by position desc limit 1;
  insert into audit_seal (position, event_id, hash) values (
    coalesce(last_position, 0) + 1, new.id,
    encode(sha256(convert_to(coalesce(last_hash, '') || audit_event_text(new), 'UTF8')), 'hex'));
  return null;
end $$;

-- Events of before, in the order in which they were written.
do $$
declare
  event audit_event;
  last_hash text := '';
  last_position bigint := 0;
begin
  for event in select * from audit_event order by id loop
    last_position := last_position + 1;
    last_hash := encode(sha256(convert_to(last_hash || audit_event_text(event), 'UTF8')), 'hex');
    insert into audit_seal (position, event_id, hash) values (last_position, event.id, last_hash);
  end loop;
end $$;

create constraint trigger audit_event_is_sealed after insert on audit_event
  deferrable initially deferred for each row execute function audit_event_is_sealed();

-- The console looks through all of it, by day.
create index audit_event_at on audit_event (at desc, id desc);
create index audit_event_by on audit_event (actor_id, at desc) where actor_kind = 'staff';
