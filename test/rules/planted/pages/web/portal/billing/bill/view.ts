export const billView = (c) => c.text('bills');
