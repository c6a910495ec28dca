-- The utility's water as a whole: what each meter and zone does, and what came in at the sources.

-- What the last survey of hourly reads said of a meter. Statistics in gallons: shown, never billed. Written anew by each
-- survey; no foreign key to meter, as for the hours it comes from.
create table meter_survey (
  meter_id int primary key,
  surveyed_at timestamptz not null,
  -- From the first known hour that was looked at to the end of the last.
  reads_from timestamptz not null,
  reads_through timestamptz not null,
  -- The end of the last hour in which water ran; null where none was ever seen.
  last_flow_at timestamptz,
  -- The least hour of the night, the middle one of the last week's nights.
  night_gallons_an_hour double precision,
  -- Since nobody is served there, and since the last bill; null where it does not apply.
  unowned_gallons double precision,
  unbilled_gallons double precision
);
create index meter_survey_night on meter_survey (night_gallons_an_hour desc nulls last);

-- The hours of one local day of all meters of a pressure zone (service_point.elevation_zone) together.
create table zone_day (
  zone text not null,
  day date not null,
  -- One of each for each hour of the day (23, 24 or 25): the sum, and of how many meters it is known.
  gallons double precision[] not null,
  known int[] not null,
  meters int not null check (meters > 0),
  primary key (zone, day),
  check (cardinality(gallons) = cardinality(known) and cardinality(gallons) between 23 and 25)
);

-- What came in or went out at a source in a day or a month, as its report says. A corrected report is a new row; of one
-- source and period the newest stands.
create table production (
  id bigint generated always as identity primary key,
  source text not null check (source <> ''),
  -- Produced in works of one's own, bought of another utility, or sold to one.
  kind text not null check (kind in ('produced', 'imported', 'exported')),
  -- Of the pressure zone it flows into; empty where it serves the system.
  zone text not null,
  first_day date not null,
  -- The first day no longer of the period.
  end_day date not null check (end_day > first_day),
  quantity numeric not null check (quantity >= 0),
  unit text not null check (unit in ('gal', 'kgal', 'cf', 'ccf', 'm3', 'l')),
  -- The file and its line.
  file_name text not null,
  line int not null,
  received_at timestamptz not null,
  received_by text not null
);
create index production_period on production (source, first_day, end_day, id desc);
create trigger production_append_only before update or delete or truncate on production
  for each statement execute function history_is_append_only();
