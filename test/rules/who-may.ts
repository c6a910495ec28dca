import type { Permission } from '../../src/domain/access/index.ts';
import type { AccountRight } from '../../src/domain/delegates/index.ts';
import { paths } from '../../src/web/paths.ts';

/** Who may ask for a route. */
export type WhoMay =
  /** Anybody, signed in or not. */
  | 'anybody'
  /** Anybody at the door; once signed in it leads on. */
  | 'door'
  /** Anybody who is signed in. */
  | 'login'
  /** Signed in within the last minutes. */
  | 'recent-login'
  /** A machine, by its signature. */
  | 'signed'
  /** Staff halfway in. */
  | 'enrolling'
  | { readonly right: AccountRight; readonly owner?: true; readonly recent?: true }
  | { readonly staff: Permission };

const right = (of: AccountRight, more: { owner?: true; recent?: true } = {}): WhoMay => ({ right: of, ...more });
const staff = (permission: Permission): WhoMay => ({ staff: permission });

const a = ':account';
const { registration, console: at } = paths;

/** The rule of every route, `GET` and `POST`; where they differ, both are written. */
export const whoMay: Readonly<Record<string, WhoMay | { readonly get: WhoMay; readonly post: WhoMay }>> = {
  [paths.home]: 'anybody',
  [paths.language]: 'anybody',
  [paths.health]: 'anybody',
  [paths.assets(':file')]: 'anybody',
  [paths.help]: 'anybody',
  [paths.helpAnswer(':slug')]: 'anybody',
  [paths.benefits]: 'anybody',
  [paths.officialAddress]: 'anybody',
  [registration.findAccount]: 'door',
  [registration.createLogin]: 'door',
  [registration.verifyEmail]: 'door',
  [registration.verificationLink]: 'door',
  [registration.verificationMail]: 'door',
  [registration.alreadyClaimed]: 'door',
  [registration.mailedCodeLetter]: 'door',
  [registration.welcome]: 'login',
  [registration.mailedCode]: 'login',
  [paths.addAccount]: 'login',
  [paths.signIn]: 'door',
  [paths.signInPasskey]: 'door',
  [paths.signInPasskeyChallenge]: 'door',
  [paths.signOut]: 'anybody',
  [paths.passwordReset]: 'door',
  [paths.passwordResetLink]: 'door',
  [paths.invitation]: 'door',
  [paths.invitationLogin]: 'door',
  [paths.ebillVerificationLink]: 'door',
  [paths.guestPay]: 'door',
  [paths.guestPayAmount]: 'door',
  [paths.guestPayReturn(':payment')]: 'anybody',
  [paths.processorReturn(':payment')]: 'anybody',
  [paths.processorWebhook(':processor')]: 'signed',
  [paths.carrierTexts]: 'signed',
  [paths.carrierKeys]: 'signed',

  [paths.passkeys]: { get: 'login', post: 'recent-login' },
  [paths.security]: 'recent-login',
  [paths.password]: 'recent-login',
  [paths.passkeyChallenge]: 'recent-login',
  [paths.passkeyRemoval(':passkey')]: 'recent-login',
  [paths.sessionEnd(':session')]: 'recent-login',
  [paths.phone]: 'recent-login',
  [paths.phoneCode]: 'recent-login',
  [paths.phoneRemoval]: 'recent-login',
  [paths.paymentMethods]: { get: 'login', post: 'recent-login' },
  [paths.paymentMethodRemoval(':method')]: 'recent-login',
  [paths.processorSetupReturn(':setup')]: 'login',
  [paths.processorMethodReturn(':setup')]: 'login',
  [paths.accounts]: 'login',

  [paths.account(a)]: right('view'),
  [paths.accountAccess(a)]: right('view', { owner: true }),
  [paths.notices(a)]: right('view', { owner: true }),
  [paths.notice(a, ':notice')]: right('view', { owner: true }),
  [paths.people(a)]: right('manage'),
  [paths.askerAnswer(a, ':request')]: right('manage', { recent: true }),
  [paths.delegateEnd(a, ':access')]: right('manage', { recent: true }),
  [paths.bills(a)]: right('view'),
  [paths.bill(a, ':bill')]: right('view'),
  [paths.billPdf(a, ':bill')]: right('view'),
  [paths.billChange(a, ':bill')]: right('view'),
  [paths.billComparison(a)]: right('view'),
  [paths.nextBill(a)]: right('view'),
  [paths.ebill(a)]: right('manage', { recent: true }),
  [paths.ebillEnd(a)]: right('manage', { recent: true }),
  [paths.payments(a)]: right('view'),
  [paths.pay(a)]: right('pay'),
  [paths.receipt(a, ':payment')]: right('view'),
  [paths.autopay(a)]: { get: right('autopay'), post: right('autopay', { recent: true }) },
  [paths.autopayAuthorization(a, ':setup')]: right('autopay', { recent: true }),
  [paths.autopayChange(a)]: right('autopay', { recent: true }),
  [paths.autopayEnd(a)]: right('autopay', { recent: true }),
  [paths.use(a)]: right('view'),
  [paths.useCsv(a)]: right('view'),
  [paths.useGreenButton(a)]: right('view'),
  // How this person reads water; nobody else's pages change.
  [paths.readingUnit(a)]: right('view'),
  [paths.alertSettings(a)]: right('view'),
  [paths.alerts(a)]: right('view'),
  [paths.alert(a, ':alert')]: right('view'),
  [paths.alertFile(a, ':alert', ':file')]: right('view'),
  [paths.alertSnooze(a, ':alert')]: right('alerts'),
  [paths.alertSearch(a, ':alert')]: right('alerts'),
  [paths.alertResolution(a, ':alert')]: right('alerts'),
  [paths.vacations(a)]: right('manage'),
  [paths.vacation(a, ':vacation')]: right('manage'),
  [paths.vacationEnd(a, ':vacation')]: right('manage'),
  [paths.leakCredit(a, ':alert')]: { get: right('view'), post: right('manage') },
  [paths.leakCreditAppeal(a, ':alert')]: right('manage'),
  [paths.rebates(a)]: right('view'),
  [paths.rebate(a, ':rebate')]: right('view'),
  [paths.rebateFile(a, ':rebate', ':file')]: right('view'),
  [paths.rebateRequest(a, ':programme')]: right('manage'),
  [paths.rebatePapers(a, ':rebate')]: right('manage'),
  [paths.rebateAppeal(a, ':rebate')]: right('manage'),
  [paths.similarHomes(a)]: right('view'),
  [paths.indoorOutdoor(a)]: right('view'),
  [paths.advice(a)]: right('view'),
  [paths.adviceAnswer(a, ':advice')]: right('manage'),
  [paths.goal(a)]: { get: right('view'), post: right('manage') },
  [paths.watering(a)]: right('view'),
  [paths.household(a)]: { get: right('view'), post: right('manage') },

  [at.signIn]: 'door',
  [at.secondFactor]: 'door',
  [at.enrolSecondFactor]: 'enrolling',
  [at.signOut]: 'anybody',
  [at.home]: staff('account.search'),
  [at.search]: staff('account.search'),
  [at.account(a)]: staff('account.view'),
  [at.sessionsEnd(a)]: staff('session.end'),
  [at.bill(a, ':bill')]: staff('bill.view'),
  [at.billPdf(a, ':bill')]: staff('bill.view'),
  [at.phonePayment(a)]: staff('phone-payment.take'),
  [at.phonePaymentReturn(a, ':payment')]: staff('phone-payment.take'),
  [at.serviceEnd(a)]: staff('service.end'),
  [at.disputes]: staff('dispute.view'),
  [at.dispute(':id')]: staff('dispute.view'),
  [at.autopayPaused]: staff('dispute.view'),
  [at.outreach(a)]: staff('outreach.record'),
  [at.reminder(a)]: staff('outreach.record'),
  [at.deposit(a)]: staff('deposit.take'),
  [at.fee(a)]: staff('fee.charge'),
  [at.recurringFeeEnd(a, ':id')]: staff('fee.charge'),
  [at.assistance(a)]: staff('assistance.grant'),
  [at.assistanceEnd(a, ':id')]: staff('assistance.grant'),
  [at.fees]: staff('fee.answer'),
  [at.feeCase(':id')]: staff('fee.answer'),
  [at.transition]: staff('transition.view'),
  [at.atRisk]: staff('transition.view'),
  [at.atRiskCsv]: staff('transition.view'),
  [at.rosterImports]: staff('roster.import'),
  [at.rosterImport(':id')]: staff('roster.import'),
  [at.rosterImportRefused(':id')]: staff('roster.import'),
  [at.rosterUpload(':id')]: staff('roster.import'),
  [at.leakCredits]: staff('leak-credit.view'),
  [at.leakCredit(':id')]: { get: staff('leak-credit.view'), post: staff('leak-credit.decide') },
  [at.leakCreditFile(':id', ':file')]: staff('leak-credit.view'),
  [at.leaks]: staff('leak.view'),
  [at.leaksCsv]: staff('leak.view'),
  [at.leak(':id')]: { get: staff('leak.view'), post: staff('outreach.record') },
  [at.rebates]: staff('rebate.view'),
  [at.rebate(':id')]: { get: staff('rebate.view'), post: staff('rebate.decide') },
  [at.rebateFile(':id', ':file')]: staff('rebate.view'),
  [at.readsExceptions]: staff('reads.view'),
  [at.readsException(':id')]: { get: staff('reads.view'), post: staff('reads.validate') },
  [at.readsExceptionTakenBack(':id')]: staff('reads.validate'),
  [at.meters]: staff('system-water.view'),
  [at.metersCsv]: staff('system-water.view'),
  [at.zones]: staff('system-water.view'),
  [at.zone(':zone')]: staff('system-water.view'),
  [at.balance]: staff('system-water.view'),
  [at.productionFiles]: staff('system-water.import'),
  [at.productionFile(':id')]: staff('system-water.import'),
  [at.productionFileReasons(':id')]: staff('system-water.import'),
  [at.productionFileRefused(':id')]: staff('system-water.import'),
  [at.zoneFiles]: staff('system-water.import'),
  [at.zoneFile(':id')]: staff('system-water.import'),
  [at.zoneFileReasons(':id')]: staff('system-water.import'),
  [at.zoneFileRefused(':id')]: staff('system-water.import'),
  [at.readsImports]: staff('reads.import'),
  [at.readsImport(':id')]: staff('reads.import'),
  [at.readsImportReasons(':id')]: staff('reads.import'),
  [at.readsImportRefused(':id')]: staff('reads.import'),
  [at.billCorrections]: staff('bill-correction.view'),
  [at.billCorrection(':id')]: { get: staff('bill-correction.view'), post: staff('bill-correction.answer') },
  [at.billRuns]: staff('bill-run.view'),
  [at.billRun(':id')]: staff('bill-run.view'),
  [at.printBatches]: staff('print-batch.view'),
  [at.printBatch(':id')]: staff('print-batch.view'),
  [at.printBatchIndex(':id')]: staff('print-batch.view'),
};

/** The rule of a route; undefined where nobody said one. */
export function ruleOf(method: string, path: string): WhoMay | undefined {
  const said = whoMay[path];
  if (said === undefined || typeof said === 'string' || !('get' in said)) return said;
  return method === 'GET' ? said.get : said.post;
}
