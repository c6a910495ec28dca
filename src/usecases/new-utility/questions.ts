/** What is asked of somebody who begins a utility; each is an option of `caudal init` too. */
export const questions = [
  { key: 'name', asks: 'What is the utility called?', such: 'Riverton Water' },
  { key: 'address', asks: 'At which address will customers reach the portal?', such: 'https://water.example.org' },
  { key: 'street', asks: 'Street and number of your office', such: '1 Main St' },
  { key: 'city', asks: 'City', such: 'Riverton' },
  { key: 'state', asks: 'State, in two letters', such: 'CA' },
  { key: 'zip', asks: 'ZIP code', such: '90210' },
  { key: 'phone', asks: 'Telephone for questions about a bill', such: '541-555-0100' },
  { key: 'emergencyPhone', asks: 'Telephone for emergencies out of hours', such: '541-555-0101' },
  { key: 'email', asks: 'Email that mails come from', such: 'billing@water.example.org' },
  { key: 'timeZone', asks: 'Time zone', such: 'America/Los_Angeles' },
  { key: 'languages', asks: 'Languages, the usual one first', such: 'en,es' },
  {
    key: 'number',
    asks: 'An account number as your bills print it, made up: its signs say how many parts it has',
    such: '00123456-0004321',
  },
  { key: 'billedBy', asks: 'Who makes the bills: caudal, or the billing system (cis) that you keep?', such: 'caudal' },
  {
    key: 'readDays',
    asks: 'Days of the month through which meters are read, one for each billing cycle',
    such: '5,15',
  },
  { key: 'dueDays', asks: 'Days from a bill to its due date', such: '21' },
  { key: 'opens', asks: 'When does the portal open?', such: '' },
  { key: 'unit', asks: 'The unit of your water rates: kgal or ccf', such: 'kgal' },
  { key: 'base', asks: 'Base charge a month of a home, in dollars', such: '20.00' },
  { key: 'price', asks: 'Price of one unit of water, in dollars', such: '3.00' },
] as const;

export type Question = (typeof questions)[number];
export type Answers = Readonly<Record<Question['key'], string>>;

/** What stands where nothing was answered; the portal opens in a month, on a workday's morning. */
export function usualAnswer({ key, such }: Question, today: Temporal.PlainDate): string {
  if (key !== 'opens') return such;
  const inAMonth = today.add({ months: 1 });
  return `${inAMonth.add({ days: (9 - inAMonth.dayOfWeek) % 7 }).toString()}T08:00:00`;
}
