import type { Carrier, ToCarry } from '../../gateways/carrier.ts';

/** The demo's carrier: keeps texts and calls for the demo mailbox, and carries nothing. Nobody signs for it. */
export const demoCarrier = (keep: (message: ToCarry) => Promise<string>): Carrier => ({
  carry: async (message) => ({ taken: true, id: await keep(message) }),
  find: async () => undefined,
  isSigned: () => false,
});
