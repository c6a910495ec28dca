export const postBill = 1;
