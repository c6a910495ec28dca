export { type Agreement, agreementText, readAgreement } from './agreement.ts';
export { type BounceKind, bounceKind, refusalKind, worstBounce } from './bounces/bounce-kind.ts';
export { readDeliveryStatus } from './bounces/delivery-status.ts';
export { noticeTag, returnAddress, returnedNotice } from './bounces/returned-notice.ts';
export { digestEvents, digestHour, mondayOf } from './digest.ts';
export {
  type NoticeTemplate,
  readNoticeTemplate,
  renderNotice,
} from './notice-template.ts';
export { noticeValues } from './notice-values.ts';
export { phoneCode } from './phones/phone-code.ts';
export { type PhoneWay, phoneWays, readPhoneNumber, shownPhone } from './phones/phone-number.ts';
export type { PhonesProblemCode } from './phones/problems.ts';
export { meaningOf } from './phones/reply.ts';
