import type { Utility } from '../../config/utility.ts';
import { openNoticeTemplates } from '../../gateways/notice-templates.ts';
import type { NoticeContext } from './queue-notice.ts';

/** What telling people needs, read from the utility's folder: for commands, which run once. */
export const openNoticeContext = async (
  utility: Utility,
  { folder, publicUrl }: { readonly folder: string; readonly publicUrl?: string | undefined },
): Promise<NoticeContext> => ({
  utility,
  publicUrl: publicUrl ?? utility.official_address,
  templates: await openNoticeTemplates(folder),
});
