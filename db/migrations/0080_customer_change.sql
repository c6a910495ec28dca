-- release: 0.2.0 expand
-- What staff changed of a customer, field by field: what it was, what it became, who said so and why.

create table customer_change (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  field text not null,
  was text not null,
  became text not null,
  reason text not null constraint customer_change_says_why check (reason <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null
);
create index customer_change_customer on customer_change (customer_id);
create trigger customer_change_append_only before update or delete or truncate on customer_change
  for each statement execute function history_is_append_only();
