-- Who is served, where, and by which meter.

create table customer (
  id bigint generated always as identity primary key,
  -- Follows the person (8 digits); the account number follows the address.
  number char(8) not null unique check (number ~ '^[0-9]{8}$'),
  name text not null check (name <> ''),
  language text not null default 'es' check (language in ('es', 'en')),
  phone text,
  email text,
  mailing_line1 text not null,
  mailing_line2 text,
  mailing_city text not null,
  mailing_state char(2) not null,
  mailing_zip text not null check (mailing_zip ~ '^[0-9]{5}(-[0-9]{4})?$'),
  created_at timestamptz not null
);

create table premise (
  id bigint generated always as identity primary key,
  number char(7) not null unique check (number ~ '^[0-9]{7}$'),
  line1 text not null,
  line2 text,
  city text not null,
  state char(2) not null,
  zip text not null check (zip ~ '^[0-9]{5}(-[0-9]{4})?$')
);

-- The pair of a customer and a premise, for as long as the customer is served there: what is billed and paid.
create table account (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  premise_id bigint not null references premise,
  opened_on date not null,
  -- The first day no longer served.
  closed_on date check (closed_on > opened_on),
  billing_cycle text not null,
  -- Where the system before stopped billing: the first period here goes on from it. None for who moved in since.
  billed_before date check (billed_before >= opened_on),
  created_at timestamptz not null,
  unique (customer_id, premise_id, opened_on)
);
create index account_customer on account (customer_id);
create index account_premise on account (premise_id);
create index account_cycle on account (billing_cycle, id);

create extension if not exists btree_gist;
alter table account add constraint account_one_occupant
  exclude using gist (premise_id with =, daterange(opened_on, closed_on) with &&);

create table service_point (
  id bigint generated always as identity primary key,
  premise_id bigint not null references premise,
  -- A class of the rate schedule, and the facts its formulas ask for.
  rate_class text not null,
  elevation_zone text not null default 'gravity',
  backflow boolean not null default false,
  high_elevation boolean not null default false
);
create index service_point_premise on service_point (premise_id);

create table meter (
  id bigint generated always as identity primary key,
  serial text not null unique,
  size text not null,
  -- The register counts whole `unit`s times `multiplier`, and rolls over after `dials` digits.
  unit text not null check (unit in ('gal', 'kgal', 'cf', 'ccf', 'm3', 'l')),
  multiplier numeric not null default 1 check (multiplier > 0),
  dials smallint not null check (dials between 3 and 12)
);

create table meter_installation (
  id bigint generated always as identity primary key,
  service_point_id bigint not null references service_point,
  meter_id bigint not null references meter,
  installed_on date not null,
  installed_count bigint not null check (installed_count >= 0),
  removed_on date check (removed_on >= installed_on),
  removed_count bigint check (removed_count >= 0),
  check ((removed_on is null) = (removed_count is null)),
  exclude using gist (meter_id with =, daterange(installed_on, removed_on) with &&)
);
create index meter_installation_service_point on meter_installation (service_point_id);

-- A register as it was read, append-only: a correction is a new read that supersedes the old one.
create table register_read (
  id bigint generated always as identity primary key,
  meter_id bigint not null references meter,
  read_on date not null,
  count bigint not null check (count >= 0),
  quality text not null check (quality in ('measured', 'estimated', 'customer')),
  source text not null,
  supersedes_id bigint unique references register_read,
  received_at timestamptz not null
);
create index register_read_meter on register_read (meter_id, read_on);
