export { paymentsArea } from './area.ts';
export { authorizationText } from './autopay/terms.tsx';
