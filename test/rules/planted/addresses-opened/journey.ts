export const walk = async (ana: { opens(address: string): Promise<void> }, number: string) => {
  await ana.opens('/console/at-risk');
  await ana.opens(`/accounts/${number}/use?by=hour`);
};
