import { paths } from '../../src/web/paths.ts';

const a = ':account';
const at = paths.console;

/** What answers a `GET` and is no page, by what it is instead. The gallery shows every other address. */
export const notPages: Readonly<Record<string, readonly string[]>> = {
  'for machines': [
    ...[paths.alive, paths.ready, paths.health, paths.metrics, paths.assets(':file')],
    ...[at.searchSuggestions, paths.kiosk.active],
  ],
  'what other addresses begin with': [paths.kiosk.sealed, at.accounts],
  'a file': [
    paths.billPdf(a, ':bill'),
    paths.useCsv(a),
    paths.useGreenButton(a),
    paths.alertFile(a, ':alert', ':file'),
    paths.rebateFile(a, ':rebate', ':file'),
    at.billPdf(a, ':bill'),
    at.atRiskCsv,
    at.accessReviewCsv,
    at.rosterImportRefused(':id'),
    at.leakCreditFile(':id', ':file'),
    at.leaksCsv,
    at.rebateFile(':id', ':file'),
    at.metersCsv,
    at.productionFileReasons(':id'),
    at.productionFileRefused(':id'),
    at.zoneFileReasons(':id'),
    at.zoneFileRefused(':id'),
    at.readsImportReasons(':id'),
    at.readsImportRefused(':id'),
    at.printBatchIndex(':id'),
    at.exchangeBatchFile(':id'),
    at.exchangePackageRefused(':id'),
    at.shadowRunFile(':id'),
    paths.demoLetter(':id'),
  ],
  // Each answers with a way on, or with the page that its form stands on.
  'only what a form sends': [
    ...[paths.keptForm, paths.stay, at.stay],
    ...[paths.kiosk.enrolment, paths.kiosk.visits, paths.kiosk.end],
    ...[paths.passkeys, paths.passkeyRemoval(':passkey'), paths.password, paths.sessionEnd(':session')],
    ...[paths.authenticatorCode, paths.authenticatorRemoval, paths.recoveryCodesSaved],
    ...[paths.emailCode, paths.emailWithdrawal],
    ...[at.passkeyRemoval(':passkey'), at.staffRole(':id'), at.unconfirmedPayment(':payment')],
    paths.language,
    paths.registration.verificationMail,
    paths.registration.mailedCodeLetter,
    paths.registration.noEmailLetter,
    paths.signInPasskey,
    paths.signInPasskeyChallenge,
    paths.signOut,
    paths.passkeyChallenge,
    paths.phoneRemoval,
    paths.authApi,
    paths.nickname(a),
    paths.invitationLogin,
    paths.readingUnit(a),
    paths.vacationEnd(a, ':vacation'),
    paths.alertSnooze(a, ':alert'),
    paths.leakCreditAppeal(a, ':alert'),
    paths.adviceAnswer(a, ':advice'),
    paths.rebateAppeal(a, ':rebate'),
    paths.rebatePapers(a, ':rebate'),
    paths.carrierTexts,
    paths.carrierKeys,
    paths.processorWebhook(':processor'),
    at.signInPasskey,
    at.signInPasskeyChallenge,
    at.passkeyChallenge,
    at.signOut,
    at.outreach(a),
    at.readsExceptionTakenBack(':id'),
    at.registerReadAccepted(':id'),
    at.billRunDecisions(':id'),
    at.deadLettersSentAgain,
    at.exchangePackageMended(':id'),
    at.printBatchAgain(':id'),
  ],
  'on the way back from elsewhere to a page': [
    at.provider,
    at.providerReturn,
    paths.processorReturn(':payment'),
    paths.processorSetupReturn(':setup'),
    paths.processorMethodReturn(':setup'),
  ],
};

/** `/accounts/:account/bills` as a pattern of the addresses it stands for. */
function matches(address: string, path: string): boolean {
  const parts = address.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]);
}

/** Every address of paths.ts, with the names of its parameters. */
export function allAddresses(tree: object = paths): readonly string[] {
  return Object.values(tree).flatMap((value) => {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'function') return allAddresses(value);
    const names = /^\(([^)]*)\)/.exec(String(value))?.[1] ?? '';
    return [value(...names.split(',').map((name) => `:${name.trim()}`))];
  });
}

const shown = (): readonly string[] => {
  const others = new Set(Object.values(notPages).flat());
  return allAddresses().filter((address) => !others.has(address) && !address.includes('?'));
};

/** The addresses that the gallery shows. */
export const pageAddresses: readonly string[] = [...new Set(shown())];

/** The most exact address that a path is of. */
export function addressOf(path: string): string | undefined {
  const found = pageAddresses.filter((address) => matches(address, path));
  return found.toSorted((one, other) => one.split(':').length - other.split(':').length)[0];
}

/** The name of the picture of an address on a desktop; that on a phone has `.phone` behind it. */
export const pictureName = (address: string): string =>
  address.replaceAll(/[^a-z0-9-]+/gi, '.').replaceAll(/^\.|\.$/g, '') || 'home';
