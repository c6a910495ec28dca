-- release: 0.2.0 expand
-- What each file of the old portal said of each account, for good. What counts of it stands in roster_entry: after the
-- cut-over a newer file adds to what lapsed and takes nothing away from it.

create table roster_statement (
  roster_import_id bigint not null references roster_import,
  account_id bigint not null references account,
  line integer not null,
  email text,
  language text check (language in ('es', 'en')),
  had_autopay boolean not null,
  next_draft_on date,
  next_draft_cents bigint check (next_draft_cents >= 0),
  had_ebill boolean not null,
  last_login_on date,
  -- What it said otherwise than what was known: field, from, to, and whether that counts.
  changes jsonb not null default '[]',
  primary key (roster_import_id, account_id)
);
create index roster_statement_account on roster_statement (account_id);
-- What stood before statements were kept.
insert into roster_statement (roster_import_id, account_id, line, email, language, had_autopay, next_draft_on,
  next_draft_cents, had_ebill, last_login_on)
select roster_import_id, account_id, line, email, language, had_autopay, next_draft_on, next_draft_cents, had_ebill,
  last_login_on
from roster_entry;
create trigger roster_statement_append_only before update or delete or truncate on roster_statement
  for each statement execute function history_is_append_only();
