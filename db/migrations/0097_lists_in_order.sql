-- caudal: outside-transaction
-- release: 0.2.0 expand
-- A page of a list goes along an index in the order in which it is shown. Premises by their address, as people sort it.
drop index concurrently if exists premise_address_order;
create index concurrently premise_address_order
  on premise ((line1 || coalesce(', ' || line2, '') || ', ' || city) collate "und-x-icu", number);
-- Notices that did not arrive are counted from the index alone.
drop index concurrently if exists notice_undelivered;
create index concurrently notice_undelivered on notice (created_at, id) where state = 'failed';
drop index concurrently if exists notice_failed;
-- Reads in doubt: those that wait with the most water first, those that ended with the newest.
drop index concurrently if exists reads_exception_most;
create index concurrently reads_exception_most on reads_exception (gallons desc, found_at, id) where ended_at is null;
drop index concurrently if exists reads_exception_ended;
create index concurrently reads_exception_ended on reads_exception (ended_at desc, id desc) where ended_at is not null;
-- Where a meter is installed is asked by most lists of meters: the index that keeps two from being at one place answers it, in four
-- times the time.
drop index concurrently if exists meter_installation_meter;
create index concurrently meter_installation_meter on meter_installation (meter_id, installed_on);
