-- In which zone a service point's water is accounted, from a day on. Of one service point and day the newest row stands; one
-- that is corrected is kept. What rates ask for stays service_point.elevation_zone.
create table service_point_zone (
  id bigint generated always as identity primary key,
  service_point_id bigint not null references service_point,
  zone text not null check (zone <> ''),
  from_day date not null,
  -- The file that says it, and its line.
  file_id int not null references water_file,
  line int not null
);
create index service_point_zone_from on service_point_zone (service_point_id, from_day, id desc);
create trigger service_point_zone_append_only before update or delete or truncate on service_point_zone
  for each statement execute function history_is_append_only();

-- Each service point's zones one after the other, without a gap from the beginning of time to its end: the elevation zone
-- until the first day that a row names. One service point is found by the index.
create view zone_spell as
select service_point_id, zone, from_day,
  coalesce(lead(from_day) over (partition by service_point_id order by from_day), 'infinity'::date) as until_day
from (
  select id as service_point_id, elevation_zone as zone, '-infinity'::date as from_day from service_point
  union all
  select * from (
    select distinct on (service_point_id, from_day) service_point_id, zone, from_day
    from service_point_zone order by service_point_id, from_day, id desc
  ) standing
) stated;
