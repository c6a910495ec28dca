export { answered, type Carrier, saidToKey } from '../../gateways/carrier.ts';
export type { Mailer } from '../../gateways/mail.ts';
export {
  noticeOfAccount,
  noticesOfAccount,
  type OwnPhone,
  phoneOf,
  returnedMailCounts,
  type UnplacedMail,
  unplacedMails,
  unplacedMessage,
} from '../../store/notices/index.ts';
export { answerUndelivered, type UndeliveredNotice, undeliveredNotices } from './answer-undelivered.ts';
export { fallBackToEmail } from './fall-back-to-email.ts';
export { type NoticeContext, openNoticeContext } from './notice-context.ts';
export type { NoticeToTell } from './notice-to-tell.ts';
export { noticeTries } from './notice-tries.ts';
export { askForPhoneCode } from './phones/ask-for-code.ts';
export { provePhone } from './phones/prove-phone.ts';
export { receiveKey, receiveText } from './phones/receive-reply.ts';
export { removePhone } from './phones/remove-phone.ts';
export { printLetters } from './print-letters.ts';
export { queueNotice } from './queue-notice.ts';
export { sendByPhone } from './send-by-phone.ts';
export { sendNotice } from './send-notice.ts';
export { type TakenMail, takeReturnedMail } from './take-returned-mail.ts';
export { tell } from './tell.ts';
export { tellOfBills, tellOfBillsOfPackage } from './tell-of-bills.ts';
