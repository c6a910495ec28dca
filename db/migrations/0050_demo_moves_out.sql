-- release: 0.2.0 contract
-- What a demo keeps of its own has a schema of its own, which db/demo makes and production never has. A database in which
-- a demo ran keeps what it has: the tables move there. One without any loses the empty ones.

do $$
begin
  if exists (select from demo_world) or exists (select from demo_mail) or exists (select from demo_text)
    or exists (select from sandbox_processor.session) or exists (select from sandbox_processor.method)
    or exists (select from sandbox_processor.event)
  then
    create schema if not exists demo;
    alter table demo_world set schema demo;
    alter table demo.demo_world rename to world;
    alter table demo_mail set schema demo;
    alter table demo.demo_mail rename to mail;
    alter table demo_text set schema demo;
    alter table demo.demo_text rename to text;
    alter table sandbox_processor.session set schema demo;
    alter table demo.session rename to processor_session;
    alter table sandbox_processor.method set schema demo;
    alter table demo.method rename to processor_method;
    alter table sandbox_processor.charge set schema demo;
    alter table demo.charge rename to processor_charge;
    alter table sandbox_processor.event set schema demo;
    alter table demo.event rename to processor_event;
    alter index demo.sandbox_event_undelivered rename to processor_event_undelivered;
  else
    drop table demo_world, demo_mail, demo_text, sandbox_processor.charge, sandbox_processor.event,
      sandbox_processor.method, sandbox_processor.session;
  end if;
end $$;
drop schema sandbox_processor;
