-- Hourly use: what a head-end's files said, and the hours that follow from it.

-- What one count of a meter's interval reads is: 10^-decimals of a unit. A feed that says more decimals refines it.
create table interval_channel (
  meter_id bigint primary key references meter,
  unit text not null check (unit in ('gal', 'kgal', 'cf', 'ccf', 'm3', 'l')),
  decimals smallint not null check (decimals between 0 and 6)
);

-- One file (or one post) of reads. Its name is its content: the same bytes under the same mapping are the same import.
create table reads_import (
  id int generated always as identity primary key,
  file_name text not null,
  sha256 char(64) not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null,
  -- When the file says it was made, else its latest read: of two files that say the same hour, the newer stands.
  made_at timestamptz,
  received_at timestamptz not null,
  received_by text not null,
  -- Null while it runs, or where it was killed: the same file again goes on.
  finished_at timestamptz,
  -- The report at the end, as the command prints it.
  report jsonb
);

-- Lines kept aside, as they were, with what is wrong with them.
create table reads_refusal (
  import_id int not null references reads_import on delete cascade,
  line int not null,
  kept text not null,
  problems jsonb not null,
  primary key (import_id, line)
);

-- The hours of one local day of one meter: what stands. Packed (src/domain/metering/pack-day.ts): 23, 24 or 25 counts
-- with their qualities. No foreign key to meter, so that the table can be distributed on meter_id and copied into.
create table meter_day (
  meter_id int not null,
  day date not null,
  -- The newest import that said something of the day, and which of its lines.
  import_id int not null,
  first_line int not null,
  last_line int not null,
  hours bytea not null,
  primary key (meter_id, day)
) partition by range (day);

-- What each import said of a day, read by read, wherever the hours alone do not say it: several imports of one day,
-- reads off the hour, holes. Packed (src/domain/metering/pack-reads.ts). Never changed by another import.
create table received_day (
  meter_id int not null,
  day date not null,
  import_id int not null,
  first_line int not null,
  last_line int not null,
  reads bytea not null,
  primary key (meter_id, day, import_id)
) partition by range (day);
