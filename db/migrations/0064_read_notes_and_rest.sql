-- release: 0.2.0 expand
-- What a reader wrote beside a read, or staff when they typed one.
alter table register_read add column note text;

-- The hours in which a text or a call waits, as they were when it was kept: a notice whose job was lost still knows them.
-- Null: kept before this was, or goes neither by text nor by call.
alter table notice add column rest jsonb;
