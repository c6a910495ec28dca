/** A utility's own number in an address: any text. The router's `:account` stays as it is. */
const part = (text: string): string => encodeURIComponent(text).replaceAll('%3A', ':');

/**
 * Every URL of the web, in one place. A path with parameters is a function; its pattern for the router is the function
 * called with `':name'`. Verbs are resources: starting autopay is `POST /accounts/:account/autopay`.
 */
export const paths = {
  // Public
  home: '/',
  language: '/language',
  /** What was typed into a form whose session ended is kept for after the sign-in. */
  keptForm: '/kept-form',
  /** Says that somebody is still there. */
  stay: '/stay',
  help: '/help',
  helpAnswer: (slug: string) => `/help/${slug}`,
  benefits: '/benefits',
  officialAddress: '/official-address',
  /** The accessibility statement. */
  accessibility: '/accessibility',
  /** For machines: does the process live, can it work, what are its figures. */
  alive: '/livez',
  ready: '/readyz',
  metrics: '/metrics',
  assets: (file: string) => `/assets/${file}`,

  // Registration (R1–R3) and sign-in
  registration: {
    findAccount: '/register',
    createLogin: '/register/login',
    verifyEmail: '/register/verification',
    verificationLink: '/register/verification/link',
    /** The mail, sent again. */
    verificationMail: '/register/verification/mail',
    alreadyClaimed: '/register/claimed',
    mailedCode: '/register/claimed/mailed-code',
    /** The letter that carries the code. */
    mailedCodeLetter: '/register/claimed/letter',
    welcome: '/register/welcome',
    /** For people without an email: the letter is asked for, the code it brings is typed, what to do at home is printed. */
    noEmail: '/register/no-email',
    noEmailLetter: '/register/no-email/letter',
    letter: '/register/letter',
    atHome: '/register/at-home',
  },
  /** The computer in the lobby. */
  kiosk: {
    home: '/kiosk',
    enrolment: '/kiosk/enrolment',
    visits: '/kiosk/visits',
    end: '/kiosk/visits/end',
    active: '/kiosk/active',
    /** Every page of the portal there, under an address that says nothing. */
    sealed: '/kiosk/at',
    at: (page: string) => `/kiosk/at/${page}`,
  },
  signIn: '/sign-in',
  signInPasskey: '/sign-in/passkey',
  signInPasskeyChallenge: '/sign-in/passkey/challenge',
  secondFactor: '/sign-in/second-factor',
  signOut: '/sign-out',
  passwordReset: '/password-reset',
  passwordResetLink: '/password-reset/link',
  /** For people without an email: the code from the letter and a new password. */
  passwordLetter: '/password-reset/letter',
  /** The customer of record says that somebody's access is not theirs; the mailed link carries a token. */
  accessObjection: '/access-objections',
  /** Proves a new email; the old one objects. Both by a token in a mail. */
  emailLink: '/email/verification',
  emailObjection: '/email/objections',
  settings: '/settings',
  passkeys: '/settings/passkeys',
  passkeyChallenge: '/settings/passkeys/challenge',
  passkeyRemoval: (passkey: string) => `/settings/passkeys/${passkey}/removal`,
  password: '/settings/password',
  sessionEnd: (session: string) => `/settings/sessions/${session}/end`,
  security: '/settings/security',
  authenticator: '/settings/authenticator',
  authenticatorCode: '/settings/authenticator/code',
  authenticatorRemoval: '/settings/authenticator/removal',
  recoveryCodes: '/settings/recovery-codes',
  recoveryCodesSaved: '/settings/recovery-codes/saved',
  email: '/settings/email',
  emailCode: '/settings/email/code',
  emailWithdrawal: '/settings/email/withdrawal',
  /** One message a week for all accounts, or one each. */
  digest: '/settings/digest',
  phone: '/settings/phone',
  phoneCode: '/settings/phone/code',
  phoneRemoval: '/settings/phone/removal',
  paymentMethods: '/settings/payment-methods',
  paymentMethodRemoval: (method: string) => `/settings/payment-methods/${method}/removal`,
  /** better-auth's own endpoints, for the passkey script only. */
  authApi: '/auth',

  // My account; `account` is its number, whatever signs the utility's have
  accounts: '/accounts',
  /** The list of them, also where there is only one. */
  allAccounts: '/accounts?all=yes',
  account: (account: string) => `/accounts/${part(account)}`,
  addAccount: '/accounts/add',
  /** What this person calls it. */
  nickname: (account: string) => `/accounts/${part(account)}/nickname`,
  people: (account: string) => `/accounts/${part(account)}/people`,
  askerAnswer: (account: string, request: string) => `/accounts/${part(account)}/people/requests/${request}`,
  /** Inviting somebody, and what was sent to them. */
  invitations: (account: string) => `/accounts/${part(account)}/people/invitations`,
  sentInvitation: (account: string, invitation: string) =>
    `/accounts/${part(account)}/people/invitations/${invitation}`,
  delegateChange: (account: string, access: string) => `/accounts/${part(account)}/people/${access}/change`,
  delegateEnd: (account: string, access: string) => `/accounts/${part(account)}/people/${access}/end`,
  formerPeople: (account: string) => `/accounts/${part(account)}/people/former`,
  /** What a helper may do here, and giving it back. */
  ownAccess: (account: string) => `/accounts/${part(account)}/own-access`,
  /** Whom an owner let in takes it here; the mailed link carries a token. */
  invitation: '/invitations',
  invitationLogin: '/invitations/login',
  /** The code of a sheet of paper. */
  invitationCode: '/invitations/code',
  accountAccess: (account: string) => `/accounts/${part(account)}/access`,
  bills: (account: string) => `/accounts/${part(account)}/bills`,
  bill: (account: string, bill: string) => `/accounts/${part(account)}/bills/${part(bill)}`,
  billChange: (account: string, bill: string) => `/accounts/${part(account)}/bills/${part(bill)}/change`,
  /** Any two bills side by side. */
  billComparison: (account: string) => `/accounts/${part(account)}/bill-comparison`,
  billPdf: (account: string, bill: string) => `/accounts/${part(account)}/bills/${part(bill)}/pdf`,
  /** The running bill, before it is one. */
  nextBill: (account: string) => `/accounts/${part(account)}/next-bill`,
  payments: (account: string) => `/accounts/${part(account)}/payments`,
  pay: (account: string) => `/accounts/${part(account)}/payments/new`,
  receipt: (account: string, payment: string) => `/accounts/${part(account)}/payments/${payment}`,
  autopay: (account: string) => `/accounts/${part(account)}/autopay`,
  autopayAuthorization: (account: string, setup: string) =>
    `/accounts/${part(account)}/autopay/authorizations/${setup}`,
  autopayChange: (account: string) => `/accounts/${part(account)}/autopay/change`,
  autopayEnd: (account: string) => `/accounts/${part(account)}/autopay/end`,
  ebill: (account: string) => `/accounts/${part(account)}/ebill`,
  ebillEnd: (account: string) => `/accounts/${part(account)}/ebill/end`,
  ebillVerificationLink: '/ebill/verification',
  notices: (account: string) => `/accounts/${part(account)}/notices`,
  notice: (account: string, notice: string) => `/accounts/${part(account)}/notices/${notice}`,

  use: (account: string) => `/accounts/${part(account)}/use`,
  useCsv: (account: string) => `/accounts/${part(account)}/use/hours.csv`,
  useGreenButton: (account: string) => `/accounts/${part(account)}/use/green-button.xml`,
  /** The unit in which this person reads water. */
  readingUnit: (account: string) => `/accounts/${part(account)}/use/unit`,

  alerts: (account: string) => `/accounts/${part(account)}/alerts`,
  alertSettings: (account: string) => `/accounts/${part(account)}/alerts/settings`,
  vacations: (account: string) => `/accounts/${part(account)}/vacations`,
  vacation: (account: string, vacation: string) => `/accounts/${part(account)}/vacations/${vacation}`,
  vacationEnd: (account: string, vacation: string) => `/accounts/${part(account)}/vacations/${vacation}/end`,
  alert: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}`,
  alertSnooze: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}/snooze`,
  alertSearch: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}/search`,
  alertResolution: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}/resolution`,
  leakCredit: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}/credit`,
  leakCreditAppeal: (account: string, alert: string) => `/accounts/${part(account)}/alerts/${alert}/credit/appeal`,
  alertFile: (account: string, alert: string, file: string) =>
    `/accounts/${part(account)}/alerts/${alert}/files/${file}`,

  /** Save water: its first page. */
  saving: (account: string) => `/accounts/${part(account)}/saving`,
  household: (account: string) => `/accounts/${part(account)}/household`,
  similarHomes: (account: string) => `/accounts/${part(account)}/similar-homes`,
  indoorOutdoor: (account: string) => `/accounts/${part(account)}/indoor-outdoor`,
  goal: (account: string) => `/accounts/${part(account)}/goal`,
  watering: (account: string) => `/accounts/${part(account)}/watering`,
  advice: (account: string) => `/accounts/${part(account)}/advice`,
  adviceAnswer: (account: string, advice: string) => `/accounts/${part(account)}/advice/${advice}/answer`,
  rebates: (account: string) => `/accounts/${part(account)}/rebates`,
  rebateRequest: (account: string, programme: string) => `/accounts/${part(account)}/rebates/new/${programme}`,
  rebate: (account: string, rebate: string) => `/accounts/${part(account)}/rebates/${rebate}`,
  rebateAppeal: (account: string, rebate: string) => `/accounts/${part(account)}/rebates/${rebate}/appeal`,
  rebatePapers: (account: string, rebate: string) => `/accounts/${part(account)}/rebates/${rebate}/papers`,
  rebateFile: (account: string, rebate: string, file: string) =>
    `/accounts/${part(account)}/rebates/${rebate}/files/${file}`,

  // Pay without signing in (P2)
  guestPay: '/pay',
  guestPayAmount: '/pay/amount',
  guestPayReturn: (payment: string) => `/pay/receipts/${payment}`,

  // The processor comes back here
  processorReturn: (payment: string) => `/processor/return/${payment}`,
  processorSetupReturn: (setup: string) => `/processor/setup/${setup}`,
  processorMethodReturn: (setup: string) => `/processor/methods/${setup}`,
  /** What the carrier of texts and calls tells. */
  carrierTexts: '/carrier/webhooks/texts',
  carrierKeys: '/carrier/webhooks/keys',
  processorWebhook: (processor: string) => `/processor/webhooks/${processor}`,
  /** The bundled sandbox processor's hosted pages: another company's site, served here in the demo only. */
  sandboxCheckout: (session: string) => `/sandbox-processor/checkout/${session}`,
  /** Its merchant's dashboard, where refunds, returns and disputes are played. */
  sandboxCharges: '/sandbox-processor/payments',
  sandboxCharge: (payment: string) => `/sandbox-processor/payments/${payment}`,

  // Staff
  console: {
    home: '/console',
    signIn: '/console/sign-in',
    secondFactor: '/console/sign-in/second-factor',
    enrolSecondFactor: '/console/sign-in/enrol-second-factor',
    signInPasskey: '/console/sign-in/passkey',
    signInPasskeyChallenge: '/console/sign-in/passkey/challenge',
    signOut: '/console/sign-out',
    /** A member's own. */
    passkeys: '/console/passkeys',
    passkeyChallenge: '/console/passkeys/challenge',
    passkeyRemoval: (passkey: string) => `/console/passkeys/${passkey}/removal`,
    stay: '/console/sign-in/stay',
    /** The utility's own provider of sign-ins (OpenID Connect). */
    provider: '/console/sign-in/provider',
    providerReturn: '/console/sign-in/provider/return',
    staffInvitation: '/console/sign-in/invitation',
    staff: '/console/staff',
    staffNew: '/console/staff/new',
    staffMember: (id: string) => `/console/staff/${id}`,
    staffRole: (id: string) => `/console/staff/${id}/role`,
    staffDeactivation: (id: string) => `/console/staff/${id}/deactivation`,
    accessReview: '/console/access-review',
    accessReviewCsv: '/console/access-review.csv',
    search: '/console/search',
    /** What a search might mean, for the box while it is typed into. */
    searchSuggestions: '/console/search/suggestions',
    shortcuts: '/console/keyboard-shortcuts',
    /** What every account's page is under; nothing is there itself. */
    accounts: '/console/accounts',
    account: (account: string) => `/console/accounts/${part(account)}`,
    /** The other tabs of an account; the first is its own address. */
    accountBills: (account: string) => `/console/accounts/${part(account)}/bills`,
    accountWater: (account: string) => `/console/accounts/${part(account)}/water`,
    accountMessages: (account: string) => `/console/accounts/${part(account)}/messages`,
    accountPeople: (account: string) => `/console/accounts/${part(account)}/people`,
    accountNotes: (account: string) => `/console/accounts/${part(account)}/notes`,
    bill: (account: string, bill: string) => `/console/accounts/${part(account)}/bills/${part(bill)}`,
    billPdf: (account: string, bill: string) => `/console/accounts/${part(account)}/bills/${part(bill)}/pdf`,
    phonePayment: (account: string) => `/console/accounts/${part(account)}/phone-payments/new`,
    phonePaymentReturn: (account: string, payment: string) =>
      `/console/accounts/${part(account)}/phone-payments/${payment}`,
    sessionsEnd: (account: string) => `/console/accounts/${part(account)}/sessions/end`,
    outreach: (account: string) => `/console/accounts/${part(account)}/outreach`,
    deposit: (account: string) => `/console/accounts/${part(account)}/deposits/new`,
    rateFacts: (account: string) => `/console/accounts/${part(account)}/rate-facts`,
    serviceEnd: (account: string) => `/console/accounts/${part(account)}/service-end`,
    customerChange: (account: string) => `/console/accounts/${part(account)}/customer`,
    meterExchange: (account: string) => `/console/accounts/${part(account)}/meter-exchange`,
    /** Premises, what serves them and who is served there. */
    premises: '/console/premises',
    premiseNew: '/console/premises/new',
    premise: (premise: string) => `/console/premises/${part(premise)}`,
    premiseChange: (premise: string) => `/console/premises/${part(premise)}/change`,
    servicePointNew: (premise: string) => `/console/premises/${part(premise)}/service-points/new`,
    servicePoint: (premise: string, id: string) => `/console/premises/${part(premise)}/service-points/${id}`,
    moveIn: (premise: string) => `/console/premises/${part(premise)}/move-in`,
    /** Takes back that somebody moved in. */
    moveInBack: (account: string) => `/console/accounts/${part(account)}/move-in`,
    transfer: (account: string) => `/console/accounts/${part(account)}/transfer`,
    balanceMove: (account: string) => `/console/accounts/${part(account)}/balance`,
    meterInstall: (premise: string, id: string) => `/console/premises/${part(premise)}/service-points/${id}/meters/new`,
    meterRemoval: (premise: string, id: string) =>
      `/console/premises/${part(premise)}/service-points/${id}/meters/removal`,
    fee: (account: string) => `/console/accounts/${part(account)}/fees/new`,
    recurringFeeEnd: (account: string, id: string) => `/console/accounts/${part(account)}/recurring-fees/${id}/end`,
    assistance: (account: string) => `/console/accounts/${part(account)}/assistance/new`,
    assistanceEnd: (account: string, id: string) => `/console/accounts/${part(account)}/assistance/${id}/end`,
    accessObjection: (account: string, access: string) =>
      `/console/accounts/${part(account)}/access/${access}/objections/new`,
    objections: '/console/objections',
    objection: (id: string) => `/console/objections/${id}`,
    disputes: '/console/disputes',
    dispute: (id: string) => `/console/disputes/${id}`,
    autopayPaused: '/console/paused-autopay',
    /** Payments that were begun and of which the processor has said nothing yet. */
    unconfirmedPayments: '/console/payments/unconfirmed',
    unconfirmedPayment: (payment: string) => `/console/payments/unconfirmed/${payment}`,
    undeliveredNotices: '/console/notices/undelivered',
    /** Our payments and the processor's own list of them. */
    comparison: '/console/payments/comparison',
    /** What goes to the utility's own billing system. */
    exchangePackages: '/console/exchange/packages',
    exchangePackage: (id: string) => `/console/exchange/packages/${id}`,
    exchangePackageMended: (id: string) => `/console/exchange/packages/${id}/mended`,
    exchangePackageRefused: (id: string) => `/console/exchange/packages/${id}/refused.csv`,
    exchangeBatches: '/console/exchange/batches',
    exchangeBatchFile: (id: string) => `/console/exchange/batches/${id}/file`,
    exchangeReads: '/console/exchange/reads',
    exchangeReceiptAgain: (receipt: string) => `/console/exchange/receipts/${receipt}/again`,
    /** Its bills, calculated again by our rates. */
    shadowRuns: '/console/exchange/shadow-runs',
    shadowRun: (id: string) => `/console/exchange/shadow-runs/${id}`,
    /** Bills of the billing system that do not come out, and one of them side by side. */
    shadowDifferences: '/console/exchange/differences',
    shadowDifference: (id: string) => `/console/exchange/differences/${id}`,
    shadowRunFile: (id: string) => `/console/exchange/shadow-runs/${id}/report.csv`,
    fees: '/console/fees',
    feeCase: (id: string) => `/console/fees/${id}`,
    transition: '/console/transition',
    reminder: (account: string) => `/console/accounts/${part(account)}/reminders/new`,
    atRisk: '/console/transition/at-risk',
    atRiskCsv: '/console/transition/at-risk.csv',
    rosterImports: '/console/transition/roster-imports',
    rosterImport: (id: string) => `/console/transition/roster-imports/${id}`,
    rosterImportRefused: (id: string) => `/console/transition/roster-imports/${id}/refused.csv`,
    rosterUpload: (id: string) => `/console/transition/roster-uploads/${id}`,
    leakCredits: '/console/leak-credits',
    leakCredit: (id: string) => `/console/leak-credits/${id}`,
    leakCreditFile: (id: string, file: string) => `/console/leak-credits/${id}/files/${file}`,
    leaks: '/console/water/leaks',
    leaksCsv: '/console/water/leaks.csv',
    leak: (id: string) => `/console/water/leaks/${id}`,
    rebates: '/console/rebates',
    rebate: (id: string) => `/console/rebates/${id}`,
    rebateFile: (id: string, file: string) => `/console/rebates/${id}/files/${file}`,
    readsExceptions: '/console/reads/exceptions',
    readsException: (id: string) => `/console/reads/exceptions/${id}`,
    readsExceptionTakenBack: (id: string) => `/console/reads/exceptions/${id}/taken-back`,
    meters: '/console/water/meters',
    metersCsv: '/console/water/meters.csv',
    zones: '/console/water/zones',
    zone: (zone: string) => `/console/water/zones/${zone}`,
    balance: '/console/water/balance',
    productionFiles: '/console/water/production-files',
    productionFile: (id: string) => `/console/water/production-files/${id}`,
    productionFileReasons: (id: string) => `/console/water/production-files/${id}/reasons.csv`,
    productionFileRefused: (id: string) => `/console/water/production-files/${id}/refused`,
    zoneFiles: '/console/water/zone-files',
    zoneFile: (id: string) => `/console/water/zone-files/${id}`,
    zoneFileReasons: (id: string) => `/console/water/zone-files/${id}/reasons.csv`,
    zoneFileRefused: (id: string) => `/console/water/zone-files/${id}/refused`,
    registerReads: '/console/reads/registers',
    registerReadAccepted: (id: string) => `/console/reads/registers/${id}/accepted`,
    readsImports: '/console/reads/imports',
    readsImport: (id: string) => `/console/reads/imports/${id}`,
    readsImportReasons: (id: string) => `/console/reads/imports/${id}/reasons.csv`,
    readsImportRefused: (id: string) => `/console/reads/imports/${id}/refused`,
    billCorrections: '/console/bill-corrections',
    billCorrection: (id: string) => `/console/bill-corrections/${id}`,
    billRuns: '/console/bill-runs',
    billRun: (id: string) => `/console/bill-runs/${id}`,
    billRunBill: (id: string, bill: string) => `/console/bill-runs/${id}/bills/${part(bill)}`,
    billRunUnbilled: (id: string) => `/console/bill-runs/${id}/not-billed`,
    billRunDecisions: (id: string) => `/console/bill-runs/${id}/decisions`,
    billRunApproval: (id: string) => `/console/bill-runs/${id}/approval`,
    billRunPosting: (id: string) => `/console/bill-runs/${id}/posting`,
    billRunCancellation: (id: string) => `/console/bill-runs/${id}/cancellation`,
    neverBilled: '/console/never-billed',
    kiosks: '/console/kiosks',
    kioskRevocation: (id: string) => `/console/kiosks/${id}/revocation`,
    audit: '/console/audit',
    deadLetters: '/console/dead-letters',
    deadLettersSentAgain: '/console/dead-letters/sent-again',
    deadLetter: (id: string) => `/console/dead-letters/${id}`,
    printBatches: '/console/print-batches',
    printBatch: (id: string) => `/console/print-batches/${id}`,
    printBatchAgain: (id: string) => `/console/print-batches/${id}/again`,
    printBatchIndex: (id: string) => `/console/print-batches/${id}/index.csv`,
  },

  // Demo only
  demoMailbox: '/demo/mailbox',
  demoMail: (id: string) => `/demo/mailbox/${id}`,
  demoText: (id: string) => `/demo/mailbox/texts/${id}`,
  demoCall: (id: string) => `/demo/mailbox/calls/${id}`,
  demoLetter: (id: string) => `/demo/mailbox/letters/${id}`,

  health: '/health',
} as const;

/** `/console` and `/console/search` are under `/console`; `/consolex` is not. */
/** The account of an address such as `/accounts/00123456-0004321/bills`, read as its route reads it. */
export function accountInPath(path: string): string | undefined {
  const written = isUnder(paths.accounts, path) ? path.slice(paths.accounts.length + 1).split('/')[0] : undefined;
  try {
    return written === undefined || written === '' ? undefined : decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

export const isUnder = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);
