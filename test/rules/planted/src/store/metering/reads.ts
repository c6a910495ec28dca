export const readsOf = (): number => 0;
