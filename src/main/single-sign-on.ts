import type { Environment } from '../config/environment.ts';
import { openIdClient } from '../gateways/openid.ts';
import type { SingleSignOn } from '../usecases/access/index.ts';
import { paths } from '../web/paths.ts';

/** The utility's provider of staff sign-ins, where one is set. */
export function singleSignOn(environment: Environment, publicUrl: string): SingleSignOn | undefined {
  const {
    CAUDAL_SSO_ISSUER: issuer,
    CAUDAL_SSO_CLIENT_ID: clientId,
    CAUDAL_SSO_CLIENT_SECRET: clientSecret,
  } = environment;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  const returnTo = `${publicUrl}${paths.console.providerReturn}`;
  return {
    name: environment.CAUDAL_SSO_NAME,
    issuer,
    client: openIdClient({ issuer, clientId, clientSecret, returnTo }),
    rules: {
      emailDomains: environment.CAUDAL_SSO_EMAIL_DOMAINS,
      roleClaim: environment.CAUDAL_SSO_ROLE_CLAIM,
      roles: environment.CAUDAL_SSO_ROLES,
      secondFactor: {
        amr: environment.CAUDAL_SSO_SECOND_FACTOR_AMR,
        acr: environment.CAUDAL_SSO_SECOND_FACTOR_ACR,
      },
    },
  };
}
