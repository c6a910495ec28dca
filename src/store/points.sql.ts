/**
 * The service points of the account `a` of the query around it, and the days of each: those that the billing system's agreements name, at whatever premise, and
 * those of its own premise that no agreement names. An agreement whose use is taken off another's says nothing of the account's own.
 */
export const pointsOfAccount = `lateral (
  select sp.id, null::date as from_day, null::date as until_day
  from service_point sp
  where sp.premise_id = a.premise_id and not exists (select from agreement g where g.service_point_id = sp.id)
  union all
  select g.service_point_id, min(g.from_day), case when bool_or(g.to_day is null) then null else max(g.to_day) + 1 end
  from agreement g where g.account_id = a.id and g.sign > 0 group by g.service_point_id
)`;

/** The accounts that a service point serves on a day: those of its agreements, else those of its premise. */
export const accountsServed = (servicePoint: string, day: string): string => `(
  select g.account_id as id from agreement g
  where g.service_point_id = ${servicePoint} and g.sign > 0 and g.from_day <= ${day} and (g.to_day is null or g.to_day >= ${day})
  union
  select at.id from account at join service_point sp on sp.premise_id = at.premise_id
  where sp.id = ${servicePoint} and not exists (select from agreement g where g.service_point_id = sp.id)
)`;
