/** A bill as it is reckoned. */
export const reckonBill = (reckoned: number): number => reckoned;

// Oftener than once.
export const words = ['e-mail', 'by e-mail', 'reckon-homes'];

export const mostKept = (least: number, almost: number): number => Math.max(least, almost);

// Whoever asks anew finds it dearer.
export const asked = 1;
