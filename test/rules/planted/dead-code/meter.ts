export interface Meter {
  readonly number: string;
}

export interface Register {
  readonly digits: number;
}

export const read = ({ number }: Meter): string => number + unread(number);

export const unread = (number: string): number => number.length;
