/** The words of a key, such as `problem.rates.bill-missing`, in the operator's language. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;
