-- release: 0.2.0 expand
-- The daily comparison of our payments with the processor's own list: that it was made, and what it found.

create table processor_comparison (
  id bigint generated always as identity primary key,
  processor text not null,
  at timestamptz not null,
  -- Payments on the processor's list from then on were looked at.
  since timestamptz not null,
  payments integer not null check (payments >= 0)
);
create table processor_finding (
  id bigint generated always as identity primary key,
  comparison_id bigint not null references processor_comparison,
  kind text not null check (kind in ('posted', 'unknown-here', 'unknown-there')),
  reference text not null,
  account_id bigint references account,
  amount_cents bigint,
  -- What we had, what the processor says, and what was made of it.
  was text,
  said text not null,
  became text,
  -- What is found again the next day is the same finding.
  unique (kind, reference, said, became)
);
create index processor_finding_comparison on processor_finding (comparison_id);
create trigger processor_comparison_append_only before update or delete or truncate on processor_comparison
  for each statement execute function history_is_append_only();
create trigger processor_finding_append_only before update or delete or truncate on processor_finding
  for each statement execute function history_is_append_only();
