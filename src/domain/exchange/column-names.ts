/** `Account_AutoPay`, `ACCOUNT AUTO-PAY` and `accountAutoPay` → `account_auto_pay`: words in lower case, without accents. */
function wordsOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll('#', '_no')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** Whole words only: `rebill`, `servicebill` and `late_bill` are not e-bill. */
const enrolsByWords = new RegExp(
  `(^|_)(${[
    'e_?(bill(ing|s)?|invoic(e|es|ing)|statements?|delivery)',
    '(electronic|online|email|digital|web)_?(bill(ing|s)?|invoices?|statements?|delivery)',
    'bills?_?(by|via)_?e?_?mail|e?_?mail_?(the_?)?bills?',
    'bill_?(delivery|route_?type|route_?type_?cd)(_?(method|type|preference))?',
    '(log_?in|log_?on|sign_?in|web_?user|user_?name|user_?id|online_?user|portal_?user)(_?(name|id|email|status|flag))?',
    'enrol(l|led|ls|ment|lment|lments)?',
    'auto_?(pay|pays|payment|payments|draft|drafts|debit|debits|bank_?draft)',
    '(bank|ach|recurring|direct|automatic)_?(drafts?|debits?|pay|payments?)(_?(flag|yn|ind|indicator|status|since|active))?$',
    'on_?drafts?|domiciliacion|domiciliad[oa]|cargo_?automatico',
    'draft_?(note|message|flag|status|day|enrolled)',
    '(portal|web|online)_?(status|access|account|registered|registration|enabled)',
    'factura_?electronica|pago_?automatico|debito_?automatico|inscrito|inscripcion|usuario',
  ].join('|')})\\d*(_|$)`,
);

/** Long enough to be nothing else wherever they stand. */
const enrolsAnywhere = /autopay|autodraft|autodebit|paperless|portalstatus|billroutetype|ebillenrol|sinpapel/;

const secretByWords = new RegExp(
  `(^|_)(${[
    '(cust(omer)?|acct|account|owner|tenant|spouse|person)?_?(ssn|s_s_n)(_?(no|num|number|last_?4|4|id))?',
    // Not `ss` alone: that is a sanitary sewer.
    'ss_?(no|num|number|last_?4)',
    'soc(ial)?_?sec(urity)?(_?(no|num|number))?',
    '((fed|federal|state)_?)?tax_?(payer_?)?(id|ident|identification|no|num|number|ref)(_?(no|num|number))?',
    '(fed|federal)_?id(_?(no|num|number))?',
    'tin|f?ein|itin|employer_?id(entification)?(_?(no|num|number))?',
    '((web|access|portal|phone|ivr|account)_?)?pins?(_?(no|num|number|code))?',
    'pass_?(word|wd|code|phrase)|pwd|secret|security_?(code|question|answer)',
    'bank(_?(acct|account|no|num|number|name|routing|id|code))*',
    '(checking|chequing|chk|savings|sav)_?(acct|account)(_?(no|num|number))?',
    'routing(_?(no|num|number|transit))?|rtn|aba(_?(no|num|number|routing))?|transit_?(no|num|number)|micr(_?line)?',
    'ach(_?(acct|account|routing|no|num|number|id))*|iban|swift|clabe|draft_?(acct|account|routing)(_?(no|num|number))?',
    '((credit|debit|pay(ment)?)_?)?cards?(_?(no|num|number|holder|type|last_?4|exp|token))*',
    'cc_?(no|num|number|exp|type|last_?4)|ccn|pan|cv[vc]2?|exp_?(date|mo|month|yr|year)',
    'driver_?s?_?lic(ense|ence)?(_?(no|num|number))?|date_?of_?birth|birth_?date|dob',
    'seguro_?social|contrasena|clave|tarjeta|cuenta_?bancaria|banco|ruta_?bancaria|rfc|curp',
  ].join('|')})\\d*(_|$)`,
);

const secretAnywhere =
  /socialsecurity|segurosocial|taxpayerid|fedtaxid|federaltaxid|bankacc|acctpin|accountpin|cardnum|cardno|creditcard|debitcard|routingn|bankrout|bankno|bankid|customerssn|custssn|taxidn/;

/**
 * What becomes of a column by its name: `enrols` refuses the whole package (it would set autopay, e-bill
 * or a login), `secret` is dropped before a cell of it is looked at.
 */
export function nameIs(name: string): 'enrols' | 'secret' | 'plain' {
  const words = wordsOf(name.replace(/^\uFEFF/, '').replace(/^\s*fact:/i, ''));
  const word = words.replaceAll('_', '');
  if (enrolsByWords.test(words) || enrolsAnywhere.test(word)) return 'enrols';
  return secretByWords.test(words) || secretAnywhere.test(word) ? 'secret' : 'plain';
}
