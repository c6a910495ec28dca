-- release: 0.2.0 expand
-- Any language that the utility's settings list: the checks hold how a tag is written, and the names of charges have a place for
-- words in other languages than Spanish and English.

alter table access_request drop constraint access_request_language_check,
  add constraint access_request_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table autopay drop constraint autopay_authorization_language_check,
  add constraint autopay_authorization_language_check check (authorization_language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table consent drop constraint consent_language_check,
  add constraint consent_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table customer drop constraint customer_language_check,
  add constraint customer_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table ebill drop constraint ebill_language_check,
  add constraint ebill_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table leak_credit_request drop constraint leak_credit_request_language_check,
  add constraint leak_credit_request_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table login drop constraint login_language_check,
  add constraint login_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table notice drop constraint notice_language_check,
  add constraint notice_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table payment drop constraint payment_receipt_language_check,
  add constraint payment_receipt_language_check check (receipt_language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table phone drop constraint phone_language_check,
  add constraint phone_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table phone_consent drop constraint phone_consent_language_check,
  add constraint phone_consent_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table rebate_application drop constraint rebate_application_language_check,
  add constraint rebate_application_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table registration drop constraint registration_language_check,
  add constraint registration_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table roster_entry drop constraint roster_entry_language_check,
  add constraint roster_entry_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');
alter table roster_statement drop constraint roster_statement_language_check,
  add constraint roster_statement_language_check check (language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$');

alter table bill_line add column label_others jsonb check (jsonb_typeof(label_others) = 'object');
alter table deposit_taken add column label_others jsonb check (jsonb_typeof(label_others) = 'object');
alter table fee_charge add column label_others jsonb check (jsonb_typeof(label_others) = 'object');
