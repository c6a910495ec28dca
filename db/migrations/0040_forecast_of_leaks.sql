-- What a running bill would be if every leak that ran when it was forecast were fixed on that day; null where none ran.
alter table running_forecast add column fixed_cents bigint check (fixed_cents is null or state = 'forecast');
