export const webhook = (deps: { customers: { begin: (id: string) => unknown } }) => deps.customers.begin('1');
