-- release: 0.2.0 expand
-- Numbers are found however they are typed: without the signs between, in small letters, without leading zeros.

-- Without spaces, dashes and other signs, in capitals.
create function bare_number(number text) returns text language sql immutable strict parallel safe
  return upper(regexp_replace(number, '[-[:space:]./_–—‑·#]', '', 'g'));

-- Few numbers are alike but for their leading zeros; those are told apart by the whole number.
create index account_bare_number on account (ltrim(bare_number(number), '0'));
create index customer_bare_number on customer (ltrim(bare_number(number), '0'));
create index premise_bare_number on premise (ltrim(bare_number(number), '0'));
create index account_earlier_bare_number on account_earlier_number (ltrim(bare_number(number), '0'));
