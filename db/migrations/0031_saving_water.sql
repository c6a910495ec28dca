-- Comparison with similar homes, goals, and what people answered to advice. All append-only.

-- A month whose cohorts were reckoned, once: what people say of their homes later changes nothing of it.
create table similar_homes_month (
  month date primary key check (extract(day from month) = 1),
  -- Homes with a bill that ended in the month.
  homes integer not null,
  reckoned_at timestamptz not null
);

create table similar_homes (
  month date not null references similar_homes_month,
  -- What its homes have in common (src/domain/similar-homes), e.g. class=RESIDENTIAL_SINGLE|people=3-4.
  name text not null,
  -- In full tens, of at least eleven: nobody is compared with fewer than ten others.
  homes integer not null check (homes >= 10 and homes % 10 = 0),
  -- Rounded percentiles, gallons a day.
  efficient_gallons integer not null check (efficient_gallons >= 0),
  typical_gallons integer not null check (typical_gallons >= efficient_gallons),
  primary key (month, name)
);

-- What a household wants to use in a month; the newest stands.
create table water_goal (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null references login,
  kind text not null check (kind in ('percent', 'amount', 'none')),
  -- Below the same month of last year.
  percent smallint check (percent between 1 and 90),
  -- A month, in the unit in which it was said.
  amount numeric check (amount > 0),
  unit text check (unit in ('gal', 'ccf', 'm3', 'l')),
  said_at timestamptz not null,
  check ((percent is not null) = (kind = 'percent')),
  check ((amount is not null) = (kind = 'amount') and (unit is not null) = (kind = 'amount'))
);
create index water_goal_account on water_goal (account_id, id);

-- What a household answered to a piece of advice; the newest of each stands.
create table advice_answer (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null references login,
  advice text not null,
  answer text not null check (answer in ('done', 'not-for-me', 'again')),
  said_at timestamptz not null
);
create index advice_answer_account on advice_answer (account_id, id);

create trigger similar_homes_month_append_only before update or delete or truncate on similar_homes_month
  for each statement execute function history_is_append_only();
create trigger similar_homes_append_only before update or delete or truncate on similar_homes
  for each statement execute function history_is_append_only();
create trigger water_goal_append_only before update or delete or truncate on water_goal
  for each statement execute function history_is_append_only();
create trigger advice_answer_append_only before update or delete or truncate on advice_answer
  for each statement execute function history_is_append_only();
