import type { Answers } from './questions.ts';

/** The first rate schedule: a base charge and one price, of homes. Both are marked as samples until somebody takes the marks away. */
export const firstRates = (
  answers: Answers,
  from: Temporal.PlainDate,
): string => `# ${answers.name}: homes, from ${from.toString()}. Begun by \`caudal init\`: write your tariff here (docs/reference/rates.md),
# then take the lines under \`sample\` away.
metadata:
  effective_date: ${from.toString()}
  utility_name: ${JSON.stringify(answers.name)}
  bill_frequency: Monthly
  bill_unit: ${answers.unit}

labels:
  service_charge: { es: Cargo básico, en: Base charge }
  commodity_charge: { es: Agua usada, en: Water used }
sample:
  service_charge: yes
  flat_rate: yes

rate_structure:
  RESIDENTIAL_SINGLE:
    service_charge: ${answers.base}
    flat_rate: ${answers.price}
    commodity_charge: flat_rate*usage
    bill: service_charge+commodity_charge
`;
