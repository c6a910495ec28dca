-- release: 0.2.0 expand
-- What a reader wrote beside a read, or staff when they typed one.
alter table register_read add column note text;

-- The hours in which a text or a call waits, as they were when it was kept: a notice whose job was lost still knows them.
-- Null: kept before this was, or goes neither by text nor by call.
alter table notice add column rest jsonb;

-- Bills of a batch that are still to be printed after it was: no font has some of their letters, or their email was refused.
create table bill_to_print (
  bill_id bigint primary key references bill (id),
  batch_id bigint not null references print_batch (id),
  letters text,
  email_refused boolean not null,
  found_at timestamptz not null,
  printed_at timestamptz
);
create index on bill_to_print (batch_id) where printed_at is null;
