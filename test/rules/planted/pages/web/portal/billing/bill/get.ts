export const billPage = (c) => c.text('a bill');
export const postBill = (c) => c.text('a bill');
export const alsoHere = (app) => {
  app.get('/also-here', billPage);
};
