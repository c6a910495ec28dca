-- release: 0.2.0 expand
-- Counts a try against each counter in turn and stops at the first that is over its limit: gives its place, from 1. One that
-- is used up already refuses before anything is written for the others: who tries a thousand numbers after the address
-- was held back leaves no row for each of them.
create or replace function count_try(keys text[], starts timestamptz[], maxima integer[]) returns integer
language plpgsql as $$
declare
  counted integer;
begin
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    update rate_limit r set hits = r.hits + 1
      where r.key = keys[i] and r.window_start = starts[i] and r.hits >= maxima[i];
    if found then
      return i;
    end if;
  end loop;
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    insert into rate_limit as r (key, window_start, hits) values (keys[i], starts[i], 1)
      on conflict (key, window_start) do update set hits = r.hits + 1
      returning hits into counted;
    if counted > maxima[i] then
      return i;
    end if;
  end loop;
  return null;
end $$;
