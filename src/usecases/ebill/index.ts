export { currentEbill, type Ebill } from '../../store/ebill.ts';
export { askForEbill, type EbillRequest } from './ask-for-ebill.ts';
export { confirmEbillAddress, type EbillConfirmation, ebillToConfirm } from './confirm-ebill-address.ts';
export { stopEbill } from './stop-ebill.ts';
