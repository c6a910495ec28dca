-- release: 0.2.0 expand
-- What a page asks of the hours names one meter at a time. Where hours are distributed over several machines by meter, a
-- join with the meters of an account would ask all of them, and a look into each meter's days is none that Citus knows; a
-- statement with `meter_id = …` goes to the one machine that has the meter, by a plan that is kept. Asked so through a
-- function, all the meters of an account are one statement still. On one machine it costs what the join did.

create function hours_of_meter(meter int, from_day date, through_day date) returns table (day date, hours bytea)
  language plpgsql stable rows 40 as $$
begin
  return query select d.day, d.hours from meter_day d where d.meter_id = meter and d.day between from_day and through_day;
end $$;

-- The first and the last day with hours, of those from a day on and before another.
create function known_days_of_meter(meter int, from_day date, until_day date)
  returns table (first_day date, last_day date) language plpgsql stable rows 1 as $$
begin
  return query select min(d.day), max(d.day) from meter_day d
    where d.meter_id = meter and d.day >= from_day and d.day < until_day;
end $$;
