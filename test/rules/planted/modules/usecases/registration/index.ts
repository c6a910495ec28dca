export const register = 1;
