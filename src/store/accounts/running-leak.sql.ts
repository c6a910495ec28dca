/**
 * SQL for the leaks, bursts and open hoses of an account that run as far as reads go, and of which the customer has not said that
 * they are fixed. `hours` is after how many without a sign of it a leak counts as stopped.
 */
export const runningLeak = (account: string, hours: string): string =>
  `select al.id, al.kind, al.began_at from alert al
   where al.account_id = ${account} and al.kind in ('leak', 'burst', 'hose') and al.absorbed_into is null
     and al.last_seen_at > al.reads_through - make_interval(hours => ${hours})
     and not exists (select from alert_resolution said where said.alert_id = al.id
       and (said.kind = 'expected' or said.since >= al.last_seen_at - interval '2 hours'))`;
