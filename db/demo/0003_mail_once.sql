-- release: 0.2.0 expand
-- A mail that was handed over twice, by a worker that died between, is one mail: its Message-ID says so, as to any mail server.
alter table demo.mail add column message_id text;
create unique index mail_once on demo.mail (message_id, recipient);
