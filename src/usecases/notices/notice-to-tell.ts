import type { QuietHours } from '../../domain/alerts/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import type { NoticeChannel } from '../../store/notices/index.ts';

/** Something to tell somebody, as it travels in a job: dates and moments as ISO text, money in cents. */
export interface NoticeToTell {
  readonly event: string;
  readonly to?: string;
  readonly language?: Language;
  readonly accountId?: number;
  readonly loginId?: string;
  /** The same key again is the same notice. */
  readonly key?: string;
  /** A mail waits until then: somebody's quiet hours. ISO text. */
  readonly notBefore?: string;
  /** How it goes, where somebody chose; else by email where there is one, and on paper where there is none. */
  readonly ways?: readonly NoticeChannel[];
  /** The number of texts and calls. */
  readonly telephone?: string;
  /** Hours in which a text or a call waits. */
  readonly rest?: Readonly<Record<'sms' | 'voice', readonly QuietHours[]>>;
  /** Which of somebody's homes it is about, where they reach several. */
  readonly place?: string;
  readonly [value: string]: unknown;
}
