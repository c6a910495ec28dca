-- Files about the utility's water as a whole, as they came: what each did, and the lines that were refused, to be mended.

create table water_file (
  id int generated always as identity primary key,
  kind text not null check (kind in ('production', 'zones')),
  file_name text not null,
  -- Of its bytes. A file that went in is known again; one of which every line was refused may be brought again.
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received_at timestamptz not null,
  received_by text not null,
  -- The line that names the columns: refused lines are handed back under it.
  header text not null,
  -- The lines read, and what became of them.
  report jsonb not null
);
create index water_file_content on water_file (kind, sha256);
create trigger water_file_append_only before update or delete or truncate on water_file
  for each statement execute function history_is_append_only();

create table water_file_refusal (
  file_id int not null references water_file,
  line int not null,
  kept text not null,
  problems jsonb not null,
  primary key (file_id, line)
);
create trigger water_file_refusal_append_only before update or delete or truncate on water_file_refusal
  for each statement execute function history_is_append_only();
