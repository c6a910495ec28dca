/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const depositsProblemCodes = [
  'deposits.kind-missing',
  'deposits.method-missing',
  'deposits.held-already',
  'deposits.account-closed',
  'deposits.note-long',
] as const;

export type DepositsProblemCode = (typeof depositsProblemCodes)[number];
