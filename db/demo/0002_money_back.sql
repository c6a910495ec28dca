-- What can be played at the sandbox processor besides charging: refunds in part, disputes, and returns that the bank takes back.

alter table demo.processor_charge
  add column if not exists refunded_cents bigint not null default 0,
  -- The dispute of this charge, where there is one.
  add column if not exists dispute jsonb;
