import { expect, test } from 'vitest';
import { nameIs, packageFileNames, packageFiles } from './index.ts';

test('no column of the package would enrol or is a secret', () => {
  for (const file of packageFileNames) {
    expect(Object.keys(packageFiles[file].columns).filter((name) => nameIs(name) !== 'plain')).toEqual([]);
  }
});

test.each([
  ...['autopay', 'Auto Pay', 'AUTO_PAY', 'Account_AutoPay', 'Account_BillerAutoPay', 'ACCOUNTAUTOPAY', 'auto-pay flag'],
  ...['AutoDraft', 'auto_debit', 'bank_draft', 'ACH Draft', 'ach_debit_flag', 'draft_note', 'recurring_payments'],
  ...['ebill', 'e-bill', 'E_Bill', 'eBilling', 'Paperless', 'Account_Paperless', 'email_bill', 'electronic statement'],
  ...['BILL_ROUTE_TYPE', 'billDelivery', 'Account_Portal_Status', 'PORTALSTATUS', 'online_access', 'portal_registered'],
  ...['login', 'Login_ID', 'log-in', 'UserName', 'user id', 'web_user', 'enrolled', 'Enrollment', 'enrolment'],
  ...['factura electrónica', 'Pago automático', 'débito automático', 'fact:autopay', '\uFEFFautopay'],
])('%s would enrol', (name) => {
  expect(nameIs(name)).toBe('enrols');
});

test.each([
  ...['ssn', 'SSN', 'S.S.N.', 'SS#', 'ss_no', 'customerSsn', 'CUSTSSN', 'SSN_Last4', 'ssn4', 'Social Security Number'],
  ...[
    'SocialSecurity',
    'soc_sec_no',
    'Soc. Sec.',
    'tax_id',
    'TaxID',
    'TAXIDNO',
    'Federal Tax ID',
    'TIN',
    'EIN',
    'fein',
  ],
  ...['pin', 'PIN', 'Pin_Code', 'pin number', 'WebPIN', 'PIN1', 'password', 'Pass_Word', 'passcode', 'security answer'],
  ...['bank_account', 'BankAccountNumber', 'BANKACCT', 'bank', 'Bank Name', 'checking_account', 'savings acct no'],
  ...['routing', 'Routing_No', 'ROUTINGNUMBER', 'ABA', 'rtn', 'MICR', 'micr line', 'ach_account', 'IBAN'],
  ...[
    'draft_account',
    'card_number',
    'CardNo',
    'CREDITCARD',
    'credit card',
    'cc_num',
    'CC#',
    'cvv',
    'CVC2',
    'card_exp',
  ],
  ...[
    'exp_date',
    'date_of_birth',
    'DOB',
    'drivers license',
    'seguro social',
    'contraseña',
    'número de tarjeta',
    'fact:pin',
  ],
])('%s is a secret', (name) => {
  expect(nameIs(name)).toBe('secret');
});

test.each([
  ...['rebill', 'ReBill', 'last_bill', 'service_bill', 'servicebill', 'duplicate_bill', 'bill_date', 'draft'],
  ...[
    'business_name',
    'BUSINESSNAME',
    'access_number',
    'ss_rate',
    'pit_type',
    'route',
    'ROUTE_NO',
    'Service_Point_Route',
  ],
  ...[
    'spin',
    'tax',
    'tax_code',
    'credit',
    'credit_balance',
    'discard',
    'check_number',
    'phone_2',
    'Account_ID',
    'meter',
  ],
  ...[
    'Service_Point_Latitude',
    'Read_Sequence',
    'last_payment_on',
    'payments',
    'account_pays',
    'expansion',
    'ccf',
    'catalog',
  ],
])('%s is neither', (name) => {
  expect(nameIs(name)).toBe('plain');
});
