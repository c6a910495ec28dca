-- When a customer said that nobody is home: water that runs then is told of, and no water is expected.
create table vacation (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  -- The first whole day on which nobody is there, and the day on which somebody is back.
  from_day date not null,
  until_day date not null check (until_day > from_day),
  irrigation_goes_on boolean not null,
  login_id text not null references login,
  told_at timestamptz not null,
  -- Taken back, or told anew in another row; what was said stays.
  withdrawn_at timestamptz check (withdrawn_at >= told_at)
);
create index vacation_account on vacation (account_id, until_day) where withdrawn_at is null;
