/** What is known about a period, in gallons. */
export interface BalanceFacts {
  readonly produced: number;
  readonly imported: number;
  readonly exported: number;
  /** Of the bills whose days are in the period, the share of their water that these days are. */
  readonly billed: number;
  /** 0 to 1: of the days on which accounts were served, those that a bill covers. */
  readonly billedShare: number;
  /** What the utility allows for firefighting, flushing and the like, in percent of the water supplied. */
  readonly unbilledPercent: number;
}

/**
 * The water balance of AWWA's M36 and the IWA, as far as the data allow: apparent losses (meters that count too little,
 * theft, errors of data) and real losses (leaks of mains and services) are not told apart.
 */
export interface WaterBalance {
  /** System input volume less what was sold to other utilities. */
  readonly waterSupplied: number;
  readonly systemInput: number;
  readonly billedAuthorized: number;
  readonly unbilledAuthorized: number;
  readonly authorized: number;
  readonly waterLosses: number;
  /** Water losses and unbilled authorized consumption. */
  readonly nonRevenueWater: number;
  /** Water losses of the water supplied, 0 to 1. */
  readonly lossShare: number;
  /** The same if the days no bill covers yet used what the billed ones did. */
  readonly likelyLossShare: number;
}

/** Undefined where no production is known. Losses may be negative: then meters or reports are wrong, and it is said. */
export function waterBalance(facts: BalanceFacts): WaterBalance | undefined {
  const systemInput = facts.produced + facts.imported;
  const waterSupplied = systemInput - facts.exported;
  if (!(waterSupplied > 0)) return undefined;
  const unbilledAuthorized = (waterSupplied * facts.unbilledPercent) / 100;
  const authorized = facts.billed + unbilledAuthorized;
  const waterLosses = waterSupplied - authorized;
  const likelyBilled = facts.billedShare > 0 ? facts.billed / facts.billedShare : facts.billed;
  return {
    systemInput,
    waterSupplied,
    billedAuthorized: facts.billed,
    unbilledAuthorized,
    authorized,
    waterLosses,
    nonRevenueWater: waterLosses + unbilledAuthorized,
    lossShare: waterLosses / waterSupplied,
    likelyLossShare: (waterSupplied - likelyBilled - unbilledAuthorized) / waterSupplied,
  };
}
