-- release: 0.2.0 expand
-- What is doubted of a register read that a reader or a person brought: the read is kept as it is, and waits here for an
-- analyst, who finds it right or corrects it. A read that was corrected is doubted no more.

create table register_read_doubt (
  id bigint generated always as identity primary key,
  read_id bigint not null references register_read (id),
  code text not null check (code in ('metering.read-below-last', 'metering.read-too-high')),
  params jsonb not null,
  found_at timestamptz not null,
  ended_at timestamptz,
  staff_id text references staff_member (id),
  check ((ended_at is null) = (staff_id is null))
);

create index register_read_doubt_read on register_read_doubt (read_id);
create index register_read_doubt_open on register_read_doubt (found_at, id) where ended_at is null;
