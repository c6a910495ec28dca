-- What staff did to reach a customer about an alert: who, when, how, and what came of it.
create table alert_outreach (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alert,
  staff_id text not null references staff_member,
  channel text not null check (channel in ('phone', 'email', 'letter', 'visit')),
  result text not null check (result in ('reached', 'message-left', 'no-answer', 'wrong-number')),
  note text not null,
  at timestamptz not null
);
create index alert_outreach_alert on alert_outreach (alert_id);
create trigger alert_outreach_append_only before update or delete or truncate on alert_outreach
  for each statement execute function history_is_append_only();
