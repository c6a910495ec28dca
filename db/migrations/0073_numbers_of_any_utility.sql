-- release: 0.2.0 expand
-- Numbers of any utility: text of at most 64 characters, and an account has one of its own. Only the utility's settings know
-- what a number looks like.

alter table customer drop constraint customer_number_check;
alter table customer alter column number type text;
alter table customer add constraint customer_number_is_written_well
  check (length(number) between 1 and 64 and number = btrim(number));

alter table premise drop constraint premise_number_check;
alter table premise alter column number type text;
alter table premise add constraint premise_number_is_written_well
  check (length(number) between 1 and 64 and number = btrim(number));

-- What customers type to find their account. Where an account is given none, it is its customer's and its premise's.
create function account_number_of_its_parts() returns trigger language plpgsql as $$
begin
  select c.number || '-' || p.number into new.number from customer c, premise p
  where c.id = new.customer_id and p.id = new.premise_id;
  return new;
end $$;

alter table account add column number text;
update account a set number = c.number || '-' || p.number from customer c, premise p where c.id = a.customer_id and p.id = a.premise_id;
create trigger account_number_of_its_parts before insert on account for each row when (new.number is null)
  execute function account_number_of_its_parts();
alter table account
  alter column number set not null,
  add constraint account_number_is_written_well check (length(number) between 1 and 64 and number = btrim(number)),
  -- The same customer may come back to the same address later, under the same number.
  add constraint account_number_stands_once exclude using gist (number with =, daterange(opened_on, closed_on) with &&);
create index account_number on account (number);

-- By which an account is found too: what it was called before, here or in another billing system.
create table account_earlier_number (
  account_id bigint not null references account,
  number text not null check (length(number) between 1 and 64 and number = btrim(number)),
  primary key (number, account_id)
);
