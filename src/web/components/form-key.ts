/** A form's own key, new each time it is shown: sent twice, it does once what it is for. */
export const newFormKey = (): string => crypto.randomUUID();
