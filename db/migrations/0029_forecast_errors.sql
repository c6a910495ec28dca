-- By how much forecasts of a home's water were wrong of late, over a sample of the utility's own homes: what a home with a short
-- history takes its range from. Measured anew every week; nothing hangs on an older measure.
create table forecast_errors (
  -- How many days ahead was forecast.
  days_ahead smallint primary key check (days_ahead between 1 and 100),
  -- The logarithm of came ÷ expected, without its sign.
  errors real[] not null,
  homes integer not null check (homes >= 0),
  measured_on date not null
);
