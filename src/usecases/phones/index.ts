export { answered, type Carrier, demoCarrier, saidToKey } from '../../gateways/carrier.ts';
export { type OwnPhone, phoneOf } from '../../store/phones.ts';
export { askForPhoneCode, type PhoneAsked } from './ask-for-code.ts';
export { provePhone } from './prove-phone.ts';
export { receiveKey, receiveText } from './receive-reply.ts';
export { removePhone } from './remove-phone.ts';
