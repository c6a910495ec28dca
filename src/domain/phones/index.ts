export { phoneCode } from './phone-code.ts';
export { type PhoneWay, phoneWays, readPhoneNumber, shownPhone } from './phone-number.ts';
export { type PhonesProblemCode, phonesProblemCodes } from './problems.ts';
export { meaningOf } from './reply.ts';
