-- release: 0.2.0 expand
-- The sandbox processor and the mailbox speak any language that the utility's settings list.
alter table demo.text drop constraint if exists text_language_check,
  add constraint text_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table demo.processor_session drop constraint if exists processor_session_language_check,
  add constraint processor_session_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
