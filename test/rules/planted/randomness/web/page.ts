export const key = () => crypto.randomUUID();
export const bytes = () => globalThis.crypto.getRandomValues(new Uint8Array(1));
