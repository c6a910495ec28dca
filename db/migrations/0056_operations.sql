-- release: 0.2.0 expand
-- What operators must see: which workers live, which secret the database was sealed with, and what was done with work whose
-- tries are used up.

-- By the server's own clock: a pretend one says nothing of who lives.
create table worker_beat (
  worker text primary key,
  seen_at timestamptz not null
);

-- The fingerprint of each CAUDAL_SECRET that this database was run with; never a secret.
create table secret_seen (
  fingerprint text primary key,
  first_at timestamptz not null default now()
);

-- What staff decided about a job whose tries were used up. Its payload stays with the job; words are the staff's own.
create table job_answer (
  id bigint generated always as identity primary key,
  job_id bigint not null,
  task text not null,
  notice_id bigint references notice (id),
  answer text not null check (answer in ('sent-again', 'discarded')),
  reason text,
  last_error text,
  -- The operator's command has none.
  staff_id text references staff_member (id),
  answered_at timestamptz not null,
  constraint job_answer_discarded_has_reason check ((answer = 'discarded') = (reason is not null))
);
create index job_answer_answered_at on job_answer (answered_at desc);
create trigger job_answer_append_only before update or delete or truncate on job_answer
  for each statement execute function history_is_append_only();
