export const accessText = {
  title: 'Sign in',
  lead: 'Sessions that sleep through tunnels.',
  username: 'Username',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'Username and password do not match.',
  tooMany: (wait: string | null) =>
    wait === null ? 'Too many attempts. Wait a little.' : `Too many attempts. Try again in ${wait}.`,
  unreachable: 'The server does not answer. Is it running?',
  failed: (detail: string) => `Signing in failed: ${detail}`,
  code: 'One-time code',
  codeHint: 'Six digits from your authenticator, or one of your recovery codes.',
  wrongCode: 'That does not match. Each code works once: wait for the next one.',
  signInWith: (name: string) => `Sign in with ${name}`,
  or: 'or',
  elsewhereFailed: {
    'no-role': 'You signed in there, but none of your groups may use this dashboard.',
    expired: 'That took too long or came from another browser. Try again.',
    provider: 'Signing in there did not work. The server’s log tells more.',
  },
  signedOut: 'You were signed out. Sign in to go on where you were.',
} as const;
