export interface Row {
  readonly id: number;
}
export const findBill = (): Row => ({ id: 1 });
