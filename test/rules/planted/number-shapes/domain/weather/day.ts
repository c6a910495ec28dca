export const isDay = (text: string): boolean => /^\d{8}$/.test(text);
