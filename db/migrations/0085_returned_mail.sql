-- release: 0.2.0 expand
-- Mail that came back after a mail server had taken it (RFC 3464), and what it meant. The message itself is kept of those alone
-- that nobody could place, for three months.

create table returned_mail (
  id bigint generated always as identity primary key,
  digest text not null unique,
  notice_id bigint references notice,
  kind text not null constraint returned_mail_kind_check check (kind in ('hard', 'soft', 'delayed', 'delivered', 'unknown')),
  why_unknown text,
  status text,
  diagnostic text,
  sender text not null,
  subject text not null,
  message text,
  at timestamptz not null,
  constraint returned_mail_is_placed check ((kind = 'unknown') = (notice_id is null) and (kind = 'unknown') = (why_unknown is not null))
);
create index returned_mail_notice on returned_mail (notice_id);
create index returned_mail_unknown on returned_mail (at) where kind = 'unknown';
