-- release: 0.2.0 expand
-- The papers of a billing system, found by staff as people type their numbers: with or without signs, capitals and zeros in front.

create index bill_of_cis_bare_number on bill (ltrim(bare_number(number), '0')) where origin = 'cis';
create index exchange_transaction_bare_id on exchange_transaction (bare_number(transaction_id));
create index exchange_transaction_bare_reference on exchange_transaction (bare_number(reference)) where reference is not null;
