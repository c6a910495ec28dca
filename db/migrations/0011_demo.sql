-- A demo's own memory: when its pretend time began, and what it tells a newcomer. Empty in production.
create table demo_world (
  only_one boolean primary key default true check (only_one),
  -- The real moment at which `pretended_at` was; pretend time has gone on since at the usual pace.
  began_at timestamptz not null,
  pretended_at timestamptz not null,
  accounts integer not null,
  -- Staff to sign in as and bills to register with, as they are printed at every start.
  told jsonb,
  -- Null while it is being filled: a town that was cut off is built anew.
  filled_at timestamptz
);
