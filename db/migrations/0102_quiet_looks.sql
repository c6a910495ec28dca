-- release: 0.2.0 expand
-- The hourly scan for leaks need not work out again what it worked out an hour ago. Of a meter in which nothing was found, what
-- was looked at is kept as a fingerprint; while it is the same, the answer is. Nothing here is a fact of its own: a meter
-- without a row is looked at.

create table quiet_look (
  meter_id int primary key,
  -- Of its hours and of all else that the rules looked at.
  asked text not null,
  looked_at timestamptz not null
);
