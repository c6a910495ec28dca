import type { BillLine } from './bill-line.ts';

/**
 * Which charge a line is of, to set two bills side by side: its part of the schedule, all tiers together. The lines of a
 * billing system are of one part for each kind, so there it is what the billing system calls it, service by service.
 */
export const chargeOfLine = ({ part, label, explanation: { cis } }: BillLine): string =>
  cis === undefined ? part : [part, cis.service, label.en].join(' ');
