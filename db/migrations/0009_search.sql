-- One box that finds a customer by anything (S1): indexes that answer prefixes and parts of words without a scan.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- As people type it: no accents, no case. unaccent() itself is only stable (its dictionary could change), which an
-- index may not use; naming the dictionary makes the promise ours: reindex after changing unaccent.rules.
create function plain_text(written text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent', written));

create function digits_of(written text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(written, '[^0-9]', '', 'g');

create index customer_name_search on customer using gin (plain_text(name) gin_trgm_ops);
create index customer_mailing_search on customer using gin (plain_text(mailing_line1) gin_trgm_ops);
create index customer_email_search on customer (plain_text(email) text_pattern_ops) where email is not null;
create index customer_phone_search on customer (digits_of(phone)) where phone is not null;
create index premise_address_search on premise using gin (plain_text(line1 || ' ' || coalesce(line2, '') || ' ' || city) gin_trgm_ops);
create index roster_entry_email_search on roster_entry (plain_text(email) text_pattern_ops) where email is not null;
create index meter_serial_search on meter (plain_text(serial) text_pattern_ops);
