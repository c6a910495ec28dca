import { inLanguage } from '../../../domain/kernel/index.ts';
import type { PageContext } from '../../page.ts';

/** A recurring fee in the reader's words; its id where the utility's file has it no more. */
export const recurringName = (c: PageContext, fee: string): string =>
  inLanguage(c.var.deps.utility.fees.recurring.find(({ id }) => id === fee)?.name, c.var.t.language) ?? fee;
