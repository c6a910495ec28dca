-- release: 0.2.0 expand
-- One message a week for people with many accounts, in the place of one an account: who chose it, and what waits for the next.
create table digest (
  login_id text primary key references login,
  chosen_at timestamptz not null,
  -- The day of the newest one; of the choice, before there is any.
  last_sent_on date not null
);

create table digest_item (
  id bigint generated always as identity primary key,
  login_id text not null references login,
  account_id bigint not null references account,
  subject text not null,
  key text not null unique,
  held_at timestamptz not null
);
create index digest_item_login on digest_item (login_id);
