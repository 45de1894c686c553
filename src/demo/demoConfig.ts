/** Knows what the demo sets up that a deployment would configure. */
import type { Config } from '../config.ts'

export const signInPath = '/demo/sign-in'

/** The configuration of a service with the demo's identity provider, and limits that nobody meets by clicking. */
export function demoConfig(
  config: Config,
  secrets: { staffClient: string; professionalClient: string },
): Config {
  const issuer = `${config.web.publicUrl}${signInPath}`
  return {
    ...config,
    web: { ...config.web, limitMultiplier: 100 },
    staff: { ...config.staff, oidc: { issuer, clientId: 'staff', clientSecret: secrets.staffClient } },
    professional: { oidc: { issuer, clientId: 'professional', clientSecret: secrets.professionalClient } },
  }
}
