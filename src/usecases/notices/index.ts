export type { Mailer } from '../../gateways/mail.ts';
export { noticeOfAccount, noticesOfAccount, type StoredNotice } from '../../store/notices.ts';
export { type NoticeContext, openNoticeContext } from './notice-context.ts';
export type { NoticeToTell } from './notice-to-tell.ts';
export { queueNotice } from './queue-notice.ts';
export { sendByPhone } from './send-by-phone.ts';
export { sendNotice } from './send-notice.ts';
export { tell } from './tell.ts';
export { tellOfBills } from './tell-of-bills.ts';
