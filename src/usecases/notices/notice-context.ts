import type { Utility } from '../../config/utility.ts';
import { type NoticeTemplates, openNoticeTemplates } from '../../gateways/notice-templates.ts';

/** What telling people needs to know. */
export interface NoticeContext {
  readonly utility: Utility;
  readonly templates: NoticeTemplates;
  readonly publicUrl: string;
}

/** What telling people needs, read from the utility's folder: for commands, which run once. */
export const openNoticeContext = async (
  utility: Utility,
  { folder, publicUrl }: { readonly folder: string; readonly publicUrl?: string | undefined },
): Promise<NoticeContext> => ({
  utility,
  publicUrl: publicUrl ?? utility.official_address,
  templates: await openNoticeTemplates(folder),
});
