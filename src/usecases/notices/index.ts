export type { Mailer } from '../../gateways/mail.ts';
export { noticeOfAccount, noticesOfAccount, type StoredNotice } from '../../store/notices.ts';
export { openNoticeContext } from './notice-context.ts';
export { type NoticeContext, type NoticeToTell, queueNotice } from './queue-notice.ts';
export { sendByPhone } from './send-by-phone.ts';
export { sendNotice } from './send-notice.ts';
export { tellOfBills } from './tell-of-bills.ts';
