/** One row of what stands: a local day's packed hours and where they are from (line 0: between reads, said by no line). */
export interface StandingDay {
  readonly day: number;
  readonly importId: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly hours: Uint8Array;
}
