-- release: 0.2.0 expand
-- Each package asks which bills of the books take another's place: a few of millions.

create index bill_replaces on bill (account_id, replaces) where replaces is not null;
