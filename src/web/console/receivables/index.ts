export { AccountChargesShown, chargesOf } from './account-charges.tsx';
export { receivablesArea } from './area.ts';
