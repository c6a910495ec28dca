export { badgerReadExport, type OutwardRead } from './badger-read-export.ts';
export { baiLockbox } from './bai-lockbox.ts';
export { ccbStaging } from './ccb-staging.ts';
export { citipakLockbox } from './citipak-lockbox.ts';
export type { OutwardPayment } from './outward-payment.ts';
export { goesInForm, type PaymentForms, paymentsInForm } from './payments-in-form.ts';
