-- Generated from a migrated database by `npm run schema`; db/migrations/ is what runs.

create sequence bill_number start 100000001 increment 1;

create table access_objection (
  id bigint not null generated always as identity,
  access_id bigint not null,
  channel text not null,
  opened_at timestamp with time zone not null,
  opened_by text,
  reason text,
  outcome text,
  decided_at timestamp with time zone,
  decided_by text,
  decided_reason text,
  constraint access_objection_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'phone'::text]))),
  constraint access_objection_check CHECK ((decided_at >= opened_at)),
  constraint access_objection_check1 CHECK (((channel = 'phone'::text) = (opened_by IS NOT NULL))),
  constraint access_objection_check2 CHECK (((channel = 'mail'::text) OR (reason IS NOT NULL))),
  constraint access_objection_check3 CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  constraint access_objection_check4 CHECK (((decided_by IS NULL) OR ((outcome IS NOT NULL) AND (decided_reason IS NOT NULL)))),
  constraint access_objection_decided_reason_check CHECK ((decided_reason <> ''::text)),
  constraint access_objection_outcome_check CHECK ((outcome = ANY (ARRAY['restored'::text, 'removed'::text]))),
  constraint access_objection_reason_check CHECK ((reason <> ''::text)),
  constraint access_objection_access_id_fkey FOREIGN KEY (access_id) REFERENCES account_access(id),
  constraint access_objection_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_member(id),
  constraint access_objection_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES staff_member(id),
  constraint access_objection_pkey PRIMARY KEY (id)
);

create table access_objection_link (
  token_hash text not null,
  access_id bigint not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint access_objection_link_check CHECK ((used_at >= made_at)),
  constraint access_objection_link_access_id_fkey FOREIGN KEY (access_id) REFERENCES account_access(id),
  constraint access_objection_link_pkey PRIMARY KEY (token_hash)
);

create table access_request (
  id bigint not null generated always as identity,
  account_id bigint not null,
  email text,
  requested_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by text,
  language text not null default 'es'::text,
  rights text[],
  ends_on date,
  invitation_hash text,
  invitation_expires_at timestamp with time zone,
  accepted_at timestamp with time zone,
  origin text not null default 'asked'::text,
  label text,
  code_start text,
  code_hash text,
  sent_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  accepted_by text,
  constraint access_request_answer_check CHECK ((answer = ANY (ARRAY['let-in'::text, 'refused'::text]))),
  constraint access_request_check CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)))),
  constraint access_request_check1 CHECK (((origin = 'paper'::text) = (email IS NULL))),
  constraint access_request_check2 CHECK (((accepted_at IS NULL) OR (answer = 'let-in'::text))),
  constraint access_request_check3 CHECK ((((origin = 'paper'::text) = (code_hash IS NOT NULL)) AND ((code_start IS NULL) = (code_hash IS NULL)))),
  constraint access_request_check4 CHECK (((NOT (answer IS DISTINCT FROM 'let-in'::text)) = (rights IS NOT NULL))),
  constraint access_request_check5 CHECK (((answer IS DISTINCT FROM 'let-in'::text) OR (invitation_expires_at IS NOT NULL))),
  constraint access_request_check6 CHECK (((origin = 'paper'::text) OR (answer IS DISTINCT FROM 'let-in'::text) OR (invitation_hash IS NOT NULL))),
  constraint access_request_check7 CHECK (((withdrawn_at IS NULL) OR ((answer = 'let-in'::text) AND (accepted_at IS NULL)))),
  constraint access_request_check8 CHECK (((accepted_by IS NULL) OR (accepted_at IS NOT NULL))),
  constraint access_request_label_check CHECK (((label <> ''::text) AND (length(label) <= 60))),
  constraint access_request_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint access_request_origin_check CHECK ((origin = ANY (ARRAY['asked'::text, 'email'::text, 'paper'::text]))),
  constraint access_request_rights_check CHECK ((rights <@ ARRAY['view'::text, 'pay'::text, 'alerts'::text, 'autopay'::text, 'manage'::text])),
  constraint access_request_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES login(id),
  constraint access_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint access_request_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES login(id),
  constraint access_request_pkey PRIMARY KEY (id),
  constraint access_request_invitation_hash_key UNIQUE (invitation_hash)
);

create table account (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  premise_id bigint not null,
  opened_on date not null,
  closed_on date,
  billing_cycle text not null,
  billed_before date,
  created_at timestamp with time zone not null,
  number text not null,
  status text,
  balance_of_id bigint,
  exchange_run_id bigint,
  constraint account_check1 CHECK ((billed_before >= opened_on)),
  constraint account_ends_after_it_began CHECK ((closed_on >= opened_on)),
  constraint account_number_is_written_well CHECK ((((length(number) >= 1) AND (length(number) <= 64)) AND (number = btrim(number)))),
  constraint account_balance_of_id_fkey FOREIGN KEY (balance_of_id) REFERENCES customer(id),
  constraint account_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint account_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint account_premise_id_fkey FOREIGN KEY (premise_id) REFERENCES premise(id),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_customer_id_premise_id_opened_on_key UNIQUE (customer_id, premise_id, opened_on),
  constraint account_number_stands_once EXCLUDE USING gist (number WITH =, daterange(opened_on, closed_on) WITH &&),
  constraint account_one_occupant EXCLUDE USING gist (premise_id WITH =, daterange(opened_on, closed_on) WITH &&)
);

create table account_access (
  id bigint not null generated always as identity,
  login_id text not null,
  account_id bigint not null,
  role text not null,
  nickname text,
  granted_at timestamp with time zone not null,
  proven_by text not null,
  ended_at timestamp with time zone,
  rights text[],
  ends_on date,
  ended_why text,
  ending_told_at timestamp with time zone,
  constraint account_access_check CHECK ((ended_at >= granted_at)),
  constraint account_access_check1 CHECK (((role = 'delegate'::text) = (rights IS NOT NULL))),
  constraint account_access_check2 CHECK (((ends_on IS NULL) OR (role = 'delegate'::text))),
  constraint account_access_check3 CHECK (((ended_why IS NULL) OR (ended_at IS NOT NULL))),
  constraint account_access_ended_why_check CHECK ((ended_why = ANY (ARRAY['owner'::text, 'helper'::text, 'day'::text, 'account'::text, 'objection'::text, 'replaced'::text]))),
  constraint account_access_proven_by_check CHECK ((proven_by = ANY (ARRAY['bill-numbers'::text, 'mailed-code'::text, 'invitation'::text, 'paper-bill'::text]))),
  constraint account_access_rights_check CHECK ((rights <@ ARRAY['view'::text, 'pay'::text, 'alerts'::text, 'autopay'::text, 'manage'::text])),
  constraint account_access_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'delegate'::text]))),
  constraint account_access_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_access_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint account_access_pkey PRIMARY KEY (id)
);

create table account_at_risk (
  account_id bigint not null,
  from_day date not null,
  until_day date not null,
  due_on date not null,
  owed_cents bigint not null,
  bill_number text not null,
  because text not null,
  language text not null,
  is_contacted boolean not null,
  constraint account_at_risk_pkey PRIMARY KEY (account_id, from_day)
);

create table account_earlier_number (
  account_id bigint not null,
  number text not null,
  constraint account_earlier_number_number_check CHECK ((((length(number) >= 1) AND (length(number) <= 64)) AND (number = btrim(number)))),
  constraint account_earlier_number_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_earlier_number_pkey PRIMARY KEY (number, account_id)
);

create table account_figures (
  account_id bigint not null,
  billing_cycle text not null,
  closed_on date not null,
  billed_through date,
  unbilled_since date,
  is_registered boolean not null,
  lapses_on date not null,
  has_autopay boolean not null,
  had_ebill boolean not null,
  has_ebill boolean not null,
  channels text[] not null,
  constraint account_figures_pkey PRIMARY KEY (account_id)
);

create table account_note (
  id bigint not null generated always as identity,
  account_id bigint not null,
  staff_id text not null,
  body text not null,
  at timestamp with time zone not null,
  constraint account_note_body_check CHECK ((body <> ''::text)),
  constraint account_note_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_note_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint account_note_pkey PRIMARY KEY (id)
);

create table account_person (
  account_id bigint not null,
  customer_id bigint not null,
  role text not null,
  exchange_run_id bigint,
  constraint account_person_role_check CHECK ((role = ANY (ARRAY['co-owner'::text, 'tenant'::text, 'owner'::text, 'manager'::text, 'contact'::text]))),
  constraint account_person_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_person_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint account_person_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint account_person_pkey PRIMARY KEY (account_id, customer_id, role)
);

create table account_touched (
  account_id bigint not null
);

create table advice_answer (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  advice text not null,
  answer text not null,
  said_at timestamp with time zone not null,
  constraint advice_answer_answer_check CHECK ((answer = ANY (ARRAY['done'::text, 'not-for-me'::text, 'again'::text]))),
  constraint advice_answer_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint advice_answer_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint advice_answer_pkey PRIMARY KEY (id)
);

create table agreement (
  id bigint not null generated always as identity,
  number text not null,
  account_id bigint not null,
  service_point_id bigint not null,
  rate_code text,
  from_day date not null,
  to_day date,
  share numeric,
  sign smallint not null default 1,
  exchange_run_id bigint,
  constraint agreement_check CHECK ((to_day >= from_day)),
  constraint agreement_share_check CHECK ((share > (0)::numeric)),
  constraint agreement_sign_check CHECK ((sign = ANY (ARRAY[1, '-1'::integer]))),
  constraint agreement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint agreement_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint agreement_service_point_id_fkey FOREIGN KEY (service_point_id) REFERENCES service_point(id),
  constraint agreement_pkey PRIMARY KEY (id),
  constraint agreement_number_key UNIQUE (number)
);

create table alert (
  id bigint not null generated always as identity,
  account_id bigint not null,
  meter_id bigint not null,
  kind text not null,
  began_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  gallons_an_hour double precision not null,
  seen_at timestamp with time zone not null,
  reads_through timestamp with time zone not null,
  created_at timestamp with time zone not null,
  absorbed_into bigint,
  constraint alert_check CHECK ((last_seen_at > began_at)),
  constraint alert_check1 CHECK ((absorbed_into < id)),
  constraint alert_gallons_an_hour_check CHECK ((gallons_an_hour >= (0)::double precision)),
  constraint alert_kind_check CHECK ((kind = ANY (ARRAY['leak'::text, 'burst'::text, 'hose'::text, 'vacation'::text, 'no-flow'::text]))),
  constraint alert_absorbed_into_fkey FOREIGN KEY (absorbed_into) REFERENCES alert(id),
  constraint alert_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint alert_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint alert_pkey PRIMARY KEY (id)
);

create table alert_choices (
  login_id text not null,
  account_id bigint not null,
  kinds text[] not null,
  unit text not null,
  quiet_from smallint,
  quiet_to smallint,
  burst_through_quiet boolean not null,
  daily_use numeric,
  bill_cents bigint,
  changed_at timestamp with time zone not null,
  ways jsonb not null default '{}'::jsonb,
  constraint alert_choices_bill_cents_check CHECK ((bill_cents > 0)),
  constraint alert_choices_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  constraint alert_choices_daily_use_check CHECK ((daily_use > (0)::numeric)),
  constraint alert_choices_kinds_check CHECK ((kinds <@ ARRAY['leak'::text, 'burst'::text, 'hose'::text, 'vacation'::text, 'no-flow'::text, 'high-use'::text, 'next-tier'::text, 'bill-forecast'::text])),
  constraint alert_choices_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  constraint alert_choices_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 23))),
  constraint alert_choices_unit_check CHECK ((unit = ANY (ARRAY['gal'::text, 'ccf'::text, 'm3'::text, 'l'::text]))),
  constraint alert_choices_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint alert_choices_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint alert_choices_pkey PRIMARY KEY (login_id, account_id)
);

create table alert_day (
  alert_id bigint not null,
  day date not null,
  gallons double precision not null,
  seen_at timestamp with time zone not null,
  constraint alert_day_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_day_pkey PRIMARY KEY (alert_id, day)
);

create table alert_file (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  login_id text not null,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 character(64) not null,
  kept_at timestamp with time zone not null,
  constraint alert_file_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))),
  constraint alert_file_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_file_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint alert_file_pkey PRIMARY KEY (id),
  constraint alert_file_alert_id_sha256_key UNIQUE (alert_id, sha256)
);

create table alert_listed (
  alert_id bigint not null,
  account_id bigint not null,
  meter_id bigint not null,
  kind text not null,
  state text not null,
  gallons double precision not null,
  gallons_an_hour double precision not null,
  ran_days double precision not null,
  last_seen_at timestamp with time zone not null,
  constraint alert_listed_pkey PRIMARY KEY (alert_id)
);

create table alert_listed_basis (
  only_one boolean not null default true,
  stopped_after_hours integer not null,
  fix_checked_hours integer not null,
  constraint alert_listed_basis_only_one_check CHECK (only_one),
  constraint alert_listed_basis_pkey PRIMARY KEY (only_one)
);

create table alert_outreach (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  staff_id text not null,
  channel text not null,
  result text not null,
  note text not null,
  at timestamp with time zone not null,
  constraint alert_outreach_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'email'::text, 'letter'::text, 'visit'::text]))),
  constraint alert_outreach_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'message-left'::text, 'no-answer'::text, 'wrong-number'::text]))),
  constraint alert_outreach_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_outreach_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint alert_outreach_pkey PRIMARY KEY (id)
);

create table alert_resolution (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  login_id text not null,
  kind text not null,
  cause text not null,
  since timestamp with time zone not null,
  note text not null,
  said_at timestamp with time zone not null,
  constraint alert_resolution_kind_check CHECK ((kind = ANY (ARRAY['fixed'::text, 'expected'::text]))),
  constraint alert_resolution_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_resolution_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint alert_resolution_pkey PRIMARY KEY (id)
);

create table alert_snooze (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  login_id text not null,
  until timestamp with time zone not null,
  said_at timestamp with time zone not null,
  constraint alert_snooze_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_snooze_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint alert_snooze_pkey PRIMARY KEY (id)
);

create table alert_telling (
  alert_id bigint not null,
  login_id text,
  ordinal smallint not null,
  step text not null,
  count integer not null,
  told_at timestamp with time zone not null,
  as_hose boolean not null default false,
  constraint alert_telling_ordinal_check CHECK ((ordinal > 0)),
  constraint alert_telling_step_check CHECK ((step = ANY (ARRAY['began'::text, 'progress'::text, 'stopped'::text, 'fixed'::text, 'fix-failed'::text, 'came-back'::text]))),
  constraint alert_telling_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint alert_telling_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint alert_telling_alert_id_login_id_ordinal_key UNIQUE NULLS NOT DISTINCT (alert_id, login_id, ordinal)
);

create table alert_touched (
  alert_id bigint not null
);

create table assistance_end (
  enrolment_id bigint not null,
  ends_on date not null,
  reason text not null,
  staff_id text not null,
  ended_at timestamp with time zone not null,
  constraint assistance_end_reason_check CHECK ((reason <> ''::text)),
  constraint assistance_end_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES assistance_enrolment(id),
  constraint assistance_end_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint assistance_end_pkey PRIMARY KEY (enrolment_id)
);

create table assistance_enrolment (
  id bigint not null generated always as identity,
  account_id bigint not null,
  programme text not null,
  from_on date not null,
  until_on date not null,
  proof text not null,
  staff_id text,
  granted_at timestamp with time zone not null,
  constraint assistance_enrolment_check CHECK ((until_on > from_on)),
  constraint assistance_enrolment_proof_check CHECK ((proof <> ''::text)),
  constraint assistance_enrolment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint assistance_enrolment_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint assistance_enrolment_pkey PRIMARY KEY (id)
);

create table at_risk_figures (
  due_on date not null,
  from_day date not null,
  until_day date not null,
  language text not null,
  is_contacted boolean not null,
  accounts bigint not null,
  owed_cents numeric not null,
  constraint at_risk_figures_pkey PRIMARY KEY (due_on, from_day, until_day, language, is_contacted)
);

create table audit_event (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text,
  action text not null,
  account_id bigint,
  detail jsonb not null default '{}'::jsonb,
  address text,
  constraint audit_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['customer'::text, 'staff'::text, 'guest'::text, 'system'::text]))),
  constraint audit_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint audit_event_pkey PRIMARY KEY (id)
);

create table audit_seal (
  "position" bigint not null,
  event_id bigint not null,
  hash text not null,
  constraint audit_seal_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint audit_seal_position_check CHECK (("position" > 0)),
  constraint audit_seal_pkey PRIMARY KEY ("position"),
  constraint audit_seal_event_id_key UNIQUE (event_id)
);

create table autopay (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  payment_method_id bigint not null,
  days_before_due smallint not null default 0,
  cap_cents bigint,
  authorization_text text not null,
  authorization_version text not null,
  authorization_language text not null,
  agreed_at timestamp with time zone not null,
  agreed_address text not null,
  first_due_on date not null,
  ended_at timestamp with time zone,
  ended_reason text,
  replaces_id bigint,
  paused_at timestamp with time zone,
  paused_code text,
  paused_payment_id bigint,
  constraint autopay_authorization_language_check CHECK ((authorization_language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint autopay_cap_cents_check CHECK ((cap_cents > 0)),
  constraint autopay_days_before_due_check CHECK (((days_before_due >= 0) AND (days_before_due <= 20))),
  constraint autopay_pause_says_why CHECK (((paused_at IS NULL) = (paused_code IS NULL))),
  constraint autopay_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint autopay_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint autopay_paused_payment_id_fkey FOREIGN KEY (paused_payment_id) REFERENCES payment(id),
  constraint autopay_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_method(id),
  constraint autopay_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES autopay(id),
  constraint autopay_pkey PRIMARY KEY (id),
  constraint autopay_replaces_id_key UNIQUE (replaces_id)
);

create table autopay_draft (
  id bigint not null generated always as identity,
  autopay_id bigint not null,
  bill_id bigint not null,
  attempt smallint not null,
  draft_on date not null,
  amount_cents bigint,
  state text not null,
  skipped_reason text,
  payment_id bigint,
  created_at timestamp with time zone not null,
  constraint autopay_draft_attempt_check CHECK ((attempt = ANY (ARRAY[1, 2]))),
  constraint autopay_draft_check CHECK (((skipped_reason IS NOT NULL) = (state = 'skipped'::text))),
  constraint autopay_draft_check1 CHECK (((state = ANY (ARRAY['submitted'::text, 'succeeded'::text, 'failed'::text])) = (payment_id IS NOT NULL))),
  constraint autopay_draft_check2 CHECK (((payment_id IS NULL) = (amount_cents IS NULL))),
  constraint autopay_draft_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'submitted'::text, 'succeeded'::text, 'failed'::text, 'skipped'::text]))),
  constraint autopay_draft_autopay_id_fkey FOREIGN KEY (autopay_id) REFERENCES autopay(id),
  constraint autopay_draft_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint autopay_draft_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id),
  constraint autopay_draft_pkey PRIMARY KEY (id),
  constraint autopay_draft_autopay_id_bill_id_attempt_key UNIQUE (autopay_id, bill_id, attempt),
  constraint autopay_draft_payment_id_key UNIQUE (payment_id)
);

create table autopay_setup (
  id bigint not null generated always as identity,
  reference text not null,
  account_id bigint not null,
  login_id text not null,
  days_before_due smallint not null,
  cap_cents bigint,
  processor_session text,
  processor_url text,
  payment_method_id bigint,
  idempotency_key text not null,
  created_at timestamp with time zone not null,
  autopay_id bigint,
  replaces_id bigint,
  constraint autopay_setup_cap_cents_check CHECK ((cap_cents > 0)),
  constraint autopay_setup_days_before_due_check CHECK (((days_before_due >= 0) AND (days_before_due <= 20))),
  constraint autopay_setup_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint autopay_setup_autopay_id_fkey FOREIGN KEY (autopay_id) REFERENCES autopay(id),
  constraint autopay_setup_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint autopay_setup_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_method(id),
  constraint autopay_setup_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES autopay(id),
  constraint autopay_setup_pkey PRIMARY KEY (id),
  constraint autopay_setup_autopay_id_key UNIQUE (autopay_id),
  constraint autopay_setup_idempotency_key_key UNIQUE (idempotency_key),
  constraint autopay_setup_processor_session_key UNIQUE (processor_session),
  constraint autopay_setup_reference_key UNIQUE (reference)
);

create table balance_transfer (
  ledger_entry_id bigint not null,
  account_id bigint not null,
  other_account_id bigint not null,
  direction text not null,
  part text not null,
  reason text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint balance_transfer_check CHECK ((account_id <> other_account_id)),
  constraint balance_transfer_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint balance_transfer_part_check CHECK ((part = ANY (ARRAY['balance'::text, 'deposit'::text]))),
  constraint balance_transfer_says_why CHECK ((reason <> ''::text)),
  constraint balance_transfer_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint balance_transfer_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint balance_transfer_other_account_id_fkey FOREIGN KEY (other_account_id) REFERENCES account(id),
  constraint balance_transfer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint balance_transfer_pkey PRIMARY KEY (ledger_entry_id)
);

create table bill (
  id bigint not null generated always as identity,
  number text not null,
  account_id bigint not null,
  bill_run_id bigint,
  kind text not null,
  state text not null,
  period_start date not null,
  period_end date not null,
  issued_on date not null,
  due_on date not null,
  previous_balance_cents bigint not null,
  payments_cents bigint not null,
  balance_forward_cents bigint not null,
  new_charges_cents bigint not null,
  amount_due_cents bigint not null,
  late_fee_cents bigint not null default 0,
  usage_gallons numeric not null,
  estimated boolean not null,
  delivery text,
  delivery_reason text,
  ledger_entry_id bigint,
  cancels_reason text,
  created_at timestamp with time zone not null,
  move_note jsonb,
  origin text not null default 'caudal'::text,
  exchange_run_id bigint,
  adjustments_cents bigint,
  corrections_cents bigint,
  late_after date,
  message text,
  pdf_name text,
  replaces text,
  period_given boolean not null default true,
  constraint bill_check CHECK ((period_end > period_start)),
  constraint bill_check1 CHECK (((cancels_reason IS NOT NULL) = (state = 'cancelled'::text))),
  constraint bill_check2 CHECK ((balance_forward_cents = (previous_balance_cents + payments_cents))),
  constraint bill_check3 CHECK ((amount_due_cents = (balance_forward_cents + new_charges_cents))),
  constraint bill_check6 CHECK (((state = 'draft'::text) OR ((delivery IS NOT NULL) AND (delivery_reason IS NOT NULL)))),
  constraint bill_delivery_check CHECK ((delivery = ANY (ARRAY['paper'::text, 'ebill'::text]))),
  constraint bill_due_after_issue CHECK (((origin = 'cis'::text) OR (due_on >= issued_on))),
  constraint bill_kind_is_known CHECK ((kind = ANY (ARRAY['regular'::text, 'first'::text, 'final'::text, 'correction'::text]))),
  constraint bill_late_fee_cents_check CHECK ((late_fee_cents >= 0)),
  constraint bill_of_billing_system_is_no_draft CHECK (((origin = 'caudal'::text) OR (state <> 'draft'::text))),
  constraint bill_origin_is_known CHECK ((origin = ANY (ARRAY['caudal'::text, 'cis'::text]))),
  constraint bill_posted_is_in_the_books CHECK (((origin = 'cis'::text) OR ((state = 'draft'::text) = (ledger_entry_id IS NULL)))),
  constraint bill_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'posted'::text, 'cancelled'::text]))),
  constraint bill_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint bill_bill_run_id_fkey FOREIGN KEY (bill_run_id) REFERENCES bill_run(id),
  constraint bill_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint bill_pkey PRIMARY KEY (id),
  constraint bill_ledger_entry_id_key UNIQUE (ledger_entry_id),
  constraint bill_number_key UNIQUE (number)
);

create table bill_correction (
  bill_id bigint not null,
  found_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  gallons bigint not null,
  amount_cents bigint not null,
  state text not null,
  constraint bill_correction_check CHECK (((state <> 'gone'::text) OR ((gallons = 0) AND (amount_cents = 0)))),
  constraint bill_correction_state_check CHECK ((state = ANY (ARRAY['waits'::text, 'carried'::text, 'stands'::text, 'gone'::text, 'rebilled'::text]))),
  constraint bill_correction_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint bill_correction_pkey PRIMARY KEY (bill_id)
);

create table bill_correction_decision (
  id bigint not null generated always as identity,
  bill_id bigint not null,
  kind text not null,
  gallons bigint not null,
  amount_cents bigint not null,
  reason text not null,
  staff_id text not null,
  decided_at timestamp with time zone not null,
  rebilled_id bigint,
  constraint bill_correction_decision_check CHECK (((kind = 'rebill'::text) = (rebilled_id IS NOT NULL))),
  constraint bill_correction_decision_kind_check CHECK ((kind = ANY (ARRAY['rebill'::text, 'carry'::text, 'stand'::text]))),
  constraint bill_correction_decision_reason_check CHECK ((reason <> ''::text)),
  constraint bill_correction_decision_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill_correction(bill_id),
  constraint bill_correction_decision_rebilled_id_fkey FOREIGN KEY (rebilled_id) REFERENCES bill(id),
  constraint bill_correction_decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint bill_correction_decision_pkey PRIMARY KEY (id)
);

create table bill_decision (
  id bigint not null generated always as identity,
  bill_run_id bigint not null,
  account_id bigint not null,
  bill_number text not null,
  kind text not null,
  rules text[] not null,
  reason text not null,
  staff_id text not null,
  decided_at timestamp with time zone not null,
  constraint bill_decision_kind_check CHECK ((kind = ANY (ARRAY['release'::text, 'hold-out'::text, 're-read'::text, 'correct-read'::text, 'estimate'::text]))),
  constraint bill_decision_reason_check CHECK ((reason <> ''::text)),
  constraint bill_decision_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint bill_decision_bill_run_id_fkey FOREIGN KEY (bill_run_id) REFERENCES bill_run(id),
  constraint bill_decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint bill_decision_pkey PRIMARY KEY (id)
);

create table bill_entry (
  bill_id bigint not null,
  entry_id bigint not null,
  stands boolean not null default true,
  constraint bill_entry_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint bill_entry_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id),
  constraint bill_entry_pkey PRIMARY KEY (bill_id, entry_id)
);

create table bill_exception (
  bill_run_id bigint not null,
  account_id bigint not null,
  code text not null,
  params jsonb not null default '{}'::jsonb,
  constraint bill_exception_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint bill_exception_bill_run_id_fkey FOREIGN KEY (bill_run_id) REFERENCES bill_run(id) ON DELETE CASCADE,
  constraint bill_exception_pkey PRIMARY KEY (bill_run_id, account_id)
);

create table bill_finding (
  bill_id bigint not null,
  rule text not null,
  holds boolean not null,
  params jsonb not null default '{}'::jsonb,
  constraint bill_finding_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id) ON DELETE CASCADE,
  constraint bill_finding_pkey PRIMARY KEY (bill_id, rule)
);

create table bill_line (
  bill_id bigint not null,
  "position" smallint not null,
  part text not null,
  label_es text not null,
  label_en text not null,
  quantity numeric,
  unit text,
  unit_price numeric,
  amount_cents bigint not null,
  explanation jsonb not null,
  label_others jsonb,
  constraint bill_line_label_others_check CHECK ((jsonb_typeof(label_others) = 'object'::text)),
  constraint bill_line_pkey PRIMARY KEY (bill_id, "position")
);

create table bill_read (
  bill_id bigint not null,
  "position" smallint not null,
  meter_serial text not null,
  from_on date not null,
  from_count bigint not null,
  from_quality text not null,
  to_on date not null,
  to_count bigint not null,
  to_quality text not null,
  used_count bigint not null,
  unit text not null,
  multiplier numeric not null,
  rolled_over boolean not null default false,
  to_hours integer,
  to_estimated_hours integer,
  constraint bill_read_pkey PRIMARY KEY (bill_id, "position")
);

create table bill_run (
  id bigint not null generated always as identity,
  billing_cycle text not null,
  read_through date not null,
  issued_on date not null,
  due_on date not null,
  supplement smallint not null default 0,
  state text not null,
  created_at timestamp with time zone not null,
  posted_at timestamp with time zone,
  constraint bill_run_posted_has_its_moment CHECK ((((state <> 'posted'::text) OR (posted_at IS NOT NULL)) AND ((posted_at IS NULL) OR (state = ANY (ARRAY['posted'::text, 'cancelled'::text]))))),
  constraint bill_run_state_is_known CHECK ((state = ANY (ARRAY['calculated'::text, 'approved'::text, 'posted'::text, 'cancelled'::text]))),
  constraint bill_run_pkey PRIMARY KEY (id),
  constraint bill_run_billing_cycle_read_through_supplement_key UNIQUE (billing_cycle, read_through, supplement)
);

create table bill_run_event (
  id bigint not null generated always as identity,
  bill_run_id bigint not null,
  event text not null,
  staff_id text,
  reason text not null default ''::text,
  detail jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  constraint bill_run_event_event_check CHECK ((event = ANY (ARRAY['calculated'::text, 'approved'::text, 'posted'::text, 'cancelled'::text, 'cancelled-in-part'::text]))),
  constraint bill_run_event_bill_run_id_fkey FOREIGN KEY (bill_run_id) REFERENCES bill_run(id),
  constraint bill_run_event_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint bill_run_event_pkey PRIMARY KEY (id)
);

create table bill_run_step (
  bill_run_id bigint not null,
  bills bigint not null,
  new_charges_cents bigint not null,
  gallons numeric not null,
  paper bigint not null,
  estimated bigint not null
);

create table bill_to_print (
  bill_id bigint not null,
  batch_id bigint not null,
  letters text,
  email_refused boolean not null,
  found_at timestamp with time zone not null,
  printed_at timestamp with time zone,
  constraint bill_to_print_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES print_batch(id),
  constraint bill_to_print_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint bill_to_print_pkey PRIMARY KEY (bill_id)
);

create table billed_days_touched (
  from_day date not null,
  until_day date not null
);

create table billed_month (
  month date not null,
  zone text not null,
  gallons double precision not null,
  billed_days bigint not null,
  served_days bigint not null,
  constraint billed_month_pkey PRIMARY KEY (month, zone)
);

create table billed_month_kept (
  month date not null,
  constraint billed_month_kept_pkey PRIMARY KEY (month)
);

create table consent (
  id bigint not null generated always as identity,
  login_id text not null,
  kind text not null,
  text text not null,
  version text not null,
  language text not null,
  channel text not null,
  given_at timestamp with time zone not null,
  address text,
  constraint consent_channel_check CHECK ((channel = 'portal'::text)),
  constraint consent_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint consent_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint consent_pkey PRIMARY KEY (id)
);

create table customer (
  id bigint not null generated always as identity,
  number text not null,
  name text not null,
  language text not null default 'es'::text,
  phone text,
  email text,
  mailing_line1 text not null,
  mailing_line2 text,
  mailing_city text not null,
  mailing_state text,
  mailing_zip text,
  created_at timestamp with time zone not null,
  kind text not null default 'person'::text,
  mailing_line3 text,
  mailing_line4 text,
  mailing_country text,
  phone_2 text,
  exchange_run_id bigint,
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'business'::text]))),
  constraint customer_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint customer_mailing_address_of_its_country CHECK (
CASE
    WHEN (COALESCE(mailing_country, 'US'::text) = ANY (ARRAY['US'::text, 'USA'::text])) THEN ((mailing_state IS NOT NULL) AND (length(mailing_state) = 2) AND (mailing_zip IS NOT NULL) AND (mailing_zip ~ '^[0-9]{5}(-[0-9]{4})?$'::text))
    ELSE true
END),
  constraint customer_name_check CHECK ((name <> ''::text)),
  constraint customer_number_is_written_well CHECK ((((length(number) >= 1) AND (length(number) <= 64)) AND (number = btrim(number)))),
  constraint customer_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint customer_pkey PRIMARY KEY (id),
  constraint customer_number_key UNIQUE (number)
);

create table customer_change (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  field text not null,
  was text not null,
  became text not null,
  reason text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint customer_change_says_why CHECK ((reason <> ''::text)),
  constraint customer_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint customer_change_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint customer_change_pkey PRIMARY KEY (id)
);

create table deposit_credit (
  ledger_entry_id bigint not null,
  account_id bigint not null,
  why text not null,
  bills smallint not null,
  taken_on date not null,
  constraint deposit_credit_why_check CHECK ((why = ANY (ARRAY['prompt'::text, 'final'::text]))),
  constraint deposit_credit_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint deposit_credit_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint deposit_credit_pkey PRIMARY KEY (ledger_entry_id)
);

create table deposit_taken (
  ledger_entry_id bigint not null,
  account_id bigint not null,
  kind text not null,
  label_es text not null,
  label_en text not null,
  note text not null,
  staff_id text,
  taken_at timestamp with time zone not null,
  label_others jsonb,
  constraint deposit_taken_label_others_check CHECK ((jsonb_typeof(label_others) = 'object'::text)),
  constraint deposit_taken_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint deposit_taken_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint deposit_taken_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint deposit_taken_pkey PRIMARY KEY (ledger_entry_id)
);

create table digest (
  login_id text not null,
  chosen_at timestamp with time zone not null,
  last_sent_on date not null,
  constraint digest_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint digest_pkey PRIMARY KEY (login_id)
);

create table digest_item (
  id bigint not null generated always as identity,
  login_id text not null,
  account_id bigint not null,
  subject text not null,
  key text not null,
  held_at timestamp with time zone not null,
  constraint digest_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint digest_item_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint digest_item_pkey PRIMARY KEY (id),
  constraint digest_item_key_key UNIQUE (key)
);

create table ebill (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  email text not null,
  language text not null,
  consent_text text not null,
  consent_version text not null,
  consented_at timestamp with time zone not null,
  consented_address text not null,
  verification_hash text not null,
  verification_expires_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint ebill_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint ebill_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint ebill_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint ebill_pkey PRIMARY KEY (id)
);

create table edited_day (
  meter_id integer not null,
  day date not null,
  decimals smallint not null,
  said bytea not null,
  hours bytea not null,
  constraint edited_day_meter_exists FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint edited_day_pkey PRIMARY KEY (meter_id, day)
);

create table email_change (
  id bigint not null generated always as identity,
  login_id text not null,
  email text not null,
  email_before text,
  code_hash text,
  code_tries smallint not null default 0,
  link_hash text,
  objection_hash text,
  objection_hash_after text,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  proven_at timestamp with time zone,
  ended_at timestamp with time zone,
  objected_at timestamp with time zone,
  constraint email_change_check CHECK ((proven_at >= asked_at)),
  constraint email_change_check1 CHECK ((ended_at >= asked_at)),
  constraint email_change_check2 CHECK ((objected_at >= asked_at)),
  constraint email_change_email_check CHECK ((email = lower(email))),
  constraint email_change_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint email_change_pkey PRIMARY KEY (id),
  constraint email_change_link_hash_key UNIQUE (link_hash),
  constraint email_change_objection_hash_after_key UNIQUE (objection_hash_after),
  constraint email_change_objection_hash_key UNIQUE (objection_hash)
);

create table exchange_ack (
  id bigint not null generated always as identity,
  batch_id bigint not null,
  receipt text,
  status text not null,
  reason text,
  file_name text not null,
  received_at timestamp with time zone not null,
  constraint exchange_ack_status_check CHECK ((status = ANY (ARRAY['accepted'::text, 'refused'::text]))),
  constraint exchange_ack_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES exchange_batch(id),
  constraint exchange_ack_pkey PRIMARY KEY (id),
  constraint exchange_ack_batch_id_receipt_status_key UNIQUE NULLS NOT DISTINCT (batch_id, receipt, status)
);

create table exchange_balance (
  account_id bigint not null,
  as_of date not null,
  balance_cents bigint not null,
  past_due_cents bigint,
  deposit_cents bigint,
  payoff_cents bigint,
  last_payment_on date,
  last_payment_cents bigint,
  run_id bigint not null,
  constraint exchange_balance_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_balance_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_balance_pkey PRIMARY KEY (account_id)
);

create table exchange_batch (
  id bigint not null generated always as identity,
  kind text not null,
  number integer not null,
  form text not null,
  file_name text not null,
  made_on date not null,
  made_at timestamp with time zone not null,
  items integer not null,
  total_cents bigint,
  content text not null,
  sha256 text not null,
  written_at timestamp with time zone,
  constraint exchange_batch_check CHECK (((total_cents IS NOT NULL) = (kind = 'payments'::text))),
  constraint exchange_batch_form_check CHECK ((form = ANY (ARRAY['csv'::text, 'lockbox'::text, 'bai'::text, 'ccb-staging'::text]))),
  constraint exchange_batch_items_check CHECK ((items > 0)),
  constraint exchange_batch_kind_check CHECK ((kind = ANY (ARRAY['payments'::text, 'changes'::text, 'enrolments'::text]))),
  constraint exchange_batch_number_check CHECK ((number > 0)),
  constraint exchange_batch_pkey PRIMARY KEY (id),
  constraint exchange_batch_file_name_key UNIQUE (file_name),
  constraint exchange_batch_kind_number_key UNIQUE (kind, number)
);

create table exchange_batch_row (
  batch_id bigint not null,
  line integer not null,
  receipt text not null,
  attempt smallint not null,
  account_id bigint not null,
  kind text not null,
  amount_cents bigint not null,
  ledger_entry_id bigint not null,
  decided_attempt smallint generated always as (NULLIF(attempt, 1)) stored,
  constraint exchange_batch_row_attempt_check CHECK ((attempt > 0)),
  constraint exchange_batch_row_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'return'::text, 'refund'::text, 'dispute'::text, 'reinstated'::text]))),
  constraint exchange_batch_row_line_check CHECK ((line > 0)),
  constraint exchange_batch_row_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_batch_row_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES exchange_batch(id),
  constraint exchange_batch_row_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint exchange_batch_row_receipt_decided_attempt_fkey FOREIGN KEY (receipt, decided_attempt) REFERENCES exchange_resend(receipt, attempt),
  constraint exchange_batch_row_pkey PRIMARY KEY (batch_id, line),
  constraint exchange_batch_row_receipt_attempt_key UNIQUE (receipt, attempt)
);

create table exchange_bill_before (
  id bigint not null generated always as identity,
  bill_id bigint not null,
  run_id bigint not null,
  bill jsonb not null,
  lines jsonb not null,
  constraint exchange_bill_before_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint exchange_bill_before_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_bill_before_pkey PRIMARY KEY (id)
);

create table exchange_bill_pdf (
  bill_id bigint not null,
  name text not null,
  sha256 character(64) not null,
  bytes bytea not null,
  constraint exchange_bill_pdf_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint exchange_bill_pdf_pkey PRIMARY KEY (bill_id)
);

create table exchange_bill_read (
  bill_id bigint not null,
  "position" smallint not null,
  service_point text not null,
  meter text,
  register text,
  previous_on date,
  previous_read numeric,
  current_on date,
  current_read numeric,
  usage numeric not null,
  unit text not null,
  multiplier numeric,
  kind text,
  constraint exchange_bill_read_pkey PRIMARY KEY (bill_id, "position")
);

create table exchange_change (
  batch_id bigint not null,
  line integer not null,
  customer_id bigint not null,
  field text not null,
  old_value text,
  new_value text not null,
  changed_at timestamp with time zone not null,
  constraint exchange_change_line_check CHECK ((line > 0)),
  constraint exchange_change_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES exchange_batch(id),
  constraint exchange_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint exchange_change_pkey PRIMARY KEY (batch_id, line)
);

create table exchange_confirmation (
  receipt text not null,
  account_id bigint not null,
  transaction_id text not null,
  amount_cents bigint not null,
  on_day date not null,
  run_id bigint not null,
  constraint exchange_confirmation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_confirmation_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_confirmation_pkey PRIMARY KEY (receipt)
);

create table exchange_difference (
  ledger_entry_id bigint not null,
  run_id bigint not null,
  account_id bigint not null,
  amount_cents bigint not null,
  constraint exchange_difference_amount_cents_check CHECK ((amount_cents <> 0)),
  constraint exchange_difference_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_difference_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint exchange_difference_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_difference_pkey PRIMARY KEY (ledger_entry_id)
);

create table exchange_enrolment (
  batch_id bigint not null,
  line integer not null,
  account_id bigint not null,
  autopay_since timestamp with time zone,
  ebill_since timestamp with time zone,
  constraint exchange_enrolment_line_check CHECK ((line > 0)),
  constraint exchange_enrolment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_enrolment_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES exchange_batch(id),
  constraint exchange_enrolment_pkey PRIMARY KEY (batch_id, line)
);

create table exchange_receipt_ahead (
  receipt text not null,
  constraint exchange_receipt_ahead_pkey PRIMARY KEY (receipt)
);

create table exchange_refusal (
  run_id bigint not null,
  "position" integer not null,
  file text not null,
  line integer not null,
  column_name text,
  code text not null,
  params jsonb not null default '{}'::jsonb,
  kept text not null,
  constraint exchange_refusal_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_refusal_pkey PRIMARY KEY (run_id, "position")
);

create table exchange_resend (
  receipt text not null,
  attempt smallint not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  reason text not null,
  constraint exchange_resend_attempt_check CHECK ((attempt > 1)),
  constraint exchange_resend_reason_check CHECK ((reason <> ''::text)),
  constraint exchange_resend_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff_member(id),
  constraint exchange_resend_pkey PRIMARY KEY (receipt, attempt)
);

create table exchange_row_open (
  receipt text not null,
  attempt smallint not null,
  batch_id bigint not null,
  line integer not null,
  constraint exchange_row_open_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES exchange_batch(id),
  constraint exchange_row_open_pkey PRIMARY KEY (receipt)
);

create table exchange_run (
  id bigint not null generated always as identity,
  number integer,
  previous_number integer,
  scope text not null,
  as_of date not null,
  sha256 character(64) not null,
  source text not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  state text not null,
  waits_for text[] not null default '{}'::text[],
  approved_by text,
  approved_at timestamp with time zone,
  applied_at timestamp with time zone,
  report jsonb not null,
  constraint exchange_run_check CHECK (((state = 'applied'::text) = (applied_at IS NOT NULL))),
  constraint exchange_run_check1 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint exchange_run_number_check CHECK ((number >= 0)),
  constraint exchange_run_previous_number_check CHECK ((previous_number >= 0)),
  constraint exchange_run_scope_is_known CHECK ((scope = ANY (ARRAY['full'::text, 'delta'::text]))),
  constraint exchange_run_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint exchange_run_state_is_known CHECK ((state = ANY (ARRAY['waits'::text, 'applied'::text, 'refused'::text, 'turned-down'::text]))),
  constraint exchange_run_pkey PRIMARY KEY (id)
);

create table exchange_shadow_bill (
  run_id bigint not null,
  bill_id bigint not null,
  exchange_run_id bigint,
  outcome text not null,
  theirs_cents bigint not null,
  ours_cents bigint,
  problem jsonb,
  constraint exchange_shadow_bill_check CHECK (((problem IS NOT NULL) = (outcome = 'not-calculated'::text))),
  constraint exchange_shadow_bill_outcome_check CHECK ((outcome = ANY (ARRAY['equal'::text, 'different'::text, 'not-calculated'::text]))),
  constraint exchange_shadow_bill_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint exchange_shadow_bill_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_shadow_run(id),
  constraint exchange_shadow_bill_pkey PRIMARY KEY (run_id, bill_id)
);

create table exchange_shadow_difference (
  run_id bigint not null,
  bill_id bigint not null,
  ordinal smallint not null,
  reason text not null,
  "position" smallint,
  their_description text,
  their_cents bigint,
  our_part text,
  our_label text,
  our_cents bigint,
  constraint exchange_shadow_difference_reason_check CHECK ((reason = ANY (ARRAY['rate'::text, 'use'::text, 'days'::text, 'fee'::text, 'rounding'::text, 'line-unknown'::text, 'line-missing'::text]))),
  constraint exchange_shadow_difference_run_id_bill_id_fkey FOREIGN KEY (run_id, bill_id) REFERENCES exchange_shadow_bill(run_id, bill_id),
  constraint exchange_shadow_difference_pkey PRIMARY KEY (run_id, bill_id, ordinal)
);

create table exchange_shadow_line (
  bill_id bigint not null,
  "position" smallint not null,
  quantity numeric,
  unit text,
  unit_price numeric,
  explanation jsonb not null,
  constraint exchange_shadow_line_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id) ON DELETE CASCADE,
  constraint exchange_shadow_line_pkey PRIMARY KEY (bill_id, "position")
);

create table exchange_shadow_note (
  id bigint not null generated always as identity,
  bill_id bigint not null,
  reason text not null,
  note text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint exchange_shadow_note_says_something CHECK ((note <> ''::text)),
  constraint exchange_shadow_note_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint exchange_shadow_note_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint exchange_shadow_note_pkey PRIMARY KEY (id)
);

create table exchange_shadow_run (
  id bigint not null generated always as identity,
  began_at timestamp with time zone not null,
  began_by text not null,
  finished_at timestamp with time zone,
  bills integer not null default 0,
  equal integer not null default 0,
  different integer not null default 0,
  not_calculated integer not null default 0,
  sha256 text,
  signed_by text,
  signed_name text,
  signed_at timestamp with time zone,
  constraint exchange_shadow_run_check CHECK (((sha256 IS NOT NULL) = (finished_at IS NOT NULL))),
  constraint exchange_shadow_run_check1 CHECK ((num_nulls(signed_by, signed_name, signed_at) = ANY (ARRAY[0, 3]))),
  constraint exchange_shadow_run_check2 CHECK (((signed_at IS NULL) OR (finished_at IS NOT NULL))),
  constraint exchange_shadow_run_signed_name_check CHECK ((signed_name <> ''::text)),
  constraint exchange_shadow_run_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES staff_member(id),
  constraint exchange_shadow_run_pkey PRIMARY KEY (id)
);

create table exchange_transaction (
  transaction_id text not null,
  account_id bigint not null,
  on_day date not null,
  kind text not null,
  amount_cents bigint not null,
  bill_number text,
  reverses text,
  tender text,
  description text,
  reference text,
  run_id bigint not null,
  ledger_entry_id bigint,
  constraint exchange_transaction_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exchange_transaction_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint exchange_transaction_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_transaction_pkey PRIMARY KEY (transaction_id)
);

create table exchange_upload (
  run_id bigint not null,
  name text not null,
  bytes bytea not null,
  constraint exchange_upload_run_id_fkey FOREIGN KEY (run_id) REFERENCES exchange_run(id),
  constraint exchange_upload_pkey PRIMARY KEY (run_id, name)
);

create table fee_answer (
  charge_id bigint not null,
  staff_id text not null,
  outcome text not null,
  reason text not null,
  ledger_entry_id bigint,
  answered_at timestamp with time zone not null,
  constraint fee_answer_check CHECK (((outcome = 'approved'::text) = (ledger_entry_id IS NOT NULL))),
  constraint fee_answer_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'denied'::text]))),
  constraint fee_answer_charge_id_fkey FOREIGN KEY (charge_id) REFERENCES fee_charge(id),
  constraint fee_answer_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint fee_answer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint fee_answer_pkey PRIMARY KEY (charge_id),
  constraint fee_answer_ledger_entry_id_key UNIQUE (ledger_entry_id)
);

create table fee_charge (
  id bigint not null generated always as identity,
  account_id bigint not null,
  fee text not null,
  label_es text not null,
  label_en text not null,
  amount_cents bigint not null,
  sample boolean not null,
  reason text not null,
  staff_id text,
  payment_reference text,
  ledger_entry_id bigint,
  form_key text not null,
  asked_at timestamp with time zone not null,
  bill_id bigint,
  label_others jsonb,
  constraint fee_charge_amount_cents_check CHECK ((amount_cents > 0)),
  constraint fee_charge_check CHECK (((staff_id IS NULL) = (payment_reference IS NOT NULL))),
  constraint fee_charge_label_others_check CHECK ((jsonb_typeof(label_others) = 'object'::text)),
  constraint fee_charge_reason_check CHECK ((reason <> ''::text)),
  constraint fee_charge_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fee_charge_bill_id_fkey FOREIGN KEY (bill_id) REFERENCES bill(id),
  constraint fee_charge_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint fee_charge_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint fee_charge_pkey PRIMARY KEY (id),
  constraint fee_charge_form_key_key UNIQUE (form_key),
  constraint fee_charge_ledger_entry_id_key UNIQUE (ledger_entry_id)
);

create table figures_basis (
  only_one boolean not null default true,
  cut_over date not null,
  last_draft_days integer not null,
  time_zone text not null,
  constraint figures_basis_only_one_check CHECK (only_one),
  constraint figures_basis_pkey PRIMARY KEY (only_one)
);

create table forecast_errors (
  days_ahead smallint not null,
  errors real[] not null,
  homes integer not null,
  measured_on date not null,
  constraint forecast_errors_days_ahead_check CHECK (((days_ahead >= 1) AND (days_ahead <= 100))),
  constraint forecast_errors_homes_check CHECK ((homes >= 0)),
  constraint forecast_errors_pkey PRIMARY KEY (days_ahead)
);

create table form_answer (
  form text not null,
  begun_at timestamp with time zone not null,
  location text,
  constraint form_answer_pkey PRIMARY KEY (form)
);

create table household_profile (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  occupants smallint,
  home text,
  irrigated_square_feet integer,
  pool boolean,
  fixtures text,
  softener boolean,
  said_at timestamp with time zone not null,
  constraint household_profile_fixtures_check CHECK ((fixtures = ANY (ARRAY['efficient'::text, 'mixed'::text, 'older'::text]))),
  constraint household_profile_home_check CHECK ((home = ANY (ARRAY['house'::text, 'attached'::text, 'apartment'::text, 'manufactured'::text]))),
  constraint household_profile_irrigated_square_feet_check CHECK (((irrigated_square_feet >= 0) AND (irrigated_square_feet <= 500000))),
  constraint household_profile_occupants_check CHECK (((occupants >= 1) AND (occupants <= 50))),
  constraint household_profile_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint household_profile_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint household_profile_pkey PRIMARY KEY (id)
);

create table interval_channel (
  meter_id bigint not null,
  unit text not null,
  decimals smallint not null,
  constraint interval_channel_decimals_check CHECK (((decimals >= 0) AND (decimals <= 6))),
  constraint interval_channel_unit_check CHECK ((unit = ANY (ARRAY['gal'::text, 'kgal'::text, 'cf'::text, 'ccf'::text, 'm3'::text, 'l'::text]))),
  constraint interval_channel_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint interval_channel_pkey PRIMARY KEY (meter_id)
);

create table job_answer (
  id bigint not null generated always as identity,
  job_id bigint not null,
  task text not null,
  notice_id bigint,
  answer text not null,
  reason text,
  last_error text,
  staff_id text,
  answered_at timestamp with time zone not null,
  constraint job_answer_answer_check CHECK ((answer = ANY (ARRAY['sent-again'::text, 'discarded'::text]))),
  constraint job_answer_discarded_has_reason CHECK (((answer = 'discarded'::text) = (reason IS NOT NULL))),
  constraint job_answer_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  constraint job_answer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint job_answer_pkey PRIMARY KEY (id)
);

create table kiosk_device (
  id bigint not null generated always as identity,
  name text not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  enrolment_hash text not null,
  enrolment_expires_at timestamp with time zone not null,
  token_hash text,
  enrolled_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint kiosk_device_check CHECK ((revoked_at >= added_at)),
  constraint kiosk_device_check1 CHECK (((token_hash IS NULL) = (enrolled_at IS NULL))),
  constraint kiosk_device_check2 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint kiosk_device_name_check CHECK ((name <> ''::text)),
  constraint kiosk_device_added_by_fkey FOREIGN KEY (added_by) REFERENCES staff_member(id),
  constraint kiosk_device_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES staff_member(id),
  constraint kiosk_device_pkey PRIMARY KEY (id),
  constraint kiosk_device_enrolment_hash_key UNIQUE (enrolment_hash),
  constraint kiosk_device_token_hash_key UNIQUE (token_hash)
);

create table kiosk_visit (
  id bigint not null generated always as identity,
  device_id bigint not null,
  token_hash text not null,
  choice text not null,
  step text not null,
  began_at timestamp with time zone not null,
  last_active_at timestamp with time zone not null,
  login_session_id text,
  constraint kiosk_visit_check CHECK ((last_active_at >= began_at)),
  constraint kiosk_visit_choice_check CHECK ((choice = ANY (ARRAY['register'::text, 'pay'::text, 'sign-in'::text]))),
  constraint kiosk_visit_device_id_fkey FOREIGN KEY (device_id) REFERENCES kiosk_device(id),
  constraint kiosk_visit_pkey PRIMARY KEY (id),
  constraint kiosk_visit_token_hash_key UNIQUE (token_hash)
);

create table kiosk_visit_end (
  visit_id bigint not null,
  ended_at timestamp with time zone not null,
  how text not null,
  session_ended boolean not null,
  cookies_dropped text[],
  constraint kiosk_visit_end_how_check CHECK ((how = ANY (ARRAY['finished'::text, 'idle'::text, 'ran-out'::text, 'left'::text, 'revoked'::text]))),
  constraint kiosk_visit_end_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES kiosk_visit(id),
  constraint kiosk_visit_end_pkey PRIMARY KEY (visit_id)
);

create table kiosk_wipe_check (
  visit_id bigint not null,
  checked_at timestamp with time zone not null,
  cookies_left text[] not null,
  constraint kiosk_wipe_check_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES kiosk_visit_end(visit_id),
  constraint kiosk_wipe_check_pkey PRIMARY KEY (visit_id)
);

create table last_meter_survey (
  only_one boolean not null default true,
  surveyed_at timestamp with time zone not null,
  meters bigint not null,
  reads_through timestamp with time zone not null,
  constraint last_meter_survey_only_one_check CHECK (only_one),
  constraint last_meter_survey_pkey PRIMARY KEY (only_one)
);

create table late_fee_hold (
  account_id bigint not null,
  until_on date not null,
  reason text not null,
  created_at timestamp with time zone not null,
  constraint late_fee_hold_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint late_fee_hold_pkey PRIMARY KEY (account_id)
);

create table leak_credit_appeal (
  request_id bigint not null,
  login_id text not null,
  reason text not null,
  appealed_at timestamp with time zone not null,
  constraint leak_credit_appeal_reason_check CHECK ((reason <> ''::text)),
  constraint leak_credit_appeal_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint leak_credit_appeal_request_id_fkey FOREIGN KEY (request_id) REFERENCES leak_credit_request(id),
  constraint leak_credit_appeal_pkey PRIMARY KEY (request_id)
);

create table leak_credit_decision (
  request_id bigint not null,
  round smallint not null,
  staff_id text not null,
  outcome text not null,
  amount_cents bigint not null,
  reason text not null,
  ledger_entry_id bigint,
  decided_at timestamp with time zone not null,
  cis_reference text,
  constraint leak_credit_decision_amount_cents_check CHECK ((amount_cents >= 0)),
  constraint leak_credit_decision_check CHECK ((((outcome = 'approved'::text) = (amount_cents > 0)) AND (num_nonnulls(ledger_entry_id, cis_reference) =
CASE
    WHEN (outcome = 'approved'::text) THEN 1
    ELSE 0
END))),
  constraint leak_credit_decision_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'denied'::text]))),
  constraint leak_credit_decision_reason_check CHECK ((reason <> ''::text)),
  constraint leak_credit_decision_reference_says_something CHECK ((cis_reference <> ''::text)),
  constraint leak_credit_decision_round_check CHECK ((round = ANY (ARRAY[1, 2]))),
  constraint leak_credit_decision_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint leak_credit_decision_request_id_fkey FOREIGN KEY (request_id) REFERENCES leak_credit_request(id),
  constraint leak_credit_decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint leak_credit_decision_pkey PRIMARY KEY (request_id, round),
  constraint leak_credit_decision_ledger_entry_id_key UNIQUE (ledger_entry_id),
  constraint leak_credit_decision_request_id_staff_id_key UNIQUE (request_id, staff_id)
);

create table leak_credit_request (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  account_id bigint not null,
  login_id text not null,
  language text not null,
  note text not null,
  offer jsonb not null,
  offered_cents bigint not null,
  asked_at timestamp with time zone not null,
  constraint leak_credit_request_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint leak_credit_request_offered_cents_check CHECK ((offered_cents >= 0)),
  constraint leak_credit_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint leak_credit_request_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint leak_credit_request_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint leak_credit_request_pkey PRIMARY KEY (id),
  constraint leak_credit_request_alert_id_key UNIQUE (alert_id)
);

create table leak_search_answer (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  login_id text not null,
  step text not null,
  answer text not null,
  answered_at timestamp with time zone not null,
  constraint leak_search_answer_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint leak_search_answer_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint leak_search_answer_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint leak_search_answer_pkey PRIMARY KEY (id)
);

create table ledger_entry (
  id bigint not null generated always as identity,
  kind text not null,
  effective_on date not null,
  inserted_at timestamp with time zone not null,
  memo text not null,
  idempotency_key text not null,
  input_hash text not null,
  reverses_id bigint,
  constraint ledger_entry_kind_is_known CHECK ((kind = ANY (ARRAY['opening-balance'::text, 'bill'::text, 'payment'::text, 'payment-return'::text, 'refund'::text, 'dispute'::text, 'processor-fee'::text, 'late-fee'::text, 'fee'::text, 'deposit'::text, 'deposit-credit'::text, 'adjustment'::text, 'write-off'::text, 'reversal'::text, 'balance-transfer'::text, 'transferred-charge'::text, 'deposit-transfer'::text]))),
  constraint ledger_entry_reversal_names_what_it_undoes CHECK (((kind = 'reversal'::text) = (reverses_id IS NOT NULL))),
  constraint ledger_entry_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES ledger_entry(id),
  constraint ledger_entry_pkey PRIMARY KEY (id),
  constraint ledger_entry_idempotency_key_key UNIQUE (idempotency_key),
  constraint ledger_entry_reverses_id_key UNIQUE (reverses_id)
);

create table login (
  id text not null,
  email text,
  email_verified boolean not null,
  name text not null,
  image text,
  language text not null default 'es'::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_email_check CHECK ((email = lower(email))),
  constraint login_email_verified_check CHECK (((email IS NOT NULL) OR (NOT email_verified))),
  constraint login_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint login_pkey PRIMARY KEY (id),
  constraint login_email_key UNIQUE (email)
);

create table login_credential (
  id text not null,
  login_id text not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_credential_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint login_credential_pkey PRIMARY KEY (id),
  constraint login_credential_provider_id_account_id_key UNIQUE (provider_id, account_id)
);

create table login_passkey (
  id text not null,
  login_id text not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint login_passkey_counter_check CHECK ((counter >= 0)),
  constraint login_passkey_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint login_passkey_pkey PRIMARY KEY (id)
);

create table login_recovery_code (
  login_id text not null,
  "position" smallint not null,
  code_hash text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint login_recovery_code_check CHECK ((used_at >= made_at)),
  constraint login_recovery_code_position_check CHECK ((("position" >= 1) AND ("position" <= 10))),
  constraint login_recovery_code_login_id_fkey FOREIGN KEY (login_id) REFERENCES login_totp(login_id) ON DELETE CASCADE,
  constraint login_recovery_code_pkey PRIMARY KEY (login_id, "position")
);

create table login_session (
  id text not null,
  login_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_session_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint login_session_pkey PRIMARY KEY (id),
  constraint login_session_token_key UNIQUE (token)
);

create table login_totp (
  login_id text not null,
  secret text not null,
  made_at timestamp with time zone not null,
  verified_at timestamp with time zone,
  codes_saved_at timestamp with time zone,
  constraint login_totp_check CHECK ((verified_at >= made_at)),
  constraint login_totp_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint login_totp_pkey PRIMARY KEY (login_id)
);

create table login_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_verification_pkey PRIMARY KEY (id)
);

create table mailed_code (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text,
  code_hash text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  attempts smallint not null default 0,
  constraint mailed_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint mailed_code_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint mailed_code_pkey PRIMARY KEY (id)
);

create table meter (
  id bigint not null generated always as identity,
  serial text not null,
  size text not null,
  unit text not null,
  multiplier numeric not null default 1,
  dials smallint not null,
  number text,
  register text not null default ''::text,
  manufacturer text,
  model text,
  endpoint text,
  resolution numeric,
  exchange_run_id bigint,
  constraint meter_dials_check CHECK (((dials >= 3) AND (dials <= 12))),
  constraint meter_multiplier_check CHECK ((multiplier > (0)::numeric)),
  constraint meter_resolution_check CHECK ((resolution > (0)::numeric)),
  constraint meter_unit_is_known CHECK ((unit = ANY (ARRAY['gal'::text, 'kgal'::text, 'cf'::text, 'ccf'::text, 'm3'::text, 'l'::text, 'af'::text]))),
  constraint meter_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint meter_pkey PRIMARY KEY (id),
  constraint meter_serial_key UNIQUE (serial)
);

create table meter_day (
  meter_id integer not null,
  day date not null,
  import_id integer not null,
  first_line integer not null,
  last_line integer not null,
  hours bytea not null,
  constraint meter_day_pkey PRIMARY KEY (meter_id, day)
) partition by RANGE (day);

create table meter_installation (
  id bigint not null generated always as identity,
  service_point_id bigint not null,
  meter_id bigint not null,
  installed_on date not null,
  installed_count bigint not null,
  removed_on date,
  removed_count bigint,
  constraint meter_installation_check CHECK ((removed_on >= installed_on)),
  constraint meter_installation_check1 CHECK (((removed_on IS NULL) = (removed_count IS NULL))),
  constraint meter_installation_installed_count_check CHECK ((installed_count >= 0)),
  constraint meter_installation_removed_count_check CHECK ((removed_count >= 0)),
  constraint meter_installation_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint meter_installation_service_point_id_fkey FOREIGN KEY (service_point_id) REFERENCES service_point(id),
  constraint meter_installation_pkey PRIMARY KEY (id),
  constraint meter_installation_meter_id_daterange_excl EXCLUDE USING gist (meter_id WITH =, daterange(installed_on, removed_on) WITH &&)
);

create table meter_survey (
  meter_id integer not null,
  surveyed_at timestamp with time zone not null,
  reads_from timestamp with time zone not null,
  reads_through timestamp with time zone not null,
  last_flow_at timestamp with time zone,
  night_gallons_an_hour double precision,
  unowned_gallons double precision,
  unbilled_gallons double precision,
  constraint meter_survey_meter_exists FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint meter_survey_pkey PRIMARY KEY (meter_id)
);

create table method_setup (
  id bigint not null generated always as identity,
  reference text not null,
  login_id text not null,
  processor_session text,
  processor_url text,
  payment_method_id bigint,
  idempotency_key text not null,
  created_at timestamp with time zone not null,
  constraint method_setup_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint method_setup_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_method(id),
  constraint method_setup_pkey PRIMARY KEY (id),
  constraint method_setup_idempotency_key_key UNIQUE (idempotency_key),
  constraint method_setup_processor_session_key UNIQUE (processor_session),
  constraint method_setup_reference_key UNIQUE (reference)
);

create table migration (
  name text not null,
  sha256 text not null,
  ran_at timestamp with time zone not null default now(),
  release text,
  constraint migration_pkey PRIMARY KEY (name)
);

create table move_channel (
  channel text not null,
  contacts bigint not null,
  accounts bigint not null,
  constraint move_channel_pkey PRIMARY KEY (channel)
);

create table move_day (
  on_day date not null,
  kind text not null,
  steps bigint not null,
  constraint move_day_pkey PRIMARY KEY (on_day, kind)
);

create table move_figures (
  closed_on date not null,
  lapses_on date not null,
  accounts bigint not null,
  registered bigint not null,
  with_autopay bigint not null,
  had_ebill bigint not null,
  with_ebill bigint not null,
  constraint move_figures_pkey PRIMARY KEY (closed_on, lapses_on)
);

create table move_in (
  id bigint not null generated always as identity,
  account_id bigint not null,
  begins_on date,
  left_account_id bigint,
  ended_with_it boolean not null default false,
  reason text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint move_in_check CHECK (((begins_on IS NOT NULL) OR ((left_account_id IS NULL) AND (NOT ended_with_it)))),
  constraint move_in_says_why CHECK ((reason <> ''::text)),
  constraint move_in_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint move_in_left_account_id_fkey FOREIGN KEY (left_account_id) REFERENCES account(id),
  constraint move_in_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint move_in_pkey PRIMARY KEY (id)
);

create table move_step (
  at timestamp with time zone not null,
  kind text not null,
  steps integer not null
);

create table notice (
  id bigint not null generated always as identity,
  account_id bigint,
  customer_id bigint,
  login_id text,
  event text not null,
  channel text not null,
  language text not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  idempotency_key text not null,
  state text not null,
  private boolean not null default false,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  failure text,
  tried_at timestamp with time zone,
  carrier_id text,
  rest jsonb,
  constraint notice_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'letter'::text, 'sms'::text, 'voice'::text]))),
  constraint notice_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint notice_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text]))),
  constraint notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint notice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint notice_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_idempotency_key_key UNIQUE (idempotency_key)
);

create table notice_answer (
  notice_id bigint not null,
  staff_id text not null,
  reason text not null,
  at timestamp with time zone not null,
  constraint notice_answer_reason_check CHECK ((reason <> ''::text)),
  constraint notice_answer_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  constraint notice_answer_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint notice_answer_pkey PRIMARY KEY (notice_id)
);

create table outreach (
  id bigint not null generated always as identity,
  account_id bigint not null,
  channel text not null,
  reason text not null,
  notice_id bigint,
  staff_id text,
  note text,
  at timestamp with time zone not null,
  constraint outreach_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'letter'::text, 'phone'::text, 'sms'::text]))),
  constraint outreach_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint outreach_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  constraint outreach_staff_member_exists FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint outreach_pkey PRIMARY KEY (id)
);

create table passkey_challenge (
  token_hash text not null,
  challenge text not null,
  login_id text,
  expires_at timestamp with time zone not null,
  realm text not null default 'customer'::text,
  staff_id text,
  constraint passkey_challenge_person CHECK (
CASE realm
    WHEN 'staff'::text THEN (login_id IS NULL)
    ELSE (staff_id IS NULL)
END),
  constraint passkey_challenge_realm_check CHECK ((realm = ANY (ARRAY['customer'::text, 'staff'::text]))),
  constraint passkey_challenge_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint passkey_challenge_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint passkey_challenge_pkey PRIMARY KEY (token_hash)
);

create table payment (
  id bigint not null generated always as identity,
  reference text not null,
  account_id bigint not null,
  amount_cents bigint not null,
  fee_cents bigint not null default 0,
  channel text not null,
  state text not null,
  login_id text,
  staff_id text,
  payment_method_id bigint,
  method_kind text,
  method_brand text,
  method_last4 character(4),
  processor text,
  processor_session text,
  processor_url text,
  processor_payment text,
  decline_code text,
  return_code text,
  receipt_email text,
  receipt_language text not null default 'es'::text,
  idempotency_key text not null,
  started_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  paid_on date,
  ledger_entry_id bigint,
  undoing_entry_id bigint,
  refunded_cents bigint not null default 0,
  refund_said_at timestamp with time zone,
  disputed_cents bigint not null default 0,
  bank_said_at timestamp with time zone,
  constraint payment_amount_cents_check CHECK ((amount_cents > 0)),
  constraint payment_channel_check CHECK ((channel = ANY (ARRAY['portal'::text, 'guest'::text, 'phone'::text, 'autopay'::text, 'counter'::text, 'lockbox'::text, 'legacy'::text]))),
  constraint payment_check2 CHECK (((ledger_entry_id IS NULL) = (paid_on IS NULL))),
  constraint payment_disputed_cents_check CHECK ((disputed_cents >= 0)),
  constraint payment_fee_cents_check CHECK ((fee_cents >= 0)),
  constraint payment_in_the_books_has_its_entry CHECK (((state = ANY (ARRAY['succeeded'::text, 'returned'::text, 'refunded'::text, 'disputed'::text])) = (ledger_entry_id IS NOT NULL))),
  constraint payment_method_kind_check1 CHECK ((method_kind = ANY (ARRAY['card'::text, 'bank'::text, 'cash'::text, 'check'::text]))),
  constraint payment_receipt_language_check CHECK ((receipt_language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint payment_refunded_cents_check CHECK ((refunded_cents >= 0)),
  constraint payment_state_is_known CHECK ((state = ANY (ARRAY['started'::text, 'succeeded'::text, 'declined'::text, 'abandoned'::text, 'returned'::text, 'refunded'::text, 'disputed'::text]))),
  constraint payment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint payment_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint payment_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint payment_payment_method_id_fkey FOREIGN KEY (payment_method_id) REFERENCES payment_method(id),
  constraint payment_staff_member_exists FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint payment_undoing_entry_id_fkey FOREIGN KEY (undoing_entry_id) REFERENCES ledger_entry(id),
  constraint payment_pkey PRIMARY KEY (id),
  constraint payment_idempotency_key_key UNIQUE (idempotency_key),
  constraint payment_ledger_entry_id_key UNIQUE (ledger_entry_id),
  constraint payment_processor_payment_key UNIQUE (processor_payment),
  constraint payment_processor_session_key UNIQUE (processor_session),
  constraint payment_reference_key UNIQUE (reference),
  constraint payment_undoing_entry_id_key UNIQUE (undoing_entry_id)
);

create table payment_dispute (
  id bigint not null generated always as identity,
  payment_id bigint not null,
  reference text not null,
  amount_cents bigint not null,
  reason text not null,
  state text not null,
  evidence_due_at timestamp with time zone,
  withdrawn_cents bigint not null default 0,
  reinstated_cents bigint not null default 0,
  fee_cents bigint not null default 0,
  opened_at timestamp with time zone not null,
  said_at timestamp with time zone not null,
  constraint payment_dispute_amount_cents_check CHECK ((amount_cents > 0)),
  constraint payment_dispute_reinstated_cents_check CHECK ((reinstated_cents >= 0)),
  constraint payment_dispute_state_check CHECK ((state = ANY (ARRAY['inquiry'::text, 'inquiry-closed'::text, 'needs-response'::text, 'under-review'::text, 'won'::text, 'lost'::text]))),
  constraint payment_dispute_withdrawn_cents_check CHECK ((withdrawn_cents >= 0)),
  constraint payment_dispute_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id),
  constraint payment_dispute_pkey PRIMARY KEY (id),
  constraint payment_dispute_reference_key UNIQUE (reference)
);

create table payment_method (
  id bigint not null generated always as identity,
  login_id text not null,
  processor text not null,
  processor_token text not null,
  processor_customer text,
  kind text not null,
  brand text not null,
  last4 character(4) not null,
  expires_on date,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint payment_method_kind_check CHECK ((kind = ANY (ARRAY['card'::text, 'bank'::text]))),
  constraint payment_method_login_exists FOREIGN KEY (login_id) REFERENCES login(id),
  constraint payment_method_pkey PRIMARY KEY (id),
  constraint payment_method_processor_token_key UNIQUE (processor_token)
);

create table payment_movement (
  id bigint not null generated always as identity,
  payment_id bigint not null,
  part text not null,
  amount_cents bigint not null,
  ledger_entry_id bigint not null,
  moved_at timestamp with time zone not null,
  constraint payment_movement_amount_cents_check CHECK ((amount_cents <> 0)),
  constraint payment_movement_part_check CHECK ((part = ANY (ARRAY['refund'::text, 'return'::text, 'dispute'::text, 'processor-fee'::text]))),
  constraint payment_movement_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint payment_movement_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id),
  constraint payment_movement_pkey PRIMARY KEY (id),
  constraint payment_movement_ledger_entry_id_key UNIQUE (ledger_entry_id)
);

create table phone (
  id bigint not null generated always as identity,
  login_id text not null,
  number text not null,
  ways text[] not null,
  language text not null,
  code_hash text,
  code_expires_at timestamp with time zone not null,
  code_tries smallint not null default 0,
  consent_text text not null,
  consent_version text not null,
  asked_at timestamp with time zone not null,
  asked_address text not null,
  proven_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint phone_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint phone_number_check CHECK ((number ~ '^\+1[2-9][0-9]{9}$'::text)),
  constraint phone_ways_check CHECK (((ways <@ ARRAY['sms'::text, 'voice'::text]) AND (cardinality(ways) > 0))),
  constraint phone_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint phone_pkey PRIMARY KEY (id)
);

create table phone_consent (
  id bigint not null generated always as identity,
  login_id text not null,
  number text not null,
  channel text not null,
  kind text not null,
  how text not null,
  consent_text text,
  consent_version text,
  language text not null,
  at timestamp with time zone not null,
  address text,
  constraint phone_consent_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'voice'::text]))),
  constraint phone_consent_check CHECK ((((kind = 'withdrawn'::text) = (consent_text IS NULL)) AND ((consent_text IS NULL) = (consent_version IS NULL)))),
  constraint phone_consent_how_check CHECK ((how = ANY (ARRAY['settings'::text, 'reply'::text, 'key'::text, 'carrier'::text]))),
  constraint phone_consent_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'given'::text, 'withdrawn'::text]))),
  constraint phone_consent_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint phone_consent_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint phone_consent_pkey PRIMARY KEY (id)
);

create table place_change (
  id bigint not null generated always as identity,
  premise_id bigint not null,
  service_point_id bigint,
  field text not null,
  was text not null,
  became text not null,
  from_day date,
  reason text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint place_change_class_has_a_day CHECK (((field = 'class'::text) = (from_day IS NOT NULL))),
  constraint place_change_says_why CHECK ((reason <> ''::text)),
  constraint place_change_premise_id_fkey FOREIGN KEY (premise_id) REFERENCES premise(id),
  constraint place_change_service_point_id_fkey FOREIGN KEY (service_point_id) REFERENCES service_point(id),
  constraint place_change_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint place_change_pkey PRIMARY KEY (id)
);

create table posting (
  id bigint not null generated always as identity,
  entry_id bigint not null,
  ledger_account text not null,
  account_id bigint,
  amount_cents bigint not null,
  constraint posting_amount_cents_check CHECK ((amount_cents <> 0)),
  constraint posting_check CHECK (((ledger_account <> 'receivable'::text) OR (account_id IS NOT NULL))),
  constraint posting_ledger_account_is_known CHECK ((ledger_account = ANY (ARRAY['receivable'::text, 'cash.processor'::text, 'cash.counter'::text, 'deposits'::text, 'transfers'::text, 'revenue.water'::text, 'revenue.fees'::text, 'late-fees'::text, 'returned-payment-fees'::text, 'write-off'::text, 'leak-credits'::text, 'rebates'::text, 'assistance'::text, 'processor-fees'::text, 'opening'::text, 'billing-system'::text]))),
  constraint posting_names_the_account_it_is_kept_for CHECK (((ledger_account = ANY (ARRAY['receivable'::text, 'deposits'::text])) = (account_id IS NOT NULL))),
  constraint posting_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint posting_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entry(id),
  constraint posting_pkey PRIMARY KEY (id)
);

create table premise (
  id bigint not null generated always as identity,
  number text not null,
  line1 text not null,
  line2 text,
  city text not null,
  state character(2) not null,
  zip text not null,
  zone text,
  latitude numeric,
  longitude numeric,
  service_line_utility text,
  service_line_customer text,
  whole_id bigint,
  exchange_run_id bigint,
  constraint premise_latitude_check CHECK (((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric))),
  constraint premise_longitude_check CHECK (((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric))),
  constraint premise_number_is_written_well CHECK ((((length(number) >= 1) AND (length(number) <= 64)) AND (number = btrim(number)))),
  constraint premise_zip_check CHECK ((zip ~ '^[0-9]{5}(-[0-9]{4})?$'::text)),
  constraint premise_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint premise_whole_id_fkey FOREIGN KEY (whole_id) REFERENCES premise(id),
  constraint premise_pkey PRIMARY KEY (id),
  constraint premise_number_key UNIQUE (number)
);

create table print_batch (
  id bigint not null generated always as identity,
  bill_run_id bigint,
  folder text not null,
  state text not null,
  items integer not null default 0,
  created_at timestamp with time zone not null,
  printed_at timestamp with time zone,
  constraint print_batch_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'printed'::text]))),
  constraint print_batch_bill_run_id_fkey FOREIGN KEY (bill_run_id) REFERENCES bill_run(id),
  constraint print_batch_pkey PRIMARY KEY (id),
  constraint print_batch_bill_run_id_key UNIQUE (bill_run_id)
);

create table processor_comparison (
  id bigint not null generated always as identity,
  processor text not null,
  at timestamp with time zone not null,
  since timestamp with time zone not null,
  payments integer not null,
  constraint processor_comparison_payments_check CHECK ((payments >= 0)),
  constraint processor_comparison_pkey PRIMARY KEY (id)
);

create table processor_event (
  processor text not null,
  id text not null,
  kind text not null,
  reference text,
  outcome jsonb,
  received_at timestamp with time zone not null,
  result text not null,
  constraint processor_event_pkey PRIMARY KEY (processor, id)
);

create table processor_finding (
  id bigint not null generated always as identity,
  comparison_id bigint not null,
  kind text not null,
  reference text not null,
  account_id bigint,
  amount_cents bigint,
  was text,
  said text not null,
  became text,
  constraint processor_finding_kind_check CHECK ((kind = ANY (ARRAY['posted'::text, 'unknown-here'::text, 'unknown-there'::text]))),
  constraint processor_finding_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint processor_finding_comparison_id_fkey FOREIGN KEY (comparison_id) REFERENCES processor_comparison(id),
  constraint processor_finding_pkey PRIMARY KEY (id),
  constraint processor_finding_kind_reference_said_became_key UNIQUE (kind, reference, said, became)
);

create table production (
  id bigint not null generated always as identity,
  source text not null,
  kind text not null,
  zone text not null,
  first_day date not null,
  end_day date not null,
  quantity numeric not null,
  unit text not null,
  file_name text not null,
  line integer not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  constraint production_check CHECK ((end_day > first_day)),
  constraint production_kind_check CHECK ((kind = ANY (ARRAY['produced'::text, 'imported'::text, 'exported'::text]))),
  constraint production_quantity_check CHECK ((quantity >= (0)::numeric)),
  constraint production_source_check CHECK ((source <> ''::text)),
  constraint production_unit_check CHECK ((unit = ANY (ARRAY['gal'::text, 'kgal'::text, 'cf'::text, 'ccf'::text, 'm3'::text, 'l'::text]))),
  constraint production_pkey PRIMARY KEY (id)
);

create table quiet_look (
  meter_id integer not null,
  asked text not null,
  looked_at timestamp with time zone not null,
  constraint quiet_look_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint quiet_look_pkey PRIMARY KEY (meter_id)
);

create table rate_fact (
  id bigint not null generated always as identity,
  service_point_id bigint,
  account_id bigint,
  name text not null,
  value text,
  from_day date not null,
  reason text not null,
  staff_id text,
  said_at timestamp with time zone not null,
  constraint rate_fact_check CHECK ((num_nonnulls(service_point_id, account_id) <= 1)),
  constraint rate_fact_name_check CHECK ((name ~ '^[A-Za-z][A-Za-z0-9_]{0,59}$'::text)),
  constraint rate_fact_reason_check CHECK ((reason <> ''::text)),
  constraint rate_fact_value_check CHECK (((value <> ''::text) AND (length(value) <= 200))),
  constraint rate_fact_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint rate_fact_service_point_id_fkey FOREIGN KEY (service_point_id) REFERENCES service_point(id),
  constraint rate_fact_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint rate_fact_pkey PRIMARY KEY (id)
);

create table rate_limit (
  key text not null,
  window_start timestamp with time zone not null,
  hits integer not null,
  constraint rate_limit_pkey PRIMARY KEY (key, window_start)
);

create table reading_unit (
  login_id text not null,
  unit text not null,
  chosen_at timestamp with time zone not null,
  constraint reading_unit_unit_check CHECK ((unit = ANY (ARRAY['gal'::text, 'ccf'::text, 'm3'::text, 'l'::text]))),
  constraint reading_unit_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint reading_unit_pkey PRIMARY KEY (login_id)
);

create table reads_decision (
  id bigint not null generated always as identity,
  exception_id bigint not null,
  kind text not null,
  method text,
  reason text not null,
  staff_id text not null,
  decided_at timestamp with time zone not null,
  undoes_id bigint,
  ahead_hours smallint,
  shifted_from timestamp with time zone,
  shifted_until timestamp with time zone,
  constraint reads_decision_ahead_hours_check CHECK ((((ahead_hours >= '-23'::integer) AND (ahead_hours <= 23)) AND (ahead_hours <> 0))),
  constraint reads_decision_check CHECK (((kind = 'estimate'::text) = (method IS NOT NULL))),
  constraint reads_decision_check1 CHECK (((kind = 'undo'::text) = (undoes_id IS NOT NULL))),
  constraint reads_decision_check2 CHECK ((shifted_until > shifted_from)),
  constraint reads_decision_kind_check CHECK ((kind = ANY (ARRAY['accept'::text, 'estimate'::text, 'edit'::text, 'shift'::text, 'undo'::text]))),
  constraint reads_decision_method_check CHECK ((method = ANY (ARRAY['linear'::text, 'like-day'::text, 'scaled'::text]))),
  constraint reads_decision_reason_check CHECK ((reason <> ''::text)),
  constraint reads_decision_shift CHECK ((((kind = 'shift'::text) = (ahead_hours IS NOT NULL)) AND ((kind = 'shift'::text) = (shifted_from IS NOT NULL)) AND ((kind = 'shift'::text) = (shifted_until IS NOT NULL)))),
  constraint reads_decision_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES reads_exception(id),
  constraint reads_decision_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint reads_decision_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES reads_decision(id),
  constraint reads_decision_pkey PRIMARY KEY (id),
  constraint reads_decision_undoes_id_key UNIQUE (undoes_id)
);

create table reads_decision_day (
  decision_id bigint not null,
  day date not null,
  decimals smallint not null,
  said bytea not null,
  hours bytea not null,
  constraint reads_decision_day_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES reads_decision(id),
  constraint reads_decision_day_pkey PRIMARY KEY (decision_id, day)
);

create table reads_exception (
  id bigint not null generated always as identity,
  meter_id bigint not null,
  rule text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  gallons bigint not null,
  detail jsonb not null,
  found_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_how text,
  constraint reads_exception_check CHECK ((until_at > from_at)),
  constraint reads_exception_check1 CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint reads_exception_ended_how_check CHECK ((ended_how = ANY (ARRAY['answered'::text, 'healed'::text]))),
  constraint reads_exception_gallons_check CHECK ((gallons >= 0)),
  constraint reads_exception_rule_check CHECK ((rule = ANY (ARRAY['spike'::text, 'rollover'::text, 'negative-flow'::text, 'sum-check'::text, 'stuck'::text, 'gap'::text, 'clock-shift'::text]))),
  constraint reads_exception_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint reads_exception_pkey PRIMARY KEY (id)
);

create table reads_import (
  id integer not null generated always as identity,
  file_name text not null,
  sha256 character(64) not null,
  format text not null,
  made_at timestamp with time zone,
  received_at timestamp with time zone not null,
  received_by text not null,
  finished_at timestamp with time zone,
  report jsonb,
  constraint reads_import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint reads_import_pkey PRIMARY KEY (id),
  constraint reads_import_sha256_key UNIQUE (sha256)
);

create table reads_refusal (
  import_id integer not null,
  line integer not null,
  kept text not null,
  problems jsonb not null,
  constraint reads_refusal_import_id_fkey FOREIGN KEY (import_id) REFERENCES reads_import(id) ON DELETE CASCADE,
  constraint reads_refusal_pkey PRIMARY KEY (import_id, line)
);

create table rebate_application (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  language text not null,
  programme text not null,
  items smallint not null,
  price_cents bigint not null,
  bought_on date not null,
  note text not null,
  offer jsonb not null,
  offered_cents bigint not null,
  asked_at timestamp with time zone not null,
  constraint rebate_application_items_check CHECK ((items > 0)),
  constraint rebate_application_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint rebate_application_offered_cents_check CHECK ((offered_cents > 0)),
  constraint rebate_application_price_cents_check CHECK ((price_cents > 0)),
  constraint rebate_application_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint rebate_application_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint rebate_application_pkey PRIMARY KEY (id)
);

create table rebate_document (
  application_id bigint not null,
  document_id bigint not null,
  kind text not null,
  name text not null default ''::text,
  constraint rebate_document_application_id_fkey FOREIGN KEY (application_id) REFERENCES rebate_application(id),
  constraint rebate_document_document_id_fkey FOREIGN KEY (document_id) REFERENCES stored_document(id),
  constraint rebate_document_pkey PRIMARY KEY (application_id, document_id, kind, name)
);

create table rebate_step (
  application_id bigint not null,
  ordinal smallint not null,
  kind text not null,
  staff_id text,
  login_id text,
  amount_cents bigint,
  reason text not null,
  ledger_entry_id bigint,
  at timestamp with time zone not null,
  cis_reference text,
  constraint rebate_step_amount_cents_check CHECK ((amount_cents > 0)),
  constraint rebate_step_by CHECK ((((kind = ANY (ARRAY['answered'::text, 'appealed'::text])) = (login_id IS NOT NULL)) AND ((login_id IS NULL) = (staff_id IS NOT NULL)))),
  constraint rebate_step_check1 CHECK (((kind = ANY (ARRAY['approved'::text, 'paid'::text])) = (amount_cents IS NOT NULL))),
  constraint rebate_step_check2 CHECK ((num_nonnulls(ledger_entry_id, cis_reference) =
CASE
    WHEN (kind = 'paid'::text) THEN 1
    ELSE 0
END)),
  constraint rebate_step_kind_check CHECK ((kind = ANY (ARRAY['more-needed'::text, 'answered'::text, 'appealed'::text, 'approved'::text, 'paid'::text, 'refused'::text]))),
  constraint rebate_step_ordinal_check CHECK ((ordinal > 0)),
  constraint rebate_step_reference_says_something CHECK ((cis_reference <> ''::text)),
  constraint rebate_step_says_why CHECK (((kind <> ALL (ARRAY['more-needed'::text, 'appealed'::text, 'refused'::text])) OR (reason <> ''::text))),
  constraint rebate_step_application_id_fkey FOREIGN KEY (application_id) REFERENCES rebate_application(id),
  constraint rebate_step_ledger_entry_id_fkey FOREIGN KEY (ledger_entry_id) REFERENCES ledger_entry(id),
  constraint rebate_step_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint rebate_step_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint rebate_step_pkey PRIMARY KEY (application_id, ordinal),
  constraint rebate_step_ledger_entry_id_key UNIQUE (ledger_entry_id)
);

create table received_day (
  meter_id integer not null,
  day date not null,
  import_id integer not null,
  first_line integer not null,
  last_line integer not null,
  reads bytea not null,
  constraint received_day_pkey PRIMARY KEY (meter_id, day, import_id)
) partition by RANGE (day);

create table recurring_fee (
  id bigint not null generated always as identity,
  account_id bigint not null,
  fee text not null,
  from_on date not null,
  reason text not null,
  staff_id text not null,
  set_at timestamp with time zone not null,
  constraint recurring_fee_reason_check CHECK ((reason <> ''::text)),
  constraint recurring_fee_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint recurring_fee_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint recurring_fee_pkey PRIMARY KEY (id)
);

create table recurring_fee_end (
  recurring_fee_id bigint not null,
  ends_on date not null,
  reason text not null,
  staff_id text not null,
  ended_at timestamp with time zone not null,
  constraint recurring_fee_end_reason_check CHECK ((reason <> ''::text)),
  constraint recurring_fee_end_recurring_fee_id_fkey FOREIGN KEY (recurring_fee_id) REFERENCES recurring_fee(id),
  constraint recurring_fee_end_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint recurring_fee_end_pkey PRIMARY KEY (recurring_fee_id)
);

create table refusal (
  id bigint not null generated always as identity,
  hour timestamp with time zone not null,
  kind text not null,
  what text not null,
  actor_kind text not null,
  actor_id text,
  account_id bigint,
  login_id text,
  address text not null,
  times integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint refusal_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['customer'::text, 'staff'::text, 'guest'::text]))),
  constraint refusal_kind_check CHECK ((kind = ANY (ARRAY['limit'::text, 'permission'::text, 'account'::text, 'form-token'::text, 'body'::text, 'sign-in'::text, 'staff-sign-in'::text]))),
  constraint refusal_times_check CHECK ((times > 0)),
  constraint refusal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint refusal_pkey PRIMARY KEY (id),
  constraint refusal_once UNIQUE NULLS NOT DISTINCT (hour, kind, what, actor_kind, actor_id, account_id, login_id, address)
);

create table register_read (
  id bigint not null generated always as identity,
  meter_id bigint not null,
  read_on date not null,
  count bigint not null,
  quality text not null,
  source text not null,
  supersedes_id bigint,
  received_at timestamp with time zone not null,
  hours integer,
  estimated_hours integer,
  carried text,
  note text,
  constraint register_read_carried_check CHECK ((carried ~ '^\d+(/\d+)?$'::text)),
  constraint register_read_check CHECK (((estimated_hours >= 0) AND (estimated_hours <= hours))),
  constraint register_read_count_check CHECK ((count >= 0)),
  constraint register_read_hours_check CHECK ((hours > 0)),
  constraint register_read_of_hours CHECK ((((hours IS NULL) = (estimated_hours IS NULL)) AND ((hours IS NULL) = (carried IS NULL)) AND ((quality <> 'hourly'::text) OR (hours IS NOT NULL)))),
  constraint register_read_quality_check CHECK ((quality = ANY (ARRAY['measured'::text, 'hourly'::text, 'estimated'::text, 'customer'::text]))),
  constraint register_read_meter_id_fkey FOREIGN KEY (meter_id) REFERENCES meter(id),
  constraint register_read_supersedes_id_fkey FOREIGN KEY (supersedes_id) REFERENCES register_read(id),
  constraint register_read_pkey PRIMARY KEY (id),
  constraint register_read_supersedes_id_key UNIQUE (supersedes_id)
);

create table register_read_doubt (
  id bigint not null generated always as identity,
  read_id bigint not null,
  code text not null,
  params jsonb not null,
  found_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  staff_id text,
  constraint register_read_doubt_check CHECK (((ended_at IS NULL) = (staff_id IS NULL))),
  constraint register_read_doubt_code_check CHECK ((code = ANY (ARRAY['metering.read-below-last'::text, 'metering.read-too-high'::text]))),
  constraint register_read_doubt_read_id_fkey FOREIGN KEY (read_id) REFERENCES register_read(id),
  constraint register_read_doubt_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint register_read_doubt_pkey PRIMARY KEY (id)
);

create table registration (
  id bigint not null generated always as identity,
  token_hash text not null,
  account_id bigint not null,
  path text not null,
  email text,
  email_is_known boolean not null default false,
  password_hash text,
  wants_passkey boolean not null default false,
  language text,
  consent_text text,
  consent_version text,
  address text,
  code_hash text,
  code_attempts smallint not null default 0,
  link_hash text,
  mailed_at timestamp with time zone,
  mails smallint not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  done_at timestamp with time zone,
  login_id text,
  access_request_id bigint,
  constraint registration_check CHECK (((email IS NULL) OR ((language IS NOT NULL) AND (consent_version IS NOT NULL)))),
  constraint registration_check1 CHECK (((path = 'invitation'::text) = (access_request_id IS NOT NULL))),
  constraint registration_email_check CHECK ((email = lower(email))),
  constraint registration_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint registration_path_check CHECK ((path = ANY (ARRAY['free'::text, 'mailed-code'::text, 'invitation'::text]))),
  constraint registration_access_request_id_fkey FOREIGN KEY (access_request_id) REFERENCES access_request(id),
  constraint registration_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint registration_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint registration_pkey PRIMARY KEY (id),
  constraint registration_link_hash_key UNIQUE (link_hash),
  constraint registration_token_hash_key UNIQUE (token_hash)
);

create table returned_mail (
  id bigint not null generated always as identity,
  digest text not null,
  notice_id bigint,
  kind text not null,
  why_unknown text,
  status text,
  diagnostic text,
  sender text not null,
  subject text not null,
  message text,
  at timestamp with time zone not null,
  constraint returned_mail_is_placed CHECK ((((kind = 'unknown'::text) = (notice_id IS NULL)) AND ((kind = 'unknown'::text) = (why_unknown IS NOT NULL)))),
  constraint returned_mail_kind_check CHECK ((kind = ANY (ARRAY['hard'::text, 'soft'::text, 'delayed'::text, 'delivered'::text, 'unknown'::text]))),
  constraint returned_mail_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  constraint returned_mail_pkey PRIMARY KEY (id),
  constraint returned_mail_digest_key UNIQUE (digest)
);

create table roster_entry (
  account_id bigint not null,
  email text,
  language text,
  had_autopay boolean not null,
  next_draft_on date,
  next_draft_cents bigint,
  had_ebill boolean not null,
  last_login_on date,
  roster_import_id bigint not null,
  line integer not null,
  constraint roster_entry_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint roster_entry_next_draft_cents_check CHECK ((next_draft_cents >= 0)),
  constraint roster_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint roster_entry_roster_import_id_fkey FOREIGN KEY (roster_import_id) REFERENCES roster_import(id),
  constraint roster_entry_pkey PRIMARY KEY (account_id)
);

create table roster_import (
  id bigint not null generated always as identity,
  file_name text not null,
  sha256 text not null,
  encoding text not null,
  delimiter text not null,
  ignored_columns text[] not null,
  secret_columns text[] not null,
  imported_at timestamp with time zone not null,
  imported_by text not null,
  lines_read integer not null,
  lines_new integer not null,
  lines_changed integer not null,
  lines_unchanged integer not null,
  lines_superseded integer not null,
  lines_refused integer not null,
  constraint roster_import_check CHECK ((lines_read = ((((lines_new + lines_changed) + lines_unchanged) + lines_superseded) + lines_refused))),
  constraint roster_import_pkey PRIMARY KEY (id)
);

create table roster_refusal (
  id bigint not null generated always as identity,
  roster_import_id bigint not null,
  line integer not null,
  column_number smallint,
  field text,
  code text not null,
  params jsonb not null default '{}'::jsonb,
  kept text[],
  constraint roster_refusal_roster_import_id_fkey FOREIGN KEY (roster_import_id) REFERENCES roster_import(id),
  constraint roster_refusal_pkey PRIMARY KEY (id)
);

create table roster_statement (
  roster_import_id bigint not null,
  account_id bigint not null,
  line integer not null,
  email text,
  language text,
  had_autopay boolean not null,
  next_draft_on date,
  next_draft_cents bigint,
  had_ebill boolean not null,
  last_login_on date,
  changes jsonb not null default '[]'::jsonb,
  constraint roster_statement_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Z][a-z]+)?$'::text)),
  constraint roster_statement_next_draft_cents_check CHECK ((next_draft_cents >= 0)),
  constraint roster_statement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint roster_statement_roster_import_id_fkey FOREIGN KEY (roster_import_id) REFERENCES roster_import(id),
  constraint roster_statement_pkey PRIMARY KEY (roster_import_id, account_id)
);

create table roster_upload (
  id uuid not null,
  staff_id text not null,
  uploaded_at timestamp with time zone not null,
  reading jsonb not null,
  constraint roster_upload_staff_member_exists FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint roster_upload_pkey PRIMARY KEY (id)
);

create table running_forecast (
  account_id bigint not null,
  made_on date not null,
  state text not null,
  period_start date,
  period_end date,
  low_cents bigint,
  expected_cents bigint,
  high_cents bigint,
  fixed_cents bigint,
  constraint running_forecast_check CHECK (((state = 'forecast'::text) = ((expected_cents IS NOT NULL) AND (low_cents IS NOT NULL) AND (high_cents IS NOT NULL)))),
  constraint running_forecast_check1 CHECK (((fixed_cents IS NULL) OR (state = 'forecast'::text))),
  constraint running_forecast_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint running_forecast_pkey PRIMARY KEY (account_id)
);

create table secret_seen (
  fingerprint text not null,
  first_at timestamp with time zone not null default now(),
  constraint secret_seen_pkey PRIMARY KEY (fingerprint)
);

create table service_end (
  id bigint not null generated always as identity,
  account_id bigint not null,
  ends_on date,
  reason text not null,
  staff_id text not null,
  at timestamp with time zone not null,
  constraint service_end_says_why CHECK ((reason <> ''::text)),
  constraint service_end_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint service_end_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint service_end_pkey PRIMARY KEY (id)
);

create table service_point (
  id bigint not null generated always as identity,
  premise_id bigint not null,
  rate_class text not null,
  elevation_zone text not null default 'gravity'::text,
  backflow boolean not null default false,
  high_elevation boolean not null default false,
  number text,
  service text not null default 'water'::text,
  cycle text,
  route text,
  walk_order text,
  exchange_run_id bigint,
  constraint service_point_number_check CHECK ((((length(number) >= 1) AND (length(number) <= 64)) AND (number = btrim(number)))),
  constraint service_point_service_check CHECK ((service = ANY (ARRAY['water'::text, 'irrigation'::text, 'fire'::text, 'reclaimed'::text, 'sewer'::text, 'storm'::text, 'other'::text]))),
  constraint service_point_exchange_run_id_fkey FOREIGN KEY (exchange_run_id) REFERENCES exchange_run(id),
  constraint service_point_premise_id_fkey FOREIGN KEY (premise_id) REFERENCES premise(id),
  constraint service_point_pkey PRIMARY KEY (id)
);

create table service_point_zone (
  id bigint not null generated always as identity,
  service_point_id bigint not null,
  zone text not null,
  from_day date not null,
  file_id integer not null,
  line integer not null,
  constraint service_point_zone_zone_check CHECK ((zone <> ''::text)),
  constraint service_point_zone_file_id_fkey FOREIGN KEY (file_id) REFERENCES water_file(id),
  constraint service_point_zone_service_point_id_fkey FOREIGN KEY (service_point_id) REFERENCES service_point(id),
  constraint service_point_zone_pkey PRIMARY KEY (id)
);

create table similar_homes (
  month date not null,
  name text not null,
  homes integer not null,
  efficient_gallons integer not null,
  typical_gallons integer not null,
  constraint similar_homes_check CHECK ((typical_gallons >= efficient_gallons)),
  constraint similar_homes_efficient_gallons_check CHECK ((efficient_gallons >= 0)),
  constraint similar_homes_homes_check CHECK (((homes >= 10) AND ((homes % 10) = 0))),
  constraint similar_homes_month_fkey FOREIGN KEY (month) REFERENCES similar_homes_month(month),
  constraint similar_homes_pkey PRIMARY KEY (month, name)
);

create table similar_homes_month (
  month date not null,
  homes integer not null,
  reckoned_at timestamp with time zone not null,
  constraint similar_homes_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint similar_homes_month_pkey PRIMARY KEY (month)
);

create table staff_change (
  id bigint not null generated always as identity,
  staff_id text not null,
  at timestamp with time zone not null,
  what text not null,
  role_before text,
  role_after text,
  by_staff text,
  channel text not null,
  reason text not null,
  constraint staff_change_channel_check CHECK ((channel = ANY (ARRAY['console'::text, 'provider'::text, 'operator'::text]))),
  constraint staff_change_check CHECK (((channel = 'console'::text) = (by_staff IS NOT NULL))),
  constraint staff_change_reason_check CHECK ((reason <> ''::text)),
  constraint staff_change_what_check CHECK ((what = ANY (ARRAY['invited'::text, 'role'::text, 'deactivated'::text]))),
  constraint staff_change_by_staff_fkey FOREIGN KEY (by_staff) REFERENCES staff_member(id),
  constraint staff_change_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint staff_change_pkey PRIMARY KEY (id)
);

create table staff_credential (
  id text not null,
  staff_id text not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint staff_credential_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_credential_pkey PRIMARY KEY (id),
  constraint staff_credential_provider_id_account_id_key UNIQUE (provider_id, account_id)
);

create table staff_invitation (
  token_hash text not null,
  staff_id text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint staff_invitation_check CHECK ((used_at >= made_at)),
  constraint staff_invitation_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_invitation_pkey PRIMARY KEY (token_hash)
);

create table staff_member (
  id text not null,
  email text not null,
  email_verified boolean not null,
  name text not null,
  image text,
  role text not null,
  two_factor_enabled boolean not null default false,
  must_change_password boolean not null default false,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_signed_in_at timestamp with time zone,
  constraint staff_member_email_check CHECK ((email = lower(email))),
  constraint staff_member_role_check CHECK ((role = ANY (ARRAY['csr'::text, 'billing'::text, 'supervisor'::text, 'conservation'::text, 'admin'::text, 'auditor'::text]))),
  constraint staff_member_pkey PRIMARY KEY (id),
  constraint staff_member_email_key UNIQUE (email)
);

create table staff_passkey (
  id text not null,
  staff_id text not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint staff_passkey_counter_check CHECK ((counter >= 0)),
  constraint staff_passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_passkey_pkey PRIMARY KEY (id)
);

create table staff_permission_use (
  staff_id text not null,
  permission text not null,
  used_on date not null,
  used_at timestamp with time zone not null,
  constraint staff_permission_use_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id),
  constraint staff_permission_use_pkey PRIMARY KEY (staff_id, permission)
);

create table staff_provider_identity (
  issuer text not null,
  subject text not null,
  staff_id text not null,
  linked_at timestamp with time zone not null,
  constraint staff_provider_identity_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_provider_identity_pkey PRIMARY KEY (issuer, subject),
  constraint staff_provider_identity_issuer_staff_id_key UNIQUE (issuer, staff_id)
);

create table staff_session (
  id text not null,
  staff_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  proven_by text,
  constraint staff_session_proven_by_check CHECK ((proven_by = ANY (ARRAY['provider'::text, 'provider-first'::text, 'passkey'::text]))),
  constraint staff_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_session_pkey PRIMARY KEY (id),
  constraint staff_session_token_key UNIQUE (token)
);

create table staff_totp (
  id text not null,
  staff_id text not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  constraint staff_totp_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff_member(id) ON DELETE CASCADE,
  constraint staff_totp_pkey PRIMARY KEY (id),
  constraint staff_totp_staff_id_key UNIQUE (staff_id)
);

create table staff_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint staff_verification_pkey PRIMARY KEY (id)
);

create table stored_document (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  name text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 character(64) not null,
  stored_at timestamp with time zone not null,
  constraint stored_document_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 5242880))),
  constraint stored_document_media_type_check CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text]))),
  constraint stored_document_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint stored_document_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint stored_document_pkey PRIMARY KEY (id),
  constraint stored_document_account_id_sha256_key UNIQUE (account_id, sha256)
);

create table threshold_telling (
  account_id bigint not null,
  login_id text not null,
  kind text not null,
  about text not null,
  told_at timestamp with time zone not null,
  constraint threshold_telling_kind_check CHECK ((kind = ANY (ARRAY['high-use'::text, 'next-tier'::text, 'bill-forecast'::text]))),
  constraint threshold_telling_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint threshold_telling_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint threshold_telling_pkey PRIMARY KEY (account_id, login_id, kind, about)
);

create table vacation (
  id bigint not null generated always as identity,
  account_id bigint not null,
  from_day date not null,
  until_day date not null,
  irrigation_goes_on boolean not null,
  login_id text not null,
  told_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint vacation_check CHECK ((until_day > from_day)),
  constraint vacation_check1 CHECK ((withdrawn_at >= told_at)),
  constraint vacation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint vacation_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint vacation_pkey PRIMARY KEY (id)
);

create table water_file (
  id integer not null generated always as identity,
  kind text not null,
  file_name text not null,
  sha256 character(64) not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  header text not null,
  report jsonb not null,
  constraint water_file_kind_check CHECK ((kind = ANY (ARRAY['production'::text, 'zones'::text]))),
  constraint water_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint water_file_pkey PRIMARY KEY (id)
);

create table water_file_refusal (
  file_id integer not null,
  line integer not null,
  kept text not null,
  problems jsonb not null,
  constraint water_file_refusal_file_id_fkey FOREIGN KEY (file_id) REFERENCES water_file(id),
  constraint water_file_refusal_pkey PRIMARY KEY (file_id, line)
);

create table water_goal (
  id bigint not null generated always as identity,
  account_id bigint not null,
  login_id text not null,
  kind text not null,
  percent smallint,
  amount numeric,
  unit text,
  said_at timestamp with time zone not null,
  constraint water_goal_amount_check CHECK ((amount > (0)::numeric)),
  constraint water_goal_check CHECK (((percent IS NOT NULL) = (kind = 'percent'::text))),
  constraint water_goal_check1 CHECK ((((amount IS NOT NULL) = (kind = 'amount'::text)) AND ((unit IS NOT NULL) = (kind = 'amount'::text)))),
  constraint water_goal_kind_check CHECK ((kind = ANY (ARRAY['percent'::text, 'amount'::text, 'none'::text]))),
  constraint water_goal_percent_check CHECK (((percent >= 1) AND (percent <= 90))),
  constraint water_goal_unit_check CHECK ((unit = ANY (ARRAY['gal'::text, 'ccf'::text, 'm3'::text, 'l'::text]))),
  constraint water_goal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint water_goal_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id),
  constraint water_goal_pkey PRIMARY KEY (id)
);

create table weather_day (
  station text not null,
  day date not null,
  import_id integer not null,
  high_tenths smallint,
  low_tenths smallint,
  rain_tenths smallint,
  constraint weather_day_check CHECK ((num_nonnulls(high_tenths, low_tenths, rain_tenths) > 0)),
  constraint weather_day_rain_tenths_check CHECK ((rain_tenths >= 0)),
  constraint weather_day_import_id_fkey FOREIGN KEY (import_id) REFERENCES weather_import(id),
  constraint weather_day_pkey PRIMARY KEY (station, day, import_id)
);

create table weather_import (
  id integer not null generated always as identity,
  station text not null,
  source text not null,
  file_name text not null,
  sha256 character(64) not null,
  received_at timestamp with time zone not null,
  received_by text not null,
  constraint weather_import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint weather_import_source_check CHECK ((source = ANY (ARRAY['file'::text, 'fetched'::text, 'simulated'::text]))),
  constraint weather_import_station_check CHECK ((station <> ''::text)),
  constraint weather_import_pkey PRIMARY KEY (id)
);

create table worker_beat (
  worker text not null,
  seen_at timestamp with time zone not null,
  constraint worker_beat_pkey PRIMARY KEY (worker)
);

create table zone_day (
  zone text not null,
  day date not null,
  gallons double precision[] not null,
  known integer[] not null,
  meters integer not null,
  constraint zone_day_check CHECK (((cardinality(gallons) = cardinality(known)) AND ((cardinality(gallons) >= 23) AND (cardinality(gallons) <= 25)))),
  constraint zone_day_meters_check CHECK ((meters > 0)),
  constraint zone_day_pkey PRIMARY KEY (zone, day)
);

CREATE UNIQUE INDEX access_objection_one_open ON public.access_objection USING btree (access_id) WHERE (decided_at IS NULL);

CREATE INDEX access_request_account ON public.access_request USING btree (account_id, requested_at DESC);

CREATE INDEX access_request_code ON public.access_request USING btree (code_start) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX access_request_waiting ON public.access_request USING btree (account_id) WHERE (answer IS NULL);

CREATE INDEX account_bare_number ON public.account USING btree (ltrim(bare_number(number), '0'::text));

CREATE INDEX account_customer ON public.account USING btree (customer_id);

CREATE INDEX account_cycle ON public.account USING btree (billing_cycle, id);

CREATE INDEX account_number ON public.account USING btree (number);

CREATE INDEX account_premise ON public.account USING btree (premise_id);

CREATE INDEX account_access_account ON public.account_access USING btree (account_id);

CREATE INDEX account_access_ending ON public.account_access USING btree (ends_on) WHERE ((ends_on IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX account_access_login ON public.account_access USING btree (login_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX account_access_once ON public.account_access USING btree (login_id, account_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX account_access_one_owner ON public.account_access USING btree (account_id) WHERE ((role = 'owner'::text) AND (ended_at IS NULL));

CREATE INDEX account_at_risk_urgency ON public.account_at_risk USING btree (due_on, ((- owed_cents)), account_id);

CREATE INDEX account_earlier_bare_number ON public.account_earlier_number USING btree (ltrim(bare_number(number), '0'::text));

CREATE INDEX account_figures_cycle ON public.account_figures USING btree (billing_cycle) WHERE (unbilled_since IS NOT NULL);

CREATE INDEX account_figures_unbilled ON public.account_figures USING btree (unbilled_since) WHERE (unbilled_since IS NOT NULL);

CREATE INDEX account_note_account ON public.account_note USING btree (account_id, id DESC);

CREATE INDEX account_person_customer ON public.account_person USING btree (customer_id);

CREATE INDEX advice_answer_account ON public.advice_answer USING btree (account_id, id);

CREATE INDEX agreement_account ON public.agreement USING btree (account_id);

CREATE INDEX agreement_service_point ON public.agreement USING btree (service_point_id);

CREATE INDEX alert_absorbed ON public.alert USING btree (absorbed_into) WHERE (absorbed_into IS NOT NULL);

CREATE INDEX alert_account ON public.alert USING btree (account_id, began_at DESC);

CREATE INDEX alert_last_seen ON public.alert USING btree (last_seen_at) WHERE (absorbed_into IS NULL);

CREATE INDEX alert_meter ON public.alert USING btree (meter_id) WHERE (absorbed_into IS NULL);

CREATE INDEX alert_listed_open ON public.alert_listed USING btree (gallons, alert_id) INCLUDE (last_seen_at, kind, state) WHERE (state <> 'over'::text);

CREATE INDEX alert_listed_over ON public.alert_listed USING btree (gallons, alert_id) INCLUDE (last_seen_at, kind, state) WHERE (state = 'over'::text);

CREATE INDEX alert_outreach_alert ON public.alert_outreach USING btree (alert_id);

CREATE INDEX alert_resolution_alert ON public.alert_resolution USING btree (alert_id);

CREATE INDEX alert_resolution_said ON public.alert_resolution USING btree (said_at);

CREATE INDEX alert_snooze_alert ON public.alert_snooze USING btree (alert_id);

CREATE INDEX assistance_enrolment_account ON public.assistance_enrolment USING btree (account_id);

CREATE INDEX assistance_enrolment_until ON public.assistance_enrolment USING btree (until_on);

CREATE INDEX audit_event_account ON public.audit_event USING btree (account_id, at DESC);

CREATE INDEX audit_event_actor ON public.audit_event USING btree (actor_id, at DESC) WHERE ((account_id IS NULL) AND (actor_kind = 'customer'::text));

CREATE INDEX audit_event_at ON public.audit_event USING btree (at DESC, id DESC);

CREATE INDEX audit_event_by ON public.audit_event USING btree (actor_id, at DESC) WHERE (actor_kind = 'staff'::text);

CREATE INDEX autopay_account ON public.autopay USING btree (account_id);

CREATE INDEX autopay_method ON public.autopay USING btree (payment_method_id);

CREATE UNIQUE INDEX autopay_one_an_account ON public.autopay USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX autopay_paused ON public.autopay USING btree (paused_at) WHERE ((paused_at IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX autopay_draft_due ON public.autopay_draft USING btree (draft_on) WHERE (state = ANY (ARRAY['scheduled'::text, 'submitted'::text]));

CREATE UNIQUE INDEX autopay_draft_one_a_bill ON public.autopay_draft USING btree (bill_id) WHERE (state = ANY (ARRAY['scheduled'::text, 'submitted'::text]));

CREATE INDEX balance_transfer_account ON public.balance_transfer USING btree (account_id);

CREATE INDEX bill_account ON public.bill USING btree (account_id, period_end DESC);

CREATE INDEX bill_due ON public.bill USING btree (due_on) WHERE (state = 'posted'::text);

CREATE INDEX bill_of_cis_bare_number ON public.bill USING btree (ltrim(bare_number(number), '0'::text)) WHERE (origin = 'cis'::text);

CREATE UNIQUE INDEX bill_one_a_period ON public.bill USING btree (account_id, period_end) WHERE ((state <> 'cancelled'::text) AND (origin = 'caudal'::text));

CREATE INDEX bill_pdf_name ON public.bill USING btree (lower(pdf_name)) WHERE (pdf_name IS NOT NULL);

CREATE INDEX bill_period ON public.bill USING brin (period_start, period_end) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX bill_replaces ON public.bill USING btree (account_id, replaces) WHERE (replaces IS NOT NULL);

CREATE INDEX bill_run_figures ON public.bill USING btree (bill_run_id) INCLUDE (state, delivery, estimated, new_charges_cents, usage_gallons);

CREATE INDEX bill_correction_state ON public.bill_correction USING btree (state, seen_at);

CREATE INDEX bill_correction_decisions ON public.bill_correction_decision USING btree (bill_id, id);

CREATE INDEX bill_decision_bill ON public.bill_decision USING btree (bill_number) WHERE (kind = 'release'::text);

CREATE INDEX bill_decision_run ON public.bill_decision USING btree (bill_run_id, account_id);

CREATE UNIQUE INDEX bill_entry_is_on_one_bill ON public.bill_entry USING btree (entry_id) WHERE stands;

CREATE INDEX bill_read_meter ON public.bill_read USING btree (meter_serial, to_on);

CREATE INDEX bill_run_event_run ON public.bill_run_event USING btree (bill_run_id);

CREATE INDEX bill_run_step_run ON public.bill_run_step USING btree (bill_run_id);

CREATE INDEX bill_to_print_batch_id_idx ON public.bill_to_print USING btree (batch_id) WHERE (printed_at IS NULL);

CREATE INDEX consent_login ON public.consent USING btree (login_id);

CREATE INDEX customer_bare_number ON public.customer USING btree (ltrim(bare_number(number), '0'::text));

CREATE INDEX customer_email_search ON public.customer USING btree (plain_text(email) text_pattern_ops) WHERE (email IS NOT NULL);

CREATE INDEX customer_mailing_search ON public.customer USING gin (plain_text(mailing_line1) gin_trgm_ops);

CREATE INDEX customer_name_search ON public.customer USING gin (plain_text(name) gin_trgm_ops);

CREATE INDEX customer_phone_end ON public.customer USING btree ("right"(digits_of(phone), 7)) WHERE (phone IS NOT NULL);

CREATE INDEX customer_phone_search ON public.customer USING btree (digits_of(phone)) WHERE (phone IS NOT NULL);

CREATE INDEX customer_change_customer ON public.customer_change USING btree (customer_id);

CREATE INDEX deposit_taken_account ON public.deposit_taken USING btree (account_id);

CREATE INDEX digest_item_login ON public.digest_item USING btree (login_id);

CREATE UNIQUE INDEX ebill_one_an_account ON public.ebill USING btree (account_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX email_change_one_waiting ON public.email_change USING btree (login_id) WHERE ((proven_at IS NULL) AND (ended_at IS NULL));

CREATE INDEX exchange_ack_refused ON public.exchange_ack USING btree (batch_id, receipt) WHERE (status = 'refused'::text);

CREATE INDEX exchange_batch_not_written ON public.exchange_batch USING btree (id) WHERE (written_at IS NULL);

CREATE INDEX exchange_bill_before_bill ON public.exchange_bill_before USING btree (bill_id);

CREATE INDEX exchange_change_customer ON public.exchange_change USING btree (customer_id, field, batch_id DESC);

CREATE INDEX exchange_confirmation_run ON public.exchange_confirmation USING btree (run_id);

CREATE INDEX exchange_difference_run ON public.exchange_difference USING btree (run_id);

CREATE INDEX exchange_enrolment_account ON public.exchange_enrolment USING btree (account_id, batch_id DESC);

CREATE INDEX exchange_row_open_batch ON public.exchange_row_open USING btree (batch_id);

CREATE UNIQUE INDEX exchange_run_number ON public.exchange_run USING btree (number) WHERE (state = 'applied'::text);

CREATE UNIQUE INDEX exchange_run_once ON public.exchange_run USING btree (sha256) WHERE (state = ANY (ARRAY['applied'::text, 'waits'::text]));

CREATE INDEX exchange_shadow_bill_newest ON public.exchange_shadow_bill USING btree (bill_id, run_id DESC);

CREATE INDEX exchange_shadow_bill_open ON public.exchange_shadow_bill USING btree (bill_id, run_id DESC) WHERE (outcome <> 'equal'::text);

CREATE INDEX exchange_shadow_difference_reason ON public.exchange_shadow_difference USING btree (reason, run_id DESC);

CREATE INDEX exchange_shadow_note_of_bill ON public.exchange_shadow_note USING btree (bill_id, reason, id DESC);

CREATE INDEX exchange_transaction_account ON public.exchange_transaction USING btree (account_id, on_day DESC);

CREATE INDEX exchange_transaction_bare_id ON public.exchange_transaction USING btree (bare_number(transaction_id));

CREATE INDEX exchange_transaction_bare_reference ON public.exchange_transaction USING btree (bare_number(reference)) WHERE (reference IS NOT NULL);

CREATE INDEX fee_charge_account ON public.fee_charge USING btree (account_id);

CREATE INDEX fee_charge_payment ON public.fee_charge USING btree (payment_reference) WHERE (payment_reference IS NOT NULL);

CREATE INDEX fee_charge_waiting ON public.fee_charge USING btree (id) WHERE (ledger_entry_id IS NULL);

CREATE INDEX form_answer_begun ON public.form_answer USING btree (begun_at);

CREATE INDEX household_profile_account ON public.household_profile USING btree (account_id, id DESC);

CREATE INDEX job_answer_answered_at ON public.job_answer USING btree (answered_at DESC);

CREATE UNIQUE INDEX kiosk_device_name ON public.kiosk_device USING btree (lower(name)) WHERE (revoked_at IS NULL);

CREATE INDEX kiosk_visit_of_device ON public.kiosk_visit USING btree (device_id, id DESC);

CREATE INDEX leak_credit_request_account ON public.leak_credit_request USING btree (account_id);

CREATE INDEX leak_search_answer_alert ON public.leak_search_answer USING btree (alert_id);

CREATE INDEX ledger_entry_printed ON public.ledger_entry USING btree (id) WHERE (kind = ANY (ARRAY['late-fee'::text, 'fee'::text, 'deposit-credit'::text]));

CREATE INDEX ledger_entry_went_back ON public.ledger_entry USING btree (effective_on) WHERE (kind = ANY (ARRAY['payment-return'::text, 'refund'::text]));

CREATE INDEX login_credential_login ON public.login_credential USING btree (login_id);

CREATE INDEX login_passkey_login ON public.login_passkey USING btree (login_id);

CREATE INDEX login_session_login ON public.login_session USING btree (login_id);

CREATE INDEX login_verification_identifier ON public.login_verification USING btree (identifier);

CREATE UNIQUE INDEX mailed_code_one_live ON public.mailed_code USING btree (login_id, account_id) WHERE (used_at IS NULL);

CREATE UNIQUE INDEX meter_number ON public.meter USING btree (number, register);

CREATE INDEX meter_serial_search ON public.meter USING btree (plain_text(serial) text_pattern_ops);

CREATE INDEX meter_installation_meter ON public.meter_installation USING btree (meter_id, installed_on);

CREATE INDEX meter_installation_service_point ON public.meter_installation USING btree (service_point_id);

CREATE INDEX meter_survey_night ON public.meter_survey USING btree (night_gallons_an_hour DESC NULLS LAST);

CREATE INDEX meter_survey_still ON public.meter_survey USING btree (((reads_through - COALESCE(last_flow_at, reads_from))));

CREATE INDEX meter_survey_unbilled ON public.meter_survey USING btree (unbilled_gallons) WHERE (unbilled_gallons > (0)::double precision);

CREATE INDEX meter_survey_unowned ON public.meter_survey USING btree (unowned_gallons) WHERE (unowned_gallons > (0)::double precision);

CREATE INDEX move_in_account ON public.move_in USING btree (account_id, id DESC);

CREATE INDEX move_in_left ON public.move_in USING btree (left_account_id) WHERE (left_account_id IS NOT NULL);

CREATE INDEX notice_account ON public.notice USING btree (account_id, created_at DESC);

CREATE INDEX notice_private_words ON public.notice USING btree (created_at) WHERE (private AND (state <> 'queued'::text) AND (body_text <> ''::text));

CREATE INDEX notice_queued ON public.notice USING btree (created_at) WHERE (state = 'queued'::text);

CREATE INDEX notice_undelivered ON public.notice USING btree (created_at, id) WHERE (state = 'failed'::text);

CREATE INDEX outreach_account ON public.outreach USING btree (account_id, at DESC);

CREATE INDEX outreach_day ON public.outreach USING btree (at);

CREATE INDEX payment_account ON public.payment USING btree (account_id, started_at DESC);

CREATE INDEX payment_legacy_returned ON public.payment USING btree (account_id) WHERE ((channel = 'legacy'::text) AND (state = 'returned'::text));

CREATE INDEX payment_started ON public.payment USING btree (started_at) WHERE (state = 'started'::text);

CREATE INDEX payment_under_way ON public.payment USING btree (account_id) INCLUDE (amount_cents) WHERE (state = 'started'::text);

CREATE INDEX payment_dispute_payment ON public.payment_dispute USING btree (payment_id);

CREATE INDEX payment_dispute_to_answer ON public.payment_dispute USING btree (evidence_due_at) WHERE (state = ANY (ARRAY['inquiry'::text, 'needs-response'::text]));

CREATE INDEX payment_method_login ON public.payment_method USING btree (login_id) WHERE (removed_at IS NULL);

CREATE INDEX payment_movement_payment ON public.payment_movement USING btree (payment_id);

CREATE INDEX phone_number ON public.phone USING btree (number) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX phone_one_asked ON public.phone USING btree (login_id) WHERE ((ended_at IS NULL) AND (proven_at IS NULL));

CREATE UNIQUE INDEX phone_one_proven ON public.phone USING btree (login_id) WHERE ((ended_at IS NULL) AND (proven_at IS NOT NULL));

CREATE INDEX phone_consent_number ON public.phone_consent USING btree (number, id DESC);

CREATE INDEX place_change_class ON public.place_change USING btree (service_point_id, from_day) WHERE (field = 'class'::text);

CREATE INDEX place_change_premise ON public.place_change USING btree (premise_id);

CREATE INDEX posting_deposit ON public.posting USING btree (account_id) INCLUDE (amount_cents, entry_id) WHERE (ledger_account = 'deposits'::text);

CREATE INDEX posting_entry ON public.posting USING btree (entry_id);

CREATE INDEX posting_receivable ON public.posting USING btree (account_id, entry_id) INCLUDE (amount_cents) WHERE (ledger_account = 'receivable'::text);

CREATE INDEX premise_address_beginning ON public.premise USING btree (plain_text(((((line1 || ' '::text) || COALESCE(line2, ''::text)) || ' '::text) || city)) text_pattern_ops);

CREATE INDEX premise_address_order ON public.premise USING btree (((((line1 || COALESCE((', '::text || line2), ''::text)) || ', '::text) || city)) COLLATE "und-x-icu", number);

CREATE INDEX premise_address_search ON public.premise USING gin (plain_text(((((line1 || ' '::text) || COALESCE(line2, ''::text)) || ' '::text) || city)) gin_trgm_ops);

CREATE INDEX premise_bare_number ON public.premise USING btree (ltrim(bare_number(number), '0'::text));

CREATE INDEX premise_whole ON public.premise USING btree (whole_id) WHERE (whole_id IS NOT NULL);

CREATE INDEX processor_finding_comparison ON public.processor_finding USING btree (comparison_id);

CREATE INDEX production_period ON public.production USING btree (source, first_day, end_day, id DESC);

CREATE INDEX rate_fact_account ON public.rate_fact USING btree (account_id, name, from_day, id DESC) WHERE (account_id IS NOT NULL);

CREATE INDEX rate_fact_service_point ON public.rate_fact USING btree (service_point_id, name, from_day, id DESC) WHERE (service_point_id IS NOT NULL);

CREATE INDEX rate_fact_utility ON public.rate_fact USING btree (name, from_day, id DESC) WHERE ((service_point_id IS NULL) AND (account_id IS NULL));

CREATE INDEX reads_decision_exception ON public.reads_decision USING btree (exception_id, id);

CREATE INDEX reads_exception_ended ON public.reads_exception USING btree (ended_at DESC, id DESC) WHERE (ended_at IS NOT NULL);

CREATE INDEX reads_exception_meter ON public.reads_exception USING btree (meter_id, rule);

CREATE INDEX reads_exception_most ON public.reads_exception USING btree (gallons DESC, found_at, id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX reads_exception_open ON public.reads_exception USING btree (meter_id, rule, from_at) WHERE (ended_at IS NULL);

CREATE INDEX reads_exception_queue ON public.reads_exception USING btree (found_at, id) WHERE (ended_at IS NULL);

CREATE INDEX rebate_application_account ON public.rebate_application USING btree (account_id, id);

CREATE INDEX rebate_application_programme ON public.rebate_application USING btree (programme, asked_at);

CREATE UNIQUE INDEX rebate_appeal_two_people ON public.rebate_step USING btree (application_id, staff_id) WHERE (kind = ANY (ARRAY['refused'::text, 'paid'::text]));

CREATE UNIQUE INDEX rebate_appealed_once ON public.rebate_step USING btree (application_id) WHERE (kind = 'appealed'::text);

CREATE UNIQUE INDEX rebate_paid_once ON public.rebate_step USING btree (application_id) WHERE (kind = 'paid'::text);

CREATE UNIQUE INDEX rebate_two_people ON public.rebate_step USING btree (application_id, staff_id) WHERE (kind = ANY (ARRAY['approved'::text, 'paid'::text]));

CREATE INDEX recurring_fee_account ON public.recurring_fee USING btree (account_id);

CREATE INDEX refusal_account ON public.refusal USING btree (account_id, hour DESC) WHERE (account_id IS NOT NULL);

CREATE INDEX register_read_meter ON public.register_read USING btree (meter_id, read_on);

CREATE INDEX register_read_doubt_open ON public.register_read_doubt USING btree (found_at, id) WHERE (ended_at IS NULL);

CREATE INDEX register_read_doubt_read ON public.register_read_doubt USING btree (read_id);

CREATE INDEX registration_email ON public.registration USING btree (email) WHERE (done_at IS NULL);

CREATE INDEX returned_mail_notice ON public.returned_mail USING btree (notice_id);

CREATE INDEX returned_mail_unknown ON public.returned_mail USING btree (at) WHERE (kind = 'unknown'::text);

CREATE INDEX roster_entry_autopay ON public.roster_entry USING btree (account_id) WHERE (had_autopay OR (next_draft_on IS NOT NULL));

CREATE INDEX roster_entry_email_search ON public.roster_entry USING btree (plain_text(email) text_pattern_ops) WHERE (email IS NOT NULL);

CREATE INDEX roster_import_latest ON public.roster_import USING btree (imported_at DESC);

CREATE INDEX roster_refusal_import ON public.roster_refusal USING btree (roster_import_id, line);

CREATE INDEX roster_statement_account ON public.roster_statement USING btree (account_id);

CREATE INDEX service_end_account ON public.service_end USING btree (account_id);

CREATE INDEX service_point_elevation_zone ON public.service_point USING btree (elevation_zone);

CREATE UNIQUE INDEX service_point_number ON public.service_point USING btree (number);

CREATE INDEX service_point_premise ON public.service_point USING btree (premise_id);

CREATE INDEX service_point_zone_from ON public.service_point_zone USING btree (service_point_id, from_day, id DESC);

CREATE INDEX staff_change_staff ON public.staff_change USING btree (staff_id, at DESC);

CREATE INDEX staff_credential_staff ON public.staff_credential USING btree (staff_id);

CREATE INDEX staff_passkey_staff ON public.staff_passkey USING btree (staff_id);

CREATE INDEX staff_permission_use_newest ON public.staff_permission_use USING btree (permission, used_at DESC);

CREATE INDEX staff_session_staff ON public.staff_session USING btree (staff_id);

CREATE INDEX staff_verification_identifier ON public.staff_verification USING btree (identifier);

CREATE INDEX vacation_account ON public.vacation USING btree (account_id, until_day) WHERE (withdrawn_at IS NULL);

CREATE INDEX water_file_content ON public.water_file USING btree (kind, sha256);

CREATE INDEX water_goal_account ON public.water_goal USING btree (account_id, id);

create view access_closed as
 SELECT x.account_id,
    x.login_id
   FROM (access_objection o
     JOIN account_access x ON ((x.id = o.access_id)))
  WHERE (o.decided_at IS NULL)
UNION
 SELECT helper.account_id,
    helper.login_id
   FROM ((access_objection o
     JOIN account_access x ON (((x.id = o.access_id) AND (x.role = 'owner'::text) AND (x.ended_at IS NULL))))
     JOIN account_access helper ON (((helper.account_id = x.account_id) AND (helper.role = 'delegate'::text) AND (helper.ended_at IS NULL))))
  WHERE (o.decided_at IS NULL);

create view exchange_money as
 SELECT p.reference AS receipt,
    p.account_id,
    'payment'::text AS kind,
    p.amount_cents,
    p.fee_cents,
    p.paid_on,
    p.started_at AS taken_at,
    p.settled_at,
    p.id AS payment_id,
    p.ledger_entry_id,
    NULL::text AS reverses
   FROM payment p
  WHERE ((p.ledger_entry_id IS NOT NULL) AND (p.channel <> 'legacy'::text))
UNION ALL
 SELECT m.receipt,
    m.account_id,
    m.kind,
    m.amount_cents,
    ((0 - m.moved_cents) - m.amount_cents) AS fee_cents,
    m.paid_on,
    m.moved_at AS taken_at,
    m.moved_at AS settled_at,
    m.payment_id,
    m.ledger_entry_id,
        CASE m.kind
            WHEN 'reinstated'::text THEN COALESCE(m.before, m.reference)
            ELSE m.reference
        END AS reverses
   FROM ( SELECT ((p.reference || '-'::text) || m_1.id) AS receipt,
            p.reference,
            lag(((p.reference || '-'::text) || m_1.id)) OVER (PARTITION BY m_1.payment_id, m_1.part ORDER BY m_1.id) AS before,
            p.account_id,
                CASE
                    WHEN (m_1.amount_cents < 0) THEN 'reinstated'::text
                    ELSE m_1.part
                END AS kind,
            m_1.amount_cents AS moved_cents,
            ( SELECT (COALESCE(((0)::numeric - sum(g.amount_cents)), (0)::numeric))::bigint AS "coalesce"
                   FROM posting g
                  WHERE ((g.entry_id = m_1.ledger_entry_id) AND (g.ledger_account = 'receivable'::text))) AS amount_cents,
            e.effective_on AS paid_on,
            m_1.moved_at,
            m_1.payment_id,
            m_1.ledger_entry_id
           FROM ((payment_movement m_1
             JOIN payment p ON ((p.id = m_1.payment_id)))
             JOIN ledger_entry e ON ((e.id = m_1.ledger_entry_id)))
          WHERE ((m_1.part <> 'processor-fee'::text) AND (p.channel <> 'legacy'::text))) m;

create view exchange_row_standing as
 SELECT r.receipt,
    r.attempt,
    r.batch_id,
    r.line,
    r.account_id,
    r.kind,
    r.amount_cents,
    r.ledger_entry_id,
    b.number AS batch,
    b.made_at,
        CASE
            WHEN own.accepted THEN 'accepted'::text
            WHEN own.refused THEN 'refused'::text
            WHEN whole.accepted THEN 'accepted'::text
            WHEN whole.refused THEN 'refused'::text
            ELSE 'sent'::text
        END AS state,
        CASE
            WHEN own.refused THEN own.reason
            ELSE whole.reason
        END AS reason,
    COALESCE((own.accepted AND own.refused), false) AS is_contradicted
   FROM (((exchange_batch_row r
     JOIN exchange_batch b ON ((b.id = r.batch_id)))
     LEFT JOIN ( SELECT a.batch_id,
            a.receipt,
            bool_or((a.status = 'accepted'::text)) AS accepted,
            bool_or((a.status = 'refused'::text)) AS refused,
            max(a.reason) FILTER (WHERE (a.status = 'refused'::text)) AS reason
           FROM exchange_ack a
          WHERE (a.receipt IS NOT NULL)
          GROUP BY a.batch_id, a.receipt) own ON (((own.batch_id = r.batch_id) AND (own.receipt = r.receipt))))
     LEFT JOIN ( SELECT a.batch_id,
            bool_or((a.status = 'accepted'::text)) AS accepted,
            bool_or((a.status = 'refused'::text)) AS refused,
            max(a.reason) FILTER (WHERE (a.status = 'refused'::text)) AS reason
           FROM exchange_ack a
          WHERE (a.receipt IS NULL)
          GROUP BY a.batch_id) whole ON ((whole.batch_id = r.batch_id)));

create view our_receipt as
 SELECT p.reference AS receipt,
    p.account_id,
    p.ledger_entry_id AS entry_id,
    p.id AS payment_id,
    'payment'::text AS part
   FROM payment p
  WHERE ((p.ledger_entry_id IS NOT NULL) AND (p.channel <> 'legacy'::text))
UNION ALL
 SELECT ((p.reference || '-'::text) || m.id) AS receipt,
    p.account_id,
    m.ledger_entry_id AS entry_id,
    p.id AS payment_id,
    m.part
   FROM (payment_movement m
     JOIN payment p ON ((p.id = m.payment_id)))
  WHERE ((m.part <> 'processor-fee'::text) AND (p.channel <> 'legacy'::text));

create view standing_access as
 SELECT id,
    login_id,
    account_id,
    role,
    nickname,
    granted_at,
    proven_by,
    ended_at,
    rights,
    ends_on
   FROM account_access x
  WHERE ((ended_at IS NULL) AND (NOT (EXISTS ( SELECT
           FROM access_closed c
          WHERE ((c.account_id = x.account_id) AND (c.login_id = x.login_id))))));

create view standing_autopay as
 SELECT id,
    account_id,
    login_id,
    payment_method_id,
    days_before_due,
    cap_cents,
    authorization_text,
    authorization_version,
    authorization_language,
    agreed_at,
    agreed_address,
    first_due_on,
    ended_at,
    ended_reason,
    replaces_id,
    paused_at,
    paused_code,
    paused_payment_id
   FROM autopay a
  WHERE ((ended_at IS NULL) AND (NOT (EXISTS ( SELECT
           FROM access_closed c
          WHERE ((c.account_id = a.account_id) AND (c.login_id = a.login_id))))));

create view standing_ebill as
 SELECT id,
    account_id,
    login_id,
    email,
    language,
    consent_text,
    consent_version,
    consented_at,
    consented_address,
    verification_hash,
    verification_expires_at,
    verified_at,
    ended_at,
    ended_reason
   FROM ebill e
  WHERE ((ended_at IS NULL) AND (NOT (EXISTS ( SELECT
           FROM access_closed c
          WHERE ((c.account_id = e.account_id) AND (c.login_id = e.login_id))))));

create view unconfirmed_receipt as
 SELECT r.receipt,
    r.account_id,
    r.entry_id,
    r.payment_id,
    r.part,
    o.cents AS owed_cents
   FROM ((our_receipt r
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(posting.amount_cents), (0)::numeric))::bigint AS cents
           FROM posting
          WHERE ((posting.entry_id = r.entry_id) AND (posting.ledger_account = 'receivable'::text) AND (posting.account_id = r.account_id))) o)
     LEFT JOIN exchange_balance b ON ((b.account_id = r.account_id)))
  WHERE (NOT (EXISTS ( SELECT
           FROM ((exchange_confirmation c
             JOIN exchange_run said ON ((said.id = c.run_id)))
             JOIN exchange_run held ON ((held.id = b.run_id)))
          WHERE ((c.receipt = r.receipt) AND (c.account_id = r.account_id) AND ((said.number <= held.number) OR (((said.number IS NULL) OR (held.number IS NULL)) AND ((said.as_of < held.as_of) OR ((said.as_of = held.as_of) AND (said.id <= held.id)))))))));

create view zone_spell as
 SELECT service_point_id,
    zone,
    from_day,
    COALESCE(lead(from_day) OVER (PARTITION BY service_point_id ORDER BY from_day), 'infinity'::date) AS until_day
   FROM ( SELECT service_point.id AS service_point_id,
            service_point.elevation_zone AS zone,
            '-infinity'::date AS from_day
           FROM service_point
        UNION ALL
         SELECT standing.service_point_id,
            standing.zone,
            standing.from_day
           FROM ( SELECT DISTINCT ON (service_point_zone.service_point_id, service_point_zone.from_day) service_point_zone.service_point_id,
                    service_point_zone.zone,
                    service_point_zone.from_day
                   FROM service_point_zone
                  ORDER BY service_point_zone.service_point_id, service_point_zone.from_day, service_point_zone.id DESC) standing) stated;

CREATE OR REPLACE FUNCTION public.account_in_roster_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id)
    select w.account_id from (select distinct account_id from written where account_id is not null) w
    cross join lateral (
      select from roster_entry r
      where r.account_id = w.account_id and (r.had_autopay or r.next_draft_on is not null) limit 1
    ) had;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.account_number_of_its_parts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select c.number || '-' || p.number into new.number from customer c, premise p
  where c.id = new.customer_id and p.id = new.premise_id;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.account_of_changed_bill_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id)
    select distinct a.account_id from after a join before b using (id)
    where a.state <> b.state and 'posted' in (a.state, b.state);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.account_of_new_bill_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id) select distinct account_id from written where state = 'posted';
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.account_of_row_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id) select distinct account_id from written where account_id is not null;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.account_row_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id) select id from written;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.accounts_of_customer_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id)
    select a.id from after c join before b using (id) join account a on a.customer_id = c.id
    where c.language <> b.language;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.accounts_of_objection_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into account_touched (account_id)
    select x.account_id from written o join account_access x on x.id = o.access_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.alert_of_row_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into alert_touched (alert_id) select distinct alert_id from written;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.alert_row_is_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into alert_touched (alert_id) select id from written;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.audit_event_is_sealed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  last_position bigint;
  last_hash text;
begin
  perform pg_advisory_xact_lock(hashtext('caudal audit chain'));
  select position, hash into last_position, last_hash from audit_seal order by position desc limit 1;
  insert into audit_seal (position, event_id, hash) values (
    coalesce(last_position, 0) + 1, new.id,
    encode(sha256(convert_to(coalesce(last_hash, '') || audit_event_text(new), 'UTF8')), 'hex'));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.audit_event_text(e audit_event)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.actor_kind, e.actor_id, e.action,
    e.account_id, e.detail, e.address)::text
$function$
;

CREATE OR REPLACE FUNCTION public.bare_number(number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN upper(regexp_replace(number, '[-[:space:]./_–—‑·#]'::text, ''::text, 'g'::text))
;

CREATE OR REPLACE FUNCTION public.bill_begins_as_a_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from written where state <> 'draft' and origin = 'caudal') then
    raise exception 'a bill begins as a draft' using errcode = 'check_violation', constraint = 'bill_begins_as_a_draft';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bill_entry_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.stands and not new.stands and (new.bill_id, new.entry_id) = (old.bill_id, old.entry_id)
    and exists (select from bill where id = old.bill_id and state = 'cancelled') then
    return new;
  end if;
  raise exception 'what bill % printed is append-only', old.bill_id
    using errcode = 'restrict_violation', constraint = 'bill_entry_stands';
end $function$
;

CREATE OR REPLACE FUNCTION public.bill_row_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a row of % stays with its bill', tg_table_name using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.bill_rows_belong_to_a_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  lowest bigint;
  highest bigint;
  not_own bigint;
  stands text;
  lost bigint;
  others bigint;
  held bigint;
begin
  select min(bill_id), max(bill_id) into lowest, highest from written;
  -- The lowest, not whether there is any: asked for any, PostgreSQL looks for the bill of each row by itself.
  execute 'select min(w.bill_id) from written w where w.bill_id not in (
      select b.id from bill b
      where b.id between $2 and $3 and b.xmin = $1 and (b.origin <> ''caudal'' or b.state = ''draft''))'
    into not_own using pg_current_xact_id()::xid, lowest, highest;
  if not_own is null then
    return null;
  end if;
  execute 'select min(b.number) filter (where b.state <> ''draft'' and b.origin = ''caudal''),
      min(w.bill_id) filter (where b.id is null), count(*) filter (where b.xmin <> pg_current_xact_id()::xid)
    from written w left join bill b on b.id = w.bill_id'
    into stands, lost, others;
  if stands is not null then
    raise exception 'bill % stands: its lines and reads are complete', stands
      using errcode = 'restrict_violation', constraint = tg_table_name || '_belongs_to_a_draft';
  end if;
  -- Nobody may take a bill away before this is done; one that this transaction made nobody else sees.
  if lost is null and others > 0 then
    execute 'select count(distinct b.id) from written w join bill b on b.id = w.bill_id
      where b.xmin <> pg_current_xact_id()::xid' into others;
    execute 'select from bill b where b.id in (select bill_id from written) and b.xmin <> pg_current_xact_id()::xid
      order by b.id for key share';
    get diagnostics held = row_count;
    if held <> others then
      select min(bill_id) into lost from written w where not exists (select from bill b where b.id = w.bill_id);
    end if;
  end if;
  if lost is not null then
    raise exception 'a row of % is of bill %, which is not there', tg_table_name, lost
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_has_its_bill';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bill_takes_its_rows_along()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute 'delete from bill_line r using gone where r.bill_id = gone.id';
  execute 'delete from bill_read r using gone where r.bill_id = gone.id';
  execute 'delete from exchange_bill_read r using gone where r.bill_id = gone.id';
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bills_of_run_came()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, count(*), sum(new_charges_cents), sum(usage_gallons), count(*) filter (where delivery = 'paper'),
      count(*) filter (where estimated)
    from written where bill_run_id is not null and state <> 'cancelled' group by bill_run_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bills_of_run_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, sum(sign), sum(sign * new_charges_cents), sum(sign * usage_gallons),
      coalesce(sum(sign) filter (where delivery = 'paper'), 0), coalesce(sum(sign) filter (where estimated), 0)
    from (
      select 1 as sign, bill_run_id, new_charges_cents, usage_gallons, delivery, estimated from after where state <> 'cancelled'
      union all
      select -1, bill_run_id, new_charges_cents, usage_gallons, delivery, estimated from before where state <> 'cancelled'
    ) changed
    where bill_run_id is not null group by bill_run_id
    having (sum(sign), sum(sign * new_charges_cents), sum(sign * usage_gallons),
      coalesce(sum(sign) filter (where delivery = 'paper'), 0), coalesce(sum(sign) filter (where estimated), 0))
      is distinct from (0, 0, 0, 0, 0);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.bills_of_run_went()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, -count(*), -sum(new_charges_cents), -sum(usage_gallons), -count(*) filter (where delivery = 'paper'),
      -count(*) filter (where estimated)
    from written where bill_run_id is not null and state <> 'cancelled' group by bill_run_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.cancelled_bill_lets_go()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update bill_entry set stands = false where bill_id = new.id and stands;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.class_on(point service_point, day date)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(
    (select became from place_change where service_point_id = point.id and field = 'class' and from_day <= day
     order by from_day desc, id desc limit 1),
    (select was from place_change where service_point_id = point.id and field = 'class' and from_day > day
     order by from_day, id limit 1),
    point.rate_class)
$function$
;

CREATE OR REPLACE FUNCTION public.confirmed_before_sent()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into exchange_receipt_ahead (receipt)
    select w.receipt from written w where not exists (select from exchange_batch_row r where r.receipt = w.receipt)
    on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.confirmed_row_is_closed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from exchange_row_open o using written w where o.receipt = w.receipt;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.count_try(keys text[], starts timestamp with time zone[], maxima integer[])
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  counted integer;
begin
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    update rate_limit r set hits = r.hits + 1
      where r.key = keys[i] and r.window_start = starts[i] and r.hits >= maxima[i];
    if found then
      return i;
    end if;
  end loop;
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    insert into rate_limit as r (key, window_start, hits) values (keys[i], starts[i], 1)
      on conflict (key, window_start) do update set hits = r.hits + 1
      returning hits into counted;
    if counted > maxima[i] then
      return i;
    end if;
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_changed_account_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select least(a.opened_on, b.opened_on), greatest(a.opened_on, b.opened_on)
    from after a join before b using (id) where a.opened_on <> b.opened_on
    union all
    select least(a.closed_on, b.closed_on), greatest(coalesce(a.closed_on, 'infinity'), coalesce(b.closed_on, 'infinity'))
    from after a join before b using (id) where a.closed_on is distinct from b.closed_on
    union all
    select least(a.opened_on, b.opened_on), 'infinity'
    from after a join before b using (id) where a.premise_id <> b.premise_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_changed_bill_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(a.period_start), max(a.period_end) from after a join before b using (id)
    where a.state <> b.state and 'posted' in (a.state, b.state) having count(*) > 0;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_changed_place_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select '-infinity', 'infinity' where exists (
      select from after a join before b using (id)
      where a.premise_id <> b.premise_id or a.elevation_zone is distinct from b.elevation_zone
    );
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_new_account_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(opened_on), max(coalesce(closed_on, 'infinity')) from written having count(*) > 0;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_new_bill_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(period_start), max(period_end) from written where state = 'posted' having count(*) > 0;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_place_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select '-infinity', 'infinity' where exists (
      select from written w cross join lateral (select from account a where a.premise_id = w.premise_id limit 1) served
    );
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_zone_are_touched()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(from_day), 'infinity' from written having count(*) > 0;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.digits_of(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(written, '[^0-9]'::text, ''::text, 'g'::text)
;

CREATE OR REPLACE FUNCTION public.held_bill_waits_for_a_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  waiting record;
begin
  execute 'select b.number, f.rule
    from after b
    join before was on was.id = b.id and was.state not in (''posted'', ''cancelled'') and b.state not in (''draft'', ''cancelled'')
    join bill_finding f on f.bill_id = b.id and f.holds
    where not exists (
      select from bill_decision d where d.bill_number = b.number and d.kind = ''release'' and f.rule = any (d.rules)
    )'
    into waiting;
  if waiting.number is not null then
    raise exception 'bill % waits for a person: %', waiting.number, waiting.rule
      using errcode = 'check_violation', constraint = 'held_bill_waits_for_a_person';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.history_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: reverse it instead', tg_table_name using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.hours_of_meter(meter integer, from_day date, through_day date)
 RETURNS TABLE(day date, hours bytea)
 LANGUAGE plpgsql
 STABLE ROWS 40
AS $function$
begin
  return query select d.day, d.hours from meter_day d where d.meter_id = meter and d.day between from_day and through_day;
end $function$
;

CREATE OR REPLACE FUNCTION public.known_days_of_meter(meter integer, from_day date, until_day date)
 RETURNS TABLE(first_day date, last_day date)
 LANGUAGE plpgsql
 STABLE ROWS 1
AS $function$
begin
  return query select min(d.day), max(d.day) from meter_day d
    where d.meter_id = meter and d.day >= from_day and d.day < until_day;
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_entry_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  wrong record;
begin
  select w.entry_id, sum(w.amount_cents) as off, count(*) as written,
    (select count(*) from posting p where p.entry_id = w.entry_id) as standing into wrong
  from written w
  group by w.entry_id
  having sum(w.amount_cents) <> 0 or count(*) < 2
    or count(*) <> (select count(*) from posting p where p.entry_id = w.entry_id)
  limit 1;
  if wrong.entry_id is null then
    return null;
  end if;
  if wrong.written <> wrong.standing then
    raise exception 'ledger entry % stands already: post a new entry', wrong.entry_id
      using errcode = 'restrict_violation', constraint = 'posting_joins_no_entry_that_stands';
  end if;
  raise exception 'ledger entry % does not balance', wrong.entry_id
    using errcode = 'check_violation', constraint = 'ledger_entry_balances';
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_entry_has_postings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from posting where entry_id = new.id)
    and not exists (select from bill where ledger_entry_id = coalesce(new.reverses_id, new.id)) then
    raise exception 'ledger entry % has no postings', new.id
      using errcode = 'check_violation', constraint = 'ledger_entry_has_postings';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.ledger_entry_says_why()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if starts_with(new.idempotency_key, 'cis:') then
    return null;
  end if;
  if new.kind = 'fee' and not exists (select from fee_charge where ledger_entry_id = new.id)
    and not exists (select from fee_answer where ledger_entry_id = new.id)
    or new.kind = 'deposit-credit' and not exists (select from deposit_credit where ledger_entry_id = new.id) then
    raise exception 'ledger entry % is a % of which nobody said why', new.id, new.kind
      using errcode = 'check_violation', constraint = 'ledger_entry_says_why';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.mailing_address(c customer)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select array_remove(array[c.mailing_line1, c.mailing_line2, c.mailing_line3, c.mailing_line4,
    concat_ws(' ', c.mailing_city, c.mailing_state, c.mailing_zip),
    case when coalesce(c.mailing_country, 'US') in ('US', 'USA') then null else c.mailing_country end], null)
$function$
;

CREATE OR REPLACE FUNCTION public.plain_text(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, written))
;

CREATE OR REPLACE FUNCTION public.posted_bill_agrees_with_the_books()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  wrong record;
begin
  execute 'select b.number, b.amount_due_cents, books.balance, b.new_charges_cents, lines.total
    from after b
    join before was on was.id = b.id and was.state not in (''posted'', ''cancelled'') and b.state not in (''draft'', ''cancelled'')
    cross join lateral (
      select coalesce(sum(amount_cents), 0) as balance from posting
      where ledger_account = ''receivable'' and account_id = b.account_id
    ) books
    cross join lateral (select coalesce(sum(amount_cents), 0) as total from bill_line where bill_id = b.id) lines
    where books.balance <> b.amount_due_cents or lines.total <> b.new_charges_cents'
    into wrong;
  if wrong.number is null then
    return null;
  end if;
  if wrong.balance <> wrong.amount_due_cents then
    raise exception 'bill % asks for % cents, and the books say %', wrong.number, wrong.amount_due_cents, wrong.balance
      using errcode = 'check_violation', constraint = 'posted_bill_agrees_with_the_books';
  end if;
  raise exception 'the lines of bill % add up to % cents, and it charges %', wrong.number, wrong.total,
    wrong.new_charges_cents using errcode = 'check_violation', constraint = 'bill_lines_add_up';
end $function$
;

CREATE OR REPLACE FUNCTION public.posted_bill_keeps_its_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' or exists (select from bill where id = old.bill_id and state <> 'draft' and origin = 'caudal') then
    raise exception '% of bill % is append-only', tg_table_name, old.bill_id using errcode = 'restrict_violation';
  end if;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION public.posted_bill_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and old.state = 'posted' and new.state = 'cancelled'
    and (to_jsonb(new) - 'state' - 'cancels_reason') = (to_jsonb(old) - 'state' - 'cancels_reason') then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.origin = 'cis'
    and (new.origin, new.number, new.account_id) = (old.origin, old.number, old.account_id) then
    return new;
  end if;
  raise exception 'bill % is %: cancel it and bill again', old.number, old.state using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.row_sent_again_is_closed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from exchange_row_open o using written w where o.receipt = w.receipt and o.attempt < w.attempt;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.sent_row_is_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into exchange_row_open as open (receipt, attempt, batch_id, line)
    select distinct on (receipt) receipt, attempt, batch_id, line from written w
    where (select count(*) from (select from exchange_confirmation c where c.receipt = w.receipt limit 1) one) = 0
    order by receipt, attempt desc
    on conflict (receipt) do update set attempt = excluded.attempt, batch_id = excluded.batch_id, line = excluded.line
      where open.attempt < excluded.attempt;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.step_is_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  was timestamptz;
  is_now timestamptz;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) ->> tg_argv[0]; end if;
  if tg_op <> 'DELETE' then is_now := to_jsonb(new) ->> tg_argv[0]; end if;
  if was is distinct from is_now then
    insert into move_step (at, kind, steps)
      select at, tg_argv[1], steps from (values (was, -1), (is_now, 1)) as step (at, steps) where at is not null;
  end if;
  return null;
end $function$
;

CREATE TRIGGER objection_changed_touches AFTER UPDATE ON public.access_objection REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION accounts_of_objection_are_touched();

CREATE TRIGGER objection_gone_touches AFTER DELETE ON public.access_objection REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION accounts_of_objection_are_touched();

CREATE TRIGGER objection_new_touches AFTER INSERT ON public.access_objection REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION accounts_of_objection_are_touched();

CREATE TRIGGER account_changed_is_touched AFTER UPDATE ON public.account REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_row_is_touched();

CREATE TRIGGER account_changed_touches_days AFTER UPDATE ON public.account REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION days_of_changed_account_are_touched();

CREATE TRIGGER account_gone_is_touched AFTER DELETE ON public.account REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_row_is_touched();

CREATE TRIGGER account_gone_touches_days AFTER DELETE ON public.account REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_new_account_are_touched();

CREATE TRIGGER account_new_is_touched AFTER INSERT ON public.account REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_row_is_touched();

CREATE TRIGGER account_new_touches_days AFTER INSERT ON public.account REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_new_account_are_touched();

CREATE TRIGGER account_number_of_its_parts BEFORE INSERT ON public.account FOR EACH ROW WHEN ((new.number IS NULL)) EXECUTE FUNCTION account_number_of_its_parts();

CREATE TRIGGER access_changed_touches AFTER UPDATE ON public.account_access REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER access_gone_touches AFTER DELETE ON public.account_access REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER access_is_a_step AFTER INSERT ON public.account_access FOR EACH ROW WHEN ((new.role = 'owner'::text)) EXECUTE FUNCTION step_is_kept('granted_at', 'registered');

CREATE TRIGGER access_new_touches AFTER INSERT ON public.account_access REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER access_was_a_step AFTER DELETE ON public.account_access FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION step_is_kept('granted_at', 'registered');

CREATE TRIGGER account_note_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.account_note FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER advice_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.advice_answer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER alert_changed_is_touched AFTER UPDATE ON public.alert REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_row_is_touched();

CREATE TRIGGER alert_gone_is_touched AFTER DELETE ON public.alert REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_row_is_touched();

CREATE TRIGGER alert_new_is_touched AFTER INSERT ON public.alert REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_row_is_touched();

CREATE TRIGGER alert_day_changed_touches AFTER UPDATE ON public.alert_day REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER alert_day_gone_touches AFTER DELETE ON public.alert_day REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER alert_day_new_touches AFTER INSERT ON public.alert_day REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER alert_file_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alert_file FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER alert_outreach_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alert_outreach FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER alert_outreach_touches AFTER INSERT ON public.alert_outreach REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER alert_resolution_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alert_resolution FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER alert_resolution_touches AFTER INSERT ON public.alert_resolution REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER alert_telling_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alert_telling FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER alert_telling_touches AFTER INSERT ON public.alert_telling REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION alert_of_row_is_touched();

CREATE TRIGGER assistance_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.assistance_end FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER assistance_enrolment_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.assistance_enrolment FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE CONSTRAINT TRIGGER audit_event_is_sealed AFTER INSERT ON public.audit_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_event_is_sealed();

CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER autopay_changed_touches AFTER UPDATE ON public.autopay REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER autopay_gone_touches AFTER DELETE ON public.autopay REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER autopay_is_a_step AFTER INSERT OR DELETE ON public.autopay FOR EACH ROW EXECUTE FUNCTION step_is_kept('agreed_at', 'autopay');

CREATE TRIGGER autopay_new_touches AFTER INSERT ON public.autopay REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER balance_transfer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.balance_transfer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER bill_begins_as_a_draft AFTER INSERT ON public.bill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bill_begins_as_a_draft();

CREATE TRIGGER bill_changed_counts AFTER UPDATE ON public.bill REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION bills_of_run_changed();

CREATE TRIGGER bill_changed_touches AFTER UPDATE ON public.bill REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION account_of_changed_bill_is_touched();

CREATE TRIGGER bill_changed_touches_days AFTER UPDATE ON public.bill REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION days_of_changed_bill_are_touched();

CREATE TRIGGER bill_gone_counts AFTER DELETE ON public.bill REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bills_of_run_went();

CREATE TRIGGER bill_gone_touches AFTER DELETE ON public.bill REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_new_bill_is_touched();

CREATE TRIGGER bill_gone_touches_days AFTER DELETE ON public.bill REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_new_bill_are_touched();

CREATE TRIGGER bill_new_counts AFTER INSERT ON public.bill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bills_of_run_came();

CREATE TRIGGER bill_new_touches AFTER INSERT ON public.bill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_new_bill_is_touched();

CREATE TRIGGER bill_new_touches_days AFTER INSERT ON public.bill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_new_bill_are_touched();

CREATE TRIGGER bill_stands BEFORE DELETE OR UPDATE ON public.bill FOR EACH ROW WHEN ((old.state <> 'draft'::text)) EXECUTE FUNCTION posted_bill_stands();

CREATE TRIGGER bill_takes_its_rows_along AFTER DELETE ON public.bill REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION bill_takes_its_rows_along();

CREATE TRIGGER cancelled_bill_lets_go AFTER UPDATE OF state ON public.bill FOR EACH ROW WHEN (((old.state = 'posted'::text) AND (new.state = 'cancelled'::text))) EXECUTE FUNCTION cancelled_bill_lets_go();

CREATE TRIGGER held_bill_waits_for_a_person AFTER UPDATE ON public.bill REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION held_bill_waits_for_a_person();

CREATE TRIGGER posted_bill_agrees_with_the_books AFTER UPDATE ON public.bill REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION posted_bill_agrees_with_the_books();

CREATE TRIGGER bill_correction_decision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bill_correction_decision FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER bill_decision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bill_decision FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER bill_entry_stands BEFORE DELETE OR UPDATE ON public.bill_entry FOR EACH ROW EXECUTE FUNCTION bill_entry_stands();

CREATE TRIGGER bill_line_belongs_to_a_draft AFTER INSERT ON public.bill_line REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bill_rows_belong_to_a_draft();

CREATE TRIGGER bill_line_stands BEFORE DELETE OR UPDATE ON public.bill_line FOR EACH ROW EXECUTE FUNCTION posted_bill_keeps_its_rows();

CREATE TRIGGER bill_read_belongs_to_a_draft AFTER INSERT ON public.bill_read REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bill_rows_belong_to_a_draft();

CREATE TRIGGER bill_read_stands BEFORE DELETE OR UPDATE ON public.bill_read FOR EACH ROW EXECUTE FUNCTION posted_bill_keeps_its_rows();

CREATE TRIGGER bill_run_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.bill_run_event FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER consent_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.consent FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER customer_changed_touches AFTER UPDATE ON public.customer REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION accounts_of_customer_are_touched();

CREATE TRIGGER customer_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.customer_change FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER deposit_credit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.deposit_credit FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER deposit_taken_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.deposit_taken FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER ebill_becomes_a_step AFTER UPDATE OF verified_at ON public.ebill FOR EACH ROW EXECUTE FUNCTION step_is_kept('verified_at', 'ebill');

CREATE TRIGGER ebill_changed_touches AFTER UPDATE ON public.ebill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER ebill_gone_touches AFTER DELETE ON public.ebill REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER ebill_is_a_step AFTER INSERT OR DELETE ON public.ebill FOR EACH ROW EXECUTE FUNCTION step_is_kept('verified_at', 'ebill');

CREATE TRIGGER ebill_new_touches AFTER INSERT ON public.ebill REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER batch_row_is_open AFTER INSERT ON public.exchange_batch_row REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sent_row_is_open();

CREATE TRIGGER exchange_batch_row_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exchange_batch_row FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER exchange_bill_read_has_its_bill AFTER INSERT ON public.exchange_bill_read REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bill_rows_belong_to_a_draft();

CREATE TRIGGER exchange_bill_read_stays BEFORE UPDATE OF bill_id ON public.exchange_bill_read FOR EACH STATEMENT EXECUTE FUNCTION bill_row_stays();

CREATE TRIGGER confirmation_ahead AFTER INSERT ON public.exchange_confirmation REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION confirmed_before_sent();

CREATE TRIGGER confirmation_closes AFTER INSERT ON public.exchange_confirmation REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION confirmed_row_is_closed();

CREATE TRIGGER resend_closes AFTER INSERT ON public.exchange_resend REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION row_sent_again_is_closed();

CREATE TRIGGER fee_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fee_answer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER fee_charge_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fee_charge FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER household_profile_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.household_profile FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER job_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.job_answer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER kiosk_visit_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kiosk_visit_end FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER kiosk_wipe_check_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.kiosk_wipe_check FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER leak_credit_appeal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leak_credit_appeal FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER leak_credit_decision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leak_credit_decision FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER leak_credit_request_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leak_credit_request FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER leak_search_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leak_search_answer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER ledger_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE CONSTRAINT TRIGGER ledger_entry_has_postings AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_has_postings();

CREATE CONSTRAINT TRIGGER ledger_entry_says_why AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['fee'::text, 'deposit-credit'::text]))) EXECUTE FUNCTION ledger_entry_says_why();

CREATE TRIGGER move_in_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.move_in FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER notice_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notice_answer FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER outreach_changed_touches AFTER UPDATE ON public.outreach REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER outreach_gone_touches AFTER DELETE ON public.outreach REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER outreach_is_a_step AFTER INSERT OR DELETE ON public.outreach FOR EACH ROW EXECUTE FUNCTION step_is_kept('at', 'outreach');

CREATE TRIGGER outreach_new_touches AFTER INSERT ON public.outreach REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER payment_changed_touches AFTER UPDATE ON public.payment REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_in_roster_is_touched();

CREATE TRIGGER payment_gone_touches AFTER DELETE ON public.payment REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_in_roster_is_touched();

CREATE TRIGGER payment_new_touches AFTER INSERT ON public.payment REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_in_roster_is_touched();

CREATE TRIGGER payment_movement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.payment_movement FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER phone_consent_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.phone_consent FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER place_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.place_change FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER posting_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.posting FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER posting_balances AFTER INSERT ON public.posting REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_balances();

CREATE TRIGGER posting_touches AFTER INSERT ON public.posting REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_in_roster_is_touched();

CREATE TRIGGER processor_comparison_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.processor_comparison FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER processor_finding_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.processor_finding FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER production_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.production FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER rate_fact_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rate_fact FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER reads_decision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reads_decision FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER reads_decision_day_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reads_decision_day FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER rebate_application_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rebate_application FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER rebate_document_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rebate_document FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER rebate_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rebate_step FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER recurring_fee_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.recurring_fee FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER recurring_fee_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.recurring_fee_end FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER register_read_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.register_read FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER roster_changed_touches AFTER UPDATE ON public.roster_entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER roster_gone_touches AFTER DELETE ON public.roster_entry REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER roster_new_touches AFTER INSERT ON public.roster_entry REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION account_of_row_is_touched();

CREATE TRIGGER roster_statement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.roster_statement FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER service_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.service_end FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER point_changed_touches_days AFTER UPDATE ON public.service_point REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION days_of_changed_place_are_touched();

CREATE TRIGGER point_gone_touches_days AFTER DELETE ON public.service_point REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_place_are_touched();

CREATE TRIGGER point_new_touches_days AFTER INSERT ON public.service_point REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_place_are_touched();

CREATE TRIGGER service_point_zone_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.service_point_zone FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER zone_new_touches_days AFTER INSERT ON public.service_point_zone REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION days_of_zone_are_touched();

CREATE TRIGGER similar_homes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.similar_homes FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER similar_homes_month_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.similar_homes_month FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER staff_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.staff_change FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER stored_document_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stored_document FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER water_file_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.water_file FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER water_file_refusal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.water_file_refusal FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER water_goal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.water_goal FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER weather_day_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.weather_day FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TRIGGER weather_import_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.weather_import FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
