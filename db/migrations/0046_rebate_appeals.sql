-- A rebate that was refused is appealed once, with words and papers, in the same thread; somebody else of the staff answers.
alter table rebate_step drop constraint rebate_step_kind_check;
alter table rebate_step add constraint rebate_step_kind_check
  check (kind in ('more-needed', 'answered', 'appealed', 'approved', 'paid', 'refused'));
alter table rebate_step drop constraint rebate_step_check;
alter table rebate_step add constraint rebate_step_by
  check ((kind in ('answered', 'appealed')) = (login_id is not null) and (login_id is null) = (staff_id is not null));
alter table rebate_step drop constraint rebate_step_check3;
alter table rebate_step add constraint rebate_step_says_why
  check (kind not in ('more-needed', 'appealed', 'refused') or reason <> '');
create unique index rebate_appealed_once on rebate_step (application_id) where kind = 'appealed';
-- Who refused it does not answer the appeal, and nobody refuses it twice.
create unique index rebate_appeal_two_people on rebate_step (application_id, staff_id) where kind in ('refused', 'paid');

-- Each paper by the name that it was sent under, also where its bytes were kept before under another; empty for papers sent
-- before this column, which go by the name of the bytes.
alter table rebate_document add column name text not null default '';
alter table rebate_document drop constraint rebate_document_pkey;
alter table rebate_document add primary key (application_id, document_id, kind, name);
