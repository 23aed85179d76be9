import { Inject, Injectable, Optional } from '@nestjs/common';
import * as client from 'openid-client';
import { ACCESS_CONFIG, type AccessConfig, type OidcConfig } from '#config';
import type { Role } from '#contracts';
import type { OidcFlow } from './oidc-flows.js';
import { oidcName, roleByClaims } from './oidc-roles.js';

/** Seconds the provider gets for each answer. */
const TIMEOUT = 10;
const MAX_SKEW = 30;

/** Whom the provider says somebody is; no role: none of ours. */
export interface OidcPerson {
  readonly username: string;
  readonly subject: string;
  readonly role: Role | undefined;
}

/** The OpenID Connect provider of the configuration: authorization code flow with PKCE, state and nonce (RFC 9700). */
@Injectable()
export class OidcProvider {
  private discovered: Promise<client.Configuration> | undefined;

  constructor(@Optional() @Inject(ACCESS_CONFIG) private readonly access?: AccessConfig) {}

  get settings(): OidcConfig | undefined {
    return this.access?.oidc;
  }

  /** Where to send the browser. */
  async authorizationUrl({ nonce, verifier, redirectUri }: OidcFlow, state: string): Promise<URL> {
    const { config, settings } = await this.ready();
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: settings.scopes,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
  }

  /** Takes the code that the browser came back with for who that is. Rejects whatever the provider or the one who forged its
   *  answer got wrong: signature, issuer, audience, nonce, state, time. */
  async person(comeBack: URL, state: string, { nonce, verifier }: OidcFlow): Promise<OidcPerson> {
    const { config, settings } = await this.ready();
    const tokens = await client.authorizationCodeGrant(config, comeBack, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider sent no ID token');
    const told = config.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      : {};
    // What is signed counts where both tell.
    const all = { ...told, ...claims };
    return {
      username: oidcName(all, settings.nameClaim),
      subject: claims.sub,
      role: roleByClaims(all, settings.roleClaim, settings.roles),
    };
  }

  private async ready(): Promise<{ config: client.Configuration; settings: OidcConfig }> {
    const { settings } = this;
    if (settings === undefined) throw new Error('no identity provider is configured');
    this.discovered ??= discover(settings);
    try {
      return { config: await this.discovered, settings };
    } catch (error) {
      // A provider that was away is asked again by the next who comes.
      this.discovered = undefined;
      throw error;
    }
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  const metadata = { [client.clockTolerance]: MAX_SKEW };
  // The configuration lets http through on loopback only.
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const options = { execute, timeout: TIMEOUT };
  return client.discovery(new URL(issuer), clientId, metadata, authentication, options);
}
