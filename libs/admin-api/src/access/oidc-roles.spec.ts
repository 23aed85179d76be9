import { describe, expect, it } from 'vitest';
import { oidcName, roleByClaims } from './oidc-roles.js';

const roles = [
  { role: 'viewer', value: 'staff' },
  { role: 'operator', value: 'on call' },
] as const;

describe('the role that claims bring', () => {
  it.each([
    [{ groups: ['staff', 'on call'] }, 'operator'],
    [{ groups: 'staff' }, 'viewer'],
    [{ groups: ['Staff', 7, null, { staff: true }] }, undefined],
    [{ groups: [] }, undefined],
    [{}, undefined],
  ])('%j', (claims, role) => expect(roleByClaims(claims, 'groups', roles)).toBe(role));

  it('is found deeper down, or under a name with dots', () => {
    expect(roleByClaims({ realm_access: { roles: ['staff'] } }, 'realm_access.roles', roles)).toBe('viewer');
    expect(roleByClaims({ 'https://x.example/roles': 'staff' }, 'https://x.example/roles', roles)).toBe(
      'viewer',
    );
    expect(roleByClaims({}, 'constructor.name', [{ role: 'admin', value: 'Object' }])).toBeUndefined();
  });

  it('is anybody’s where it says so', () => {
    expect(roleByClaims({}, 'groups', [{ role: 'viewer', value: '*' }])).toBe('viewer');
    expect(roleByClaims({ groups: '*' }, 'groups', roles)).toBeUndefined();
  });
});

describe('the name of someone of the provider', () => {
  it('is the claim’s, else the subject, and never one of ours', () => {
    expect(oidcName({ sub: 's', preferred_username: 'admin' }, 'preferred_username')).toBe('oidc:admin');
    expect(oidcName({ sub: 's', preferred_username: ' ' }, 'preferred_username')).toBe('oidc:s');
    expect(oidcName({ sub: 's' }, 'preferred_username')).toBe('oidc:s');
    expect(oidcName({ sub: 's', name: `a\n\u202eb${'x'.repeat(200)}` }, 'name')).toBe(
      `oidc:ab${'x'.repeat(98)}`,
    );
  });
});
