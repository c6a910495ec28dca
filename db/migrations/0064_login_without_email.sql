-- release: 0.2.0 expand
-- A person without an email registers too: with the code that is mailed on paper, or at the lobby computer with the bill in
-- hand. Their login has no email; they sign in with the number on the bill.

alter table login alter column email drop not null;
alter table login add constraint login_email_verified_check check (email is not null or not email_verified);

-- The code of a letter that was asked for before there is a login: typing it makes one.
alter table mailed_code alter column login_id drop not null;

alter table account_access drop constraint account_access_proven_by_check;
alter table account_access add constraint account_access_proven_by_check
  check (proven_by in ('bill-numbers', 'mailed-code', 'invitation', 'paper-bill'));
