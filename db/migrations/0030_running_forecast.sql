-- Today's forecast of an account's running bill, for the card on its first page: reading and forecasting a year of days takes
-- 7 ms, more than the page itself. Made anew each day, when its period changes, and whenever its own page is opened.
create table running_forecast (
  account_id bigint primary key references account,
  made_on date not null,
  state text not null,
  period_start date,
  period_end date,
  low_cents bigint,
  expected_cents bigint,
  high_cents bigint,
  check ((state = 'forecast') = (expected_cents is not null and low_cents is not null and high_cents is not null))
);
