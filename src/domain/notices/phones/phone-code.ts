/** A code to a telephone: SP 800-63B-4 section 3.1.3.1 asks for at most ten minutes. */
export const phoneCode = { minutes: 10, tries: 5 } as const;
