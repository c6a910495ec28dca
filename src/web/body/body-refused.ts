/** Why a body is not taken: too much of it, not what it says it is, or too slow to come. */
export type BodyFault = 'too-large' | 'malformed' | 'slow';

/** Ends the reading of a body; what was read of it is dropped. */
export class BodyRefused extends Error {
  readonly fault: BodyFault;

  constructor(fault: BodyFault) {
    super(`a body was refused: ${fault}`);
    this.fault = fault;
  }
}
