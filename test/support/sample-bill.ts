import type { BillDocument, BillLine } from '../../src/domain/billing/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const rule = {
  file: 'residential-inside-2024-03-01.owrs',
  line: 27,
  rateClass: 'RESIDENTIAL_SINGLE',
  effectiveOn: '2024-03-01',
};

const tier = (number: number, quantity: string, unitPrice: string, amount: number, sample = false): BillLine => ({
  part: 'commodity_charge',
  label: { es: 'Agua usada', en: 'Water used' },
  quantity,
  unit: 'kgal',
  unitPrice,
  amount: cents(amount),
  explanation: { rule, exactAmount: (amount / 100).toFixed(2), tier: { number, from: '0', to: '5' }, sample },
});

/** A year and a month of a simulated household, the last bill the published one of 61.34. */
export const sampleBill = (): BillDocument => ({
  number: '000000174',
  kind: 'regular',
  account: '00123456-0004321',
  customerName: 'Cliente Simulado 00017',
  mailing: ['1204 Sample Creek Rd', 'Medford OR 97501'],
  servedAt: ['1204 Sample Creek Rd', 'Medford OR 97501'],
  period: { start: day('2026-03-26'), end: day('2026-04-26'), days: 31 },
  issuedOn: day('2026-04-28'),
  dueOn: day('2026-05-19'),
  summary: {
    previousBalance: cents(4278),
    payments: cents(-4278),
    balanceForward: cents(0),
    newCharges: cents(6134),
    amountDue: cents(6134),
    lateFee: cents(500),
  },
  lines: [
    {
      part: 'service_charge',
      label: { es: 'Cargo básico', en: 'Base charge' },
      amount: cents(1809),
      explanation: { rule, exactAmount: '18.09' },
    },
    tier(1, '5', '1.03', 515),
    tier(2, '20', '1.86', 3720, true),
    {
      part: 'backflow_fee',
      label: { es: 'Cargo por prevención de reflujo', en: 'Backflow fee' },
      amount: cents(90),
      explanation: { rule, exactAmount: '0.90' },
    },
  ],
  reads: [
    {
      meterSerial: 'SIM40000221',
      from: { on: day('2026-03-26'), count: 48_210, quality: 'measured' },
      to: { on: day('2026-04-26'), count: 50_710, quality: 'measured' },
      usedCount: 2500,
      unit: 'gal',
      multiplier: '10',
      rolledOver: false,
    },
  ],
  usageGallons: '25000',
  history: Array.from({ length: 13 }, (_, index) => ({
    periodEnd: day('2025-04-26').add({ months: index }),
    gallons: [9000, 11_000, 16_500, 24_000, 27_500, 21_000, 12_000, 8000, 7600, 7400, 7900, 9100, 25_000][index] ?? 0,
    days: 30,
    estimated: index === 8,
  })),
  estimated: false,
  delivery: 'paper',
  deliveryReason: 'ebill-lapsed-at-cut-over',
  cancelled: false,
});
