export { type Agreement, agreementText, readAgreement } from './agreement.ts';
export {
  type NoticeTemplate,
  type NoticeValues,
  type RenderedNotice,
  readNoticeTemplate,
  renderNotice,
} from './notice-template.ts';
export { noticeValues } from './notice-values.ts';
