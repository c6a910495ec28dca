/**
 * Every URL of the web, in one place. A path with parameters is a function; its pattern for the router is the function
 * called with `':name'`. Verbs are resources: starting autopay is `POST /accounts/:account/autopay`.
 */
export const paths = {
  // Public
  home: '/',
  language: '/language',
  help: '/help',
  helpAnswer: (slug: string) => `/help/${slug}`,
  benefits: '/benefits',
  officialAddress: '/official-address',
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
  },
  signIn: '/sign-in',
  signInPasskey: '/sign-in/passkey',
  signInPasskeyChallenge: '/sign-in/passkey/challenge',
  secondFactor: '/sign-in/second-factor',
  signOut: '/sign-out',
  passwordReset: '/password-reset',
  passwordResetLink: '/password-reset/link',
  settings: '/settings',
  passkeys: '/settings/passkeys',
  passkeyChallenge: '/settings/passkeys/challenge',
  passkeyRemoval: (passkey: string) => `/settings/passkeys/${passkey}/removal`,
  password: '/settings/password',
  sessionEnd: (session: string) => `/settings/sessions/${session}/end`,
  security: '/settings/security',
  phone: '/settings/phone',
  phoneCode: '/settings/phone/code',
  phoneRemoval: '/settings/phone/removal',
  paymentMethods: '/settings/payment-methods',
  paymentMethodRemoval: (method: string) => `/settings/payment-methods/${method}/removal`,
  /** better-auth's own endpoints, for the passkey script only. */
  authApi: '/auth',

  // My account; `account` is the displayed pair XXXXXXXX-YYYYYYY
  accounts: '/accounts',
  account: (account: string) => `/accounts/${account}`,
  addAccount: '/accounts/add',
  people: (account: string) => `/accounts/${account}/people`,
  askerAnswer: (account: string, request: string) => `/accounts/${account}/people/requests/${request}`,
  delegateEnd: (account: string, access: string) => `/accounts/${account}/people/${access}/end`,
  /** Whom an owner let in takes it here; the mailed link carries a token. */
  invitation: '/invitations',
  invitationLogin: '/invitations/login',
  accountAccess: (account: string) => `/accounts/${account}/access`,
  bills: (account: string) => `/accounts/${account}/bills`,
  bill: (account: string, bill: string) => `/accounts/${account}/bills/${bill}`,
  billChange: (account: string, bill: string) => `/accounts/${account}/bills/${bill}/change`,
  /** Any two bills side by side. */
  billComparison: (account: string) => `/accounts/${account}/bill-comparison`,
  billPdf: (account: string, bill: string) => `/accounts/${account}/bills/${bill}/pdf`,
  /** The running bill, before it is one. */
  nextBill: (account: string) => `/accounts/${account}/next-bill`,
  payments: (account: string) => `/accounts/${account}/payments`,
  pay: (account: string) => `/accounts/${account}/payments/new`,
  receipt: (account: string, payment: string) => `/accounts/${account}/payments/${payment}`,
  autopay: (account: string) => `/accounts/${account}/autopay`,
  autopayAuthorization: (account: string, setup: string) => `/accounts/${account}/autopay/authorizations/${setup}`,
  autopayChange: (account: string) => `/accounts/${account}/autopay/change`,
  autopayEnd: (account: string) => `/accounts/${account}/autopay/end`,
  ebill: (account: string) => `/accounts/${account}/ebill`,
  ebillEnd: (account: string) => `/accounts/${account}/ebill/end`,
  ebillVerificationLink: '/ebill/verification',
  notices: (account: string) => `/accounts/${account}/notices`,
  notice: (account: string, notice: string) => `/accounts/${account}/notices/${notice}`,

  use: (account: string) => `/accounts/${account}/use`,
  useCsv: (account: string) => `/accounts/${account}/use/hours.csv`,
  useGreenButton: (account: string) => `/accounts/${account}/use/green-button.xml`,
  /** The unit in which this person reads water. */
  readingUnit: (account: string) => `/accounts/${account}/use/unit`,

  alerts: (account: string) => `/accounts/${account}/alerts`,
  alertSettings: (account: string) => `/accounts/${account}/alerts/settings`,
  alert: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}`,
  alertSnooze: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}/snooze`,
  alertSearch: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}/search`,
  alertResolution: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}/resolution`,
  leakCredit: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}/credit`,
  leakCreditAppeal: (account: string, alert: string) => `/accounts/${account}/alerts/${alert}/credit/appeal`,
  alertFile: (account: string, alert: string, file: string) => `/accounts/${account}/alerts/${alert}/files/${file}`,

  household: (account: string) => `/accounts/${account}/household`,
  similarHomes: (account: string) => `/accounts/${account}/similar-homes`,
  indoorOutdoor: (account: string) => `/accounts/${account}/indoor-outdoor`,
  goal: (account: string) => `/accounts/${account}/goal`,
  watering: (account: string) => `/accounts/${account}/watering`,
  advice: (account: string) => `/accounts/${account}/advice`,
  adviceAnswer: (account: string, advice: string) => `/accounts/${account}/advice/${advice}/answer`,
  rebates: (account: string) => `/accounts/${account}/rebates`,
  rebateRequest: (account: string, programme: string) => `/accounts/${account}/rebates/new/${programme}`,
  rebate: (account: string, rebate: string) => `/accounts/${account}/rebates/${rebate}`,
  rebatePapers: (account: string, rebate: string) => `/accounts/${account}/rebates/${rebate}/papers`,
  rebateFile: (account: string, rebate: string, file: string) => `/accounts/${account}/rebates/${rebate}/files/${file}`,

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

  // Staff
  console: {
    home: '/console',
    signIn: '/console/sign-in',
    secondFactor: '/console/sign-in/second-factor',
    enrolSecondFactor: '/console/sign-in/enrol-second-factor',
    signOut: '/console/sign-out',
    search: '/console/search',
    account: (account: string) => `/console/accounts/${account}`,
    bill: (account: string, bill: string) => `/console/accounts/${account}/bills/${bill}`,
    billPdf: (account: string, bill: string) => `/console/accounts/${account}/bills/${bill}/pdf`,
    use: (account: string) => `/console/accounts/${account}/use`,
    phonePayment: (account: string) => `/console/accounts/${account}/phone-payments/new`,
    phonePaymentReturn: (account: string, payment: string) => `/console/accounts/${account}/phone-payments/${payment}`,
    outreach: (account: string) => `/console/accounts/${account}/outreach`,
    deposit: (account: string) => `/console/accounts/${account}/deposits/new`,
    fee: (account: string) => `/console/accounts/${account}/fees/new`,
    recurringFeeEnd: (account: string, id: string) => `/console/accounts/${account}/recurring-fees/${id}/end`,
    fees: '/console/fees',
    feeCase: (id: string) => `/console/fees/${id}`,
    transition: '/console/transition',
    reminder: (account: string) => `/console/accounts/${account}/reminders/new`,
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
    readsImports: '/console/reads/imports',
    readsImport: (id: string) => `/console/reads/imports/${id}`,
    readsImportRefused: (id: string) => `/console/reads/imports/${id}/refused.csv`,
    billRuns: '/console/bill-runs',
    billRun: (id: string) => `/console/bill-runs/${id}`,
    printBatches: '/console/print-batches',
    printBatch: (id: string) => `/console/print-batches/${id}`,
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
export const isUnder = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);
