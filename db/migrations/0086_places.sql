-- release: 0.2.0 expand
-- What staff made and changed of a premise and its service points, field by field: what it was, what it became, who said so and why.

create table place_change (
  id bigint generated always as identity primary key,
  premise_id bigint not null references premise,
  service_point_id bigint references service_point,
  field text not null,
  was text not null,
  became text not null,
  -- Of a class: bills whose days begin on it or later go by it.
  from_day date constraint place_change_class_has_a_day check ((field = 'class') = (from_day is not null)),
  reason text not null constraint place_change_says_why check (reason <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null
);
create index place_change_premise on place_change (premise_id);
create index place_change_class on place_change (service_point_id, from_day) where field = 'class';
create trigger place_change_append_only before update or delete or truncate on place_change
  for each statement execute function history_is_append_only();

-- The class that a bill beginning on a day goes by: the last one said for that day or before it.
create function class_on(point service_point, day date) returns text language sql stable as $$
  select coalesce(
    (select became from place_change where service_point_id = point.id and field = 'class' and from_day <= day
     order by from_day desc, id desc limit 1),
    (select was from place_change where service_point_id = point.id and field = 'class' and from_day > day
     order by from_day, id limit 1),
    point.rate_class)
$$;
