-- The weather of each day, as one station measured it, or as the demo simulated it.

-- One file, one answer of the weather service, or the demo's simulation. The station of the newest is the utility's:
-- imports take in no other, so that days of two stations are never mixed in one view.
create table weather_import (
  id int generated always as identity primary key,
  station text not null check (station <> ''),
  source text not null check (source in ('file', 'fetched', 'simulated')),
  file_name text not null,
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received_at timestamptz not null,
  received_by text not null
);

-- What an import said anew of a day, the rest of the day carried on; the newest stands. Tenths of a degree Celsius and
-- of a millimetre, as GHCN-Daily keeps them; null where nobody measured.
create table weather_day (
  station text not null,
  day date not null,
  import_id int not null references weather_import,
  high_tenths smallint,
  low_tenths smallint,
  rain_tenths smallint check (rain_tenths >= 0),
  primary key (station, day, import_id),
  check (num_nonnulls(high_tenths, low_tenths, rain_tenths) > 0)
);

create trigger weather_import_append_only before update or delete or truncate on weather_import
  for each statement execute function history_is_append_only();
create trigger weather_day_append_only before update or delete or truncate on weather_day
  for each statement execute function history_is_append_only();
