import { issuer } from '../issuer.js';
import { text } from '../kind.js';
import { option, optional } from '../option.js';
import { roleClaims } from '../role-claims.js';

/** Who gets into dashboard and API besides the accounts kept here. */
export const accessOptions = {
  access_oidc_issuer: optional(issuer(), {
    doc: 'Issuer of an OpenID Connect provider by which people sign in to the dashboard. Register `…/api/v1/sign-in/oidc/callback` below the address of the dashboard (`http_public_url`) as redirect URI there.',
  }),
  access_oidc_client_id: optional(text(1, 256, 'text of 1 to 256 characters'), {
    doc: 'What the provider knows this server as.',
  }),
  access_oidc_client_secret: optional(text(1, 1024, 'text of 1 to 1024 characters'), {
    doc: 'Its secret there; without one the server is a public client, which PKCE (RFC 7636) keeps safe.',
    secret: true,
  }),
  access_oidc_name: option(text(1, 64, 'text of 1 to 64 characters'), 'single sign-on', {
    doc: 'What the button on the sign-in page says after “Sign in with”.',
  }),
  access_oidc_scopes: option(text(1, 512, 'scopes separated by spaces'), 'openid profile', {
    doc: 'Scopes asked for; add the one that brings the claim with the groups.',
  }),
  access_oidc_name_claim: option(text(1, 128, 'the name of a claim'), 'preferred_username', {
    doc: 'Claim with the name that lists and the audit log show, after `oidc:`; without it `sub` is shown.',
  }),
  access_oidc_role_claim: option(text(1, 128, 'the name of a claim'), 'groups', {
    doc: 'Claim that decides on the role: a text or a list of texts, looked for in the ID token, then at the userinfo endpoint. Dots lead into it: `realm_access.roles`.',
  }),
  access_oidc_roles: option(roleClaims(), '', {
    doc: 'Which value of that claim brings which role, as `role=value` pairs; the highest counts, `*` is everybody whom the provider lets in. Who gets no role by this is refused.',
  }),
};
