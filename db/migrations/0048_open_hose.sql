-- An open hose is an alert of its own, until it has run so long that it is told as a leak.
alter table alert drop constraint alert_kind_check,
  add constraint alert_kind_check check (kind in ('leak', 'burst', 'hose', 'vacation', 'no-flow'));
-- What was told of a hose says nothing of the leak that the alert became.
alter table alert_telling add column as_hose boolean not null default false;

alter table alert_choices drop constraint alert_choices_kinds_check,
  add constraint alert_choices_kinds_check check (kinds <@
    array['leak', 'burst', 'hose', 'vacation', 'no-flow', 'high-use', 'next-tier', 'bill-forecast']);
-- Until now it was told as a leak: whoever wants to hear of leaks goes on hearing of it, in the same ways.
update alert_choices set kinds = kinds || 'hose'::text,
  ways = case when ways ? 'leak' then ways || jsonb_build_object('hose', ways -> 'leak') else ways end
where 'leak' = any (kinds);
