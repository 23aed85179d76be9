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
  signedOut: 'You were signed out. Sign in to go on where you were.',
} as const;
