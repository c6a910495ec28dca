import type { Utility } from '../../config/utility.ts';
import type { FeeKind } from '../../domain/receivables/index.ts';

/** The fees that staff can charge once, as `utility.yaml` has them. */
export const feeKinds = ({ fees }: Pick<Utility, 'fees'>): readonly FeeKind[] =>
  fees.kinds.map(({ id, name, amount, at_most }) => ({ id, name, amount, atMost: at_most }));
