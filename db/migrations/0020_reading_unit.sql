-- The unit in which a person reads water on every page of theirs; without a row, the unit of their alerts, else gallons.
create table reading_unit (
  login_id text primary key references login,
  unit text not null check (unit in ('gal', 'ccf', 'm3', 'l')),
  chosen_at timestamptz not null
);
