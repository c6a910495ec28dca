-- caudal: outside-transaction
-- release: 0.2.0 expand
-- A house's number of one or two digits has no three signs that the index of 0009 could find it by.
drop index concurrently if exists premise_address_beginning;
create index concurrently premise_address_beginning
  on premise (plain_text(line1 || ' ' || coalesce(line2, '') || ' ' || city) text_pattern_ops);
